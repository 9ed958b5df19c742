/** Help, made from the same definitions as the parser and the manifests. */
import { usage } from './commandline.ts'
import type { Command } from './feature.ts'
import type { Block, Message } from './message.ts'
import type { PlatformName } from './ports.ts'
import { alias, command } from './spoken.ts'

/** All commands, grouped by verb, in the order of their features. */
export function helpMessage(commands: Command[], platform: PlatformName): Message {
  // A text for each verb: a row for each command is more than Slack takes in one message.
  const verbs = [...new Set(commands.map(verbOf))].map((verb): Block => {
    const lines = commands
      .filter((one) => verbOf(one) === verb)
      .map((one) => `${command(signature(one))}: ${one.summary}`)
    return { block: 'text', text: lines.join('\n') }
  })
  // Teams has no slash commands: there they would only be noise.
  const aliases = platform === 'teams' ? [] : commands.filter((one) => one.alias).map(({ name }) => alias(name))
  const short = aliases.length
    ? ` In Slack, ${aliases.join(', ')} work${aliases.length === 1 ? 's' : ''} without ${command()}.`
    : ''
  const blocks: Block[] = [
    { block: 'heading', text: 'What Tandem does' },
    ...verbs,
    {
      block: 'note',
      text: `A command without values opens its form.${short} ${command('help standup')} shows one command.`,
    },
  ]
  return { summary: 'What Tandem does', blocks }
}

const verbOf = ({ name }: Command) => name.split(' ')[0] ?? name

/** One verb with its sub-commands, their values and an example each. */
export function helpFor(word: string, commands: Command[]): Message | null {
  const wanted = word.trim().toLowerCase()
  const found = commands.filter(({ name }) => name === wanted || name.startsWith(`${wanted} `))
  if (found.length === 0) return null
  const title = command(wanted)
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...found.flatMap((one): Block[] => [
        { block: 'text', text: [{ strong: command(signature(one)) }, `: ${one.summary}.`] },
        ...(one.args ?? []).map(
          ({ name, expects, optional }): Block => ({
            block: 'note',
            text: `${name}: ${expects}${optional ? ', may be left out' : ''}.`,
          }),
        ),
        ...(one.args?.length ? [{ block: 'note' as const, text: usage(one) }] : []),
      ]),
    ],
  }
}

/** "standup report [from] [to]" */
export function signature({ name, args = [] }: Command): string {
  return [name, ...args.map((arg) => (arg.optional ? `[${arg.name}]` : `<${arg.name}>`))].join(' ')
}
