/** What is said to a command, a button or an action that nobody answers to. */
import type { Naming } from './commandline.ts'
import type { Command } from './feature.ts'

export function unknownCommand(typed: string, nearest: Command | undefined, { root }: Naming): string {
  const meant = nearest ? ` Did you mean /${root} ${nearest.name}?` : ''
  return `"${typed}" is not something Tandem knows.${meant} /${root} help lists everything.`
}

export function outdated({ root }: Naming, what: 'button' | 'action' = 'button'): string {
  return `This ${what} is from an older version; nothing was changed. Type /${root} to go on.`
}
