/** What is said to a command, a button or an action that nobody answers to. */
import type { Command } from './feature.ts'
import { command } from './spoken.ts'

export function unknownCommand(typed: string, nearest: Command | undefined): string {
  const meant = nearest ? ` Did you mean ${command(nearest.name)}?` : ''
  return `"${typed}" is not something Tandem knows.${meant} ${command('help')} lists everything.`
}

export function outdated(what: 'button' | 'action' = 'button'): string {
  return `This ${what} is from an older version; nothing was changed. Type ${command()} to go on.`
}
