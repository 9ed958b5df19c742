/** What the bot is called: its slash command, its mention, the slash commands of its verbs; and what no platform would take. */
import { slashNameProblem } from './slash.ts'

export interface Naming {
  /** The slash command of the bot, without its sign. */
  root: string
  /** As people mention it, without its sign; absent: the root, capitalized. */
  name?: string
  /** Slack aliases by verb, where they were renamed. */
  aliases?: Record<string, string>
}

export const defaultNaming: Naming = { root: 'tandem' }

/** "tandem" is mentioned as @Tandem. */
export function nameOf({ root, name }: Naming): string {
  return name ?? root.charAt(0).toUpperCase() + root.slice(1)
}

/** Teams' for the short name of an app, which the root is where no other is given. */
const most = 30

export function rootProblem(root: string): string | undefined {
  const long = root.length > most ? `"${root}" is too long: Teams takes ${most} characters.` : undefined
  return slashNameProblem(root) ?? long
}

/** What follows "--name is ..." or "TANDEM_NAME is ...". */
export function nameProblem(name: string): string | undefined {
  // Private-use characters are what spoken.ts marks commands with.
  const fits = name !== '' && name.length <= most && !/[\p{Cc}\p{Co}]/u.test(name)
  return fits ? undefined : `should have 1 to ${most} characters: Teams takes no more.`
}
