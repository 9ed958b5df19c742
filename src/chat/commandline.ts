/** One command line for all platforms: `/tandem standup now`, `/standup now`, `@Tandem standup now` mean the same thing. */
import { distance } from 'fastest-levenshtein'
import type { Argument, Command, Context } from './feature.ts'
import { type Naming, nameOf } from './naming.ts'
import { command as commandText } from './spoken.ts'

/** A word as typed, and where it began, so that "the rest" keeps its own spaces. */
interface Word {
  text: string
  start: number
  quoted: boolean
}

const pairs: Record<string, string> = { '"': '"', '“': '”', '„': '“', '«': '»', "'": "'", '‘': '’' }

/** Splits at spaces; quotes (typographic ones too) hold words together only where a word begins, so "don't" is one word. */
export function words(text: string): Word[] {
  const found: Word[] = []
  let at = 0
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1
      continue
    }
    const start = at
    const close = pairs[text[at] ?? '']
    const end = close ? closing(text, at + 1, close) : -1
    if (close && (end >= 0 || close !== "'")) {
      // A quote that is never closed takes the rest.
      const stop = end < 0 ? text.length : end
      found.push({ text: unescaped(text.slice(at + 1, stop)), start, quoted: true })
      at = stop + 1
    } else {
      while (at < text.length && !/\s/.test(text[at] ?? '')) at += text[at] === '\\' ? 2 : 1
      found.push({ text: unescaped(text.slice(start, at)), start, quoted: false })
    }
  }
  return found
}

function closing(text: string, from: number, close: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    // „so“ and “so” both occur; a straight quote closes either. A single quote closes only at the end of a word.
    else if (text[at] === close || (close === '“' && (text[at] === '”' || text[at] === '"'))) {
      if ((close !== "'" && close !== '’') || at + 1 === text.length || /\s/.test(text[at + 1] ?? '')) return at
    }
  }
  return -1
}

function unescaped(text: string): string {
  return text.replace(/\\(["'\\“”„«»‘’ ])/g, '$1')
}

export type Parsed =
  | { command: Command; args: Record<string, unknown> }
  /** The root alone. */
  | { bare: true }
  | { unknown: string; nearest?: Command }
  | { command: Command; problem: string }

/** What follows the bot's name where a line begins with it; a name may be of several words. */
export function afterMention(line: string, naming: Naming): string | undefined {
  const text = line.trim()
  for (const name of [nameOf(naming), naming.root]) {
    const after = text.slice(name.length + 1)
    const named = text.slice(0, name.length + 1).toLowerCase() === `@${name}`.toLowerCase()
    if (named && !/^[\p{L}\p{N}_-]/u.test(after)) return after.trim()
  }
  return undefined
}

/** Takes the root, an alias or a mention off the front of a line. */
export function stripRoot(line: string, naming: Naming): string {
  const { root, aliases = {} } = naming
  const addressed = afterMention(line, naming)
  if (addressed !== undefined) return addressed
  const text = line.trim()
  const first = /^[/@]?([^\s]+)\s*/.exec(text)
  if (!first) return ''
  const name = (first[1] ?? '').toLowerCase()
  if (name === root.toLowerCase()) return text.slice(first[0].length)
  const verb = Object.entries(aliases).find(([, alias]) => alias.toLowerCase() === name)?.[0]
  if (verb && text.startsWith('/')) return `${verb} ${text.slice(first[0].length)}`.trim()
  return text.startsWith('/') ? text.slice(1) : text
}

export function parse(line: string, commands: Command[], naming: Naming, ctx: Context): Parsed {
  const text = stripRoot(line, naming)
  const typed = words(text)
  if (typed.length === 0) return { bare: true }
  const command = longestMatch(typed, commands)
  if (!command) return { unknown: text.trim(), ...nearestTo(typed, commands) }
  const used = command.name.split(' ').length
  const rest = typed.slice(used)
  const args = command.args ?? []
  const [extra] = rest.slice(args.length)
  if (extra && !args.at(-1)?.rest) {
    const near = nearestSub(command, typed, commands)
    if (args.length === 0 && near) return { unknown: text.trim(), nearest: near }
    const takes = args.length ? `takes ${args.length === 1 ? 'one value' : `${args.length} values`}` : 'takes no values'
    return {
      command,
      problem: `"${command.name}" ${takes}, and "${extra.text}" is one more. ${usage(command)}`,
    }
  }
  return readArguments(command, args, rest, text, ctx, typed, commands)
}

function readArguments(
  command: Command,
  args: Argument[],
  rest: Word[],
  text: string,
  ctx: Context,
  typed: Word[],
  commands: Command[],
): Parsed {
  const values: Record<string, unknown> = {}
  for (const [index, arg] of args.entries()) {
    const word = rest[index]
    if (!word) {
      if (arg.optional) continue
      return { command, problem: `"${command.name}" needs ${arg.name}: ${arg.expects}. ${usage(command)}` }
    }
    const value = arg.rest && rest.length > index + 1 ? text.slice(word.start).trim() : word.text
    const read = arg.parse(value, ctx)
    if ('error' in read) {
      const near = index === 0 ? nearestSub(command, typed, commands) : undefined
      const meant = near ? ` Did you mean "${near.name}"?` : ''
      return {
        command,
        problem: `${read.error}${meant} ${capitalized(arg.name)} is ${arg.expects}. ${usage(command)}`,
      }
    }
    values[arg.name] = read.value
  }
  return { command, args: values }
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** "Example: /tandem standup report 2026-11-02 today" */
export function usage(command: Command): string {
  const args = (command.args ?? []).map(({ example, rest }) => (!rest && /\s/.test(example) ? `"${example}"` : example))
  return `Example: ${commandText([command.name, ...args].join(' '))}`
}

function longestMatch(typed: Word[], commands: Command[]): Command | undefined {
  const line = typed.map(({ text, quoted }) => (quoted ? '\0' : text.toLowerCase()))
  return commands
    .filter(({ name }) => name.split(' ').every((part, index) => line[index] === part))
    .sort((a, b) => b.name.split(' ').length - a.name.split(' ').length)[0]
}

function nearestTo(typed: Word[], commands: Command[]): { nearest?: Command } {
  const line = typed.map(({ text }) => text.toLowerCase())
  const [best] = commands
    .map((command) => {
      const count = command.name.split(' ').length
      const said = line.slice(0, count).join(' ')
      return { command, far: distance(said, command.name) / Math.max(said.length, command.name.length) }
    })
    .sort((a, b) => a.far - b.far)
  return best && best.far <= 0.5 ? { nearest: best.command } : {}
}

function nearestSub(command: Command, typed: Word[], commands: Command[]): Command | undefined {
  const subs = commands.filter(({ name }) => name.startsWith(`${command.name} `))
  const { nearest } = nearestTo(typed, subs)
  return nearest
}
