/** Plain text while something has been asked: a command, or an answer that begins like one. */
import { afterMention, type Parsed } from './commandline.ts'
import type { Outcome } from './feature.ts'
import type { Block } from './message.ts'
import type { Naming } from './naming.ts'
import { command } from './spoken.ts'

/** A line that can only be a command: addressed to the bot, nothing but a command's name, or values that are no prose. Anything else may be an answer. */
export function isMeant(text: string, parsed: Parsed, naming: Naming): boolean {
  const line = text.trim().toLowerCase()
  if (line.startsWith('/') || afterMention(line, naming) !== undefined) return true
  if ('bare' in parsed) return line !== ''
  if (!('args' in parsed)) return false
  return Object.keys(parsed.args).length === 0 || (parsed.command.unmistakable?.(parsed.args) ?? false)
}

/** What was taken as an answer though it reads as a command: how to type the command. */
export function withWayBack(outcome: Outcome, text: string, parsed: Parsed): Outcome {
  const { answer } = outcome
  if (!('args' in parsed) || answer?.do !== 'tell') return outcome
  const note: Block = { block: 'note', text: `Did you mean the command? Then type ${command(text.trim())}` }
  const { message } = answer
  return { ...outcome, answer: { ...answer, message: { ...message, blocks: [...message.blocks, note] } } }
}
