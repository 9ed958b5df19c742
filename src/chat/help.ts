/** Help, made from the same definitions as the parser and the manifests. */
import { type Naming, usage } from './commandline.ts'
import type { Command } from './feature.ts'
import type { Block, Message } from './message.ts'

/** All commands, grouped by verb, in the order of their features. */
export function helpMessage(commands: Command[], naming: Naming): Message {
  const facts = commands.map((command) => ({
    label: `/${naming.root} ${signature(command)}`,
    value: command.summary,
  }))
  const aliases = commands.filter(({ alias }) => alias).map(({ name }) => `/${naming.aliases?.[name] ?? name}`)
  const short = aliases.length
    ? ` In Slack, ${aliases.join(', ')} work${aliases.length === 1 ? 's' : ''} without /${naming.root}.`
    : ''
  const blocks: Block[] = [
    { block: 'heading', text: 'What Tandem does' },
    { block: 'facts', facts },
    {
      block: 'note',
      text: `A command without values opens its form.${short} /${naming.root} help standup shows one command.`,
    },
  ]
  return { summary: 'What Tandem does', blocks }
}

/** One verb with its sub-commands, their values and an example each. */
export function helpFor(word: string, commands: Command[], naming: Naming): Message | null {
  const wanted = word.trim().toLowerCase()
  const found = commands.filter(({ name }) => name === wanted || name.startsWith(`${wanted} `))
  if (found.length === 0) return null
  const title = `/${naming.root} ${wanted}`
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...found.flatMap((command): Block[] => [
        { block: 'text', text: [{ strong: `/${naming.root} ${signature(command)}` }, `: ${command.summary}.`] },
        ...(command.args ?? []).map(
          ({ name, expects, optional }): Block => ({
            block: 'note',
            text: `${name}: ${expects}${optional ? ', may be left out' : ''}.`,
          }),
        ),
        ...(command.args?.length ? [{ block: 'note' as const, text: usage(command, naming) }] : []),
      ]),
    ],
  }
}

/** "standup report [from] [to]" */
export function signature({ name, args = [] }: Command): string {
  return [name, ...args.map((arg) => (arg.optional ? `[${arg.name}]` : `<${arg.name}>`))].join(' ')
}
