/** Help, made from the same definitions as the parser and the manifests. */
import { usage } from './commandline.ts'
import type { Command } from './feature.ts'
import type { Block, Message } from './message.ts'
import type { PlatformName } from './ports.ts'
import { alias, command } from './spoken.ts'

/** More in one list would be cut on some platform. */
const mostInList = 10

/** A line for each verb, in the order of their features, with the words that may follow it. */
export function helpMessage(commands: Command[], platform: PlatformName): Message {
  const verbs = [...new Set(commands.map(({ name }) => verbOf(name)))].map((verb) => {
    const bare = commands.find(({ name }) => name === verb)
    const more = commands
      .filter(({ name }) => name.startsWith(`${verb} `))
      .map(({ name }) => name.slice(verb.length + 1))
    const also = more.length ? `${bare ? '. Also ' : ''}${more.join(', ')}` : ''
    return { label: command(bare ? signature(bare) : verb), value: `${bare?.summary ?? ''}${also}` }
  })
  // Teams has no slash commands: there they would only be noise.
  const aliases = platform === 'teams' ? [] : commands.filter((one) => one.alias).map(({ name }) => alias(name))
  const short = aliases.length
    ? ` In Slack, ${aliases.join(', ')} work${aliases.length === 1 ? 's' : ''} without ${command()}.`
    : ''
  const blocks: Block[] = [
    { block: 'heading', text: 'What Tandem does' },
    ...lists(verbs),
    {
      block: 'note',
      text: `A command without values opens its form.${short} ${command('help standup')} shows one with all that follows it.`,
    },
  ]
  return { summary: 'What Tandem does', blocks }
}

const verbOf = (name: string) => name.split(' ')[0] ?? name

function lists(facts: { label: string; value: string }[]): Block[] {
  const starts = facts.flatMap((_, at) => (at % mostInList === 0 ? [at] : []))
  return starts.map((at) => ({ block: 'facts', facts: facts.slice(at, at + mostInList) }))
}

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
