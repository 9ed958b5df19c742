/** Names in texts: a feature says which command it means, and each platform shows what is typed there, by the chosen names. */
import { type Naming, nameOf } from './naming.ts'
import type { PlatformName } from './ports.ts'

/** Characters that nobody can type: `storable` in read.ts takes them out of everything that comes in. */
const marks = { here: '\uEFE0', slack: '\uEFE1', teams: '\uEFE2', alias: '\uEFE3', mention: '\uEFE4' } as const
const end = '\uEFEF'
/** A text that was cut short inside of one loses its end only. */
const marked = new RegExp(`([${Object.values(marks).join('')}])([^${end}]*)(?:${end}|$)`, 'g')

/** For `storable`, and for tests: whatever of them is left in a text was never spoken. */
export const privateMarks = /[\uEFE0-\uEFEF]/g

/** `command('setup')`: "/tandem setup", in Teams "@Tandem setup"; with a platform, as it is typed there, wherever it is read. */
export function command(words = '', on?: 'slack' | 'teams'): string {
  return `${marks[on ?? 'here']}${words}${end}`
}

/** The slash command that a verb has in Slack: "/standup". */
export function alias(verb: string): string {
  return `${marks.alias}${verb}${end}`
}

/** "@Tandem" */
export const mention = `${marks.mention}${end}`

/** A message, form or reply as it leaves the house for a platform. Only texts change: moments and bytes are handed on. */
export function spoken<T>(said: T, naming: Naming, platform: PlatformName): T {
  return mapped(said, (text) => text.replace(marked, (_, mark, words) => worded(mark, words, naming, platform))) as T
}

function worded(mark: string, words: string, naming: Naming, platform: PlatformName): string {
  const rest = words ? ` ${words}` : ''
  switch (mark) {
    case marks.alias:
      return `/${naming.aliases?.[words] ?? words}`
    case marks.mention:
      return `@${nameOf(naming)}`
    case marks.teams:
      return `@${nameOf(naming)}${rest}`
    case marks.slack:
      return `/${naming.root}${rest}`
    default:
      return platform === 'teams' ? `@${nameOf(naming)}${rest}` : `/${naming.root}${rest}`
  }
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((one) => mapped(one, change))
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapped(one, change)]))
}

/** Not a Date, a Uint8Array, or anything else that is more than its fields. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const kind = Object.getPrototypeOf(value)
  return kind === Object.prototype || kind === null
}
