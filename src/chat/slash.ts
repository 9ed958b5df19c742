/** Names of slash commands. */

/** Built into Slack, now or once. It refuses a whole manifest for one of them ("the slash command has an invalid name"). */
const slackOwn = new Set(
  `active apps archive away call close collapse dm dnd expand feed feedback huddle invite invite_people join keys kick leave
  me msg mute open part prefs pro remind remove rename s search shortcuts shrug star starred status topic unarchive who`.split(
    /\s+/,
  ),
)
/** The slash counts. */
const most = 32

/** Why Slack would not take this name for a slash command, in a sentence; `undefined` when it would. */
export function slashNameProblem(name: string): string | undefined {
  if (slackOwn.has(name)) return `/${name} is a command of Slack's own, and no app can have it. Choose another name.`
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(name)) {
    return `"${name}" cannot be a slash command: small letters a-z, digits, - and _ only, and no space.`
  }
  if (name.length < most) return undefined
  return `"${name}" is too long for a slash command: ${most - 1} characters at most.`
}
