/** Whoever showed fewer than three is asked why: in private, and read without a name. */
import type { Form } from '../../../chat/form.ts'
import type { Block, Button, Message } from '../../../chat/message.ts'
import { type KickoffRecord, kickoffName, longestConcern } from '../rules/records.ts'
import { counted, named } from './lines.ts'

export interface AskView {
  kickoff: Pick<KickoffRecord, 'id' | 'number'>
  initiative: { key: string; name: string }
  crew: { name: string; readers: number }
  /** Not where it was said, passed over, or is asked no more. */
  asked: boolean
}

export const readBy = ({ crew }: Pick<AskView, 'crew'>) =>
  `Read by the ${crew.name} crew, ${counted(crew.readers, 'person', 'people')}, on the card of the kickoff, without your name unless you add it. Nobody is told that you were asked.`

const buttonsFor = ({ id }: Pick<KickoffRecord, 'id'>): Button[] => [
  { press: 'kickoff.concern', label: 'Say it...', value: { kickoff: id }, style: 'primary', opens: true },
  { press: 'kickoff.pass', label: 'Nothing to say', value: { kickoff: id } },
]

export function askCard(view: AskView): Message {
  const { kickoff, initiative, asked } = view
  const title = `${named(initiative)}: what is your concern?`
  const name = kickoffName(initiative.key, kickoff.number)
  if (!asked) {
    const text = `${name}: nothing is asked of you here any more. Its card holds what was said.`
    return { summary: text, blocks: [{ block: 'text', text }] }
  }
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      {
        block: 'text',
        text: `You showed fewer than three fingers on ${name}. What would have to change for a three?`,
      },
      { block: 'note', text: readBy(view) },
      { block: 'buttons', buttons: buttonsFor(kickoff) },
    ],
  }
}

export function waitingBlock({ kickoff, initiative }: Pick<AskView, 'kickoff' | 'initiative'>): Block {
  const text = `on ${kickoffName(initiative.key, kickoff.number)}: what would have to change for a three?`
  return { block: 'alert', label: 'Your concern', text, buttons: buttonsFor(kickoff) }
}

export function concernForm(view: AskView) {
  return {
    id: 'kickoff.concern',
    title: 'Your concern',
    intro: `${named(view.initiative)}: what would have to change for a three?`,
    note: readBy(view),
    submit: 'Say it',
    value: { kickoff: view.kickoff.id },
    inputs: {
      text: { input: 'text', label: 'Your concern', lines: 4, max: longestConcern },
      named: {
        input: 'toggle',
        label: 'With my name',
        hint: 'Then the crew knows that it is yours, and you can take it back. Without it nobody can tell, not even Tandem.',
      },
    },
  } as const satisfies Form
}
