/** A blocker or a question made of a message: the forms, and what is said once it stands. */
import type { Form, Input, Option } from '../../../chat/form.ts'
import type { Block, Button, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Crew, CrewMember } from '../../../people/crews.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import { otherSide } from '../rules/answer.ts'
import { readers, sideLabel } from '../rules/view.ts'
import type { Blocker, SideQuestion } from '../store/items.ts'
import { blockerName } from './items.ts'
import { lineLength } from './line.ts'

/** What a form is about. The message's moment keeps what was typed about two messages apart. */
export interface Raised {
  crew: number
  at?: number | undefined
}

/** What stands in the form at first; nothing where it is drawn to be read. */
export interface Words {
  text: string
  author?: string | undefined
}

function wordsInput(label: string, { text, author }: Words): Extract<Input, { input: 'text' }> {
  const from = author ? `What ${author} said: keep` : 'Keep'
  return {
    input: 'text',
    label,
    lines: 4,
    ...(text && { value: text, hint: `${from}, change or shorten it.` }),
  }
}

const readBy = (crew: Crew) => `Read by the ${crew.name} crew: ${readers(crew)}.`

export function blockForm(crew: Crew, personId: number, value: Raised, words: Words = { text: '' }) {
  const people: Option[] = crew.members
    .filter((member) => member.personId !== personId)
    .map((member) => ({ value: String(member.personId), label: `${member.name}: told at once` }))
  return {
    id: 'standup.block',
    title: 'Report a blocker',
    note: `${readBy(crew)} It is yours, and stands until somebody presses Resolved.`,
    submit: 'Report',
    value,
    inputs: {
      text: wordsInput('What blocks you?', words),
      helper: {
        input: 'choice',
        label: 'Who can help?',
        options: [{ value: 'anyone', label: 'anyone' }, ...people],
        value: 'anyone',
      },
    },
  } as const satisfies Form
}

export function askForm(crew: Crew, member: Pick<CrewMember, 'side'>, value: Raised, words: Words = { text: '' }) {
  const { side } = member
  const of = side === 'both' ? undefined : sideLabel(crew, otherSide(side))
  const sides: Option[] = (['project', 'product'] as const).map((one) => ({ value: one, label: sideLabel(crew, one) }))
  return {
    id: 'standup.ask',
    title: 'Ask the other side',
    note: `${readBy(crew)} It stands until somebody answers; then you are told.`,
    submit: 'Ask',
    value,
    inputs: {
      text: wordsInput(of ? `Your question to ${of}` : 'Your question', words),
      // Who stands on neither side says which one is meant.
      ...(of ? {} : { side: { input: 'choice' as const, label: 'Whom do you ask?', options: sides } }),
    },
  } satisfies Form
}

/** Where it is read, in words that are true before and after the digest. */
function place({ day, digestedAt }: { day: Day; digestedAt: Date | null }): string {
  return digestedAt
    ? `It stands in the digest of ${formatDay(day)} and in its thread.`
    : `It will stand in the digest of ${formatDay(day)}.`
}

type In = { day: Day; digestedAt: Date | null }

export function reportedCard(blocker: Pick<Blocker, 'id' | 'number'>, round: In): Message {
  const summary = `${blockerName(blocker)} is reported. ${place(round)}`
  return stands(summary, 'standup.unreport', { blocker: blocker.id })
}

export function askedCard(crew: Crew, question: Pick<SideQuestion, 'id' | 'toSide'>, round: In): Message {
  const summary = `You asked ${sideLabel(crew, question.toSide).toLowerCase()}. ${place(round)}`
  return stands(summary, 'standup.unask', { question: question.id })
}

function stands(summary: string, press: string, value: object): Message {
  return {
    summary,
    blocks: [
      { block: 'text', text: summary },
      { block: 'buttons', buttons: [takeBack(press, value)] },
    ],
  }
}

const takeBack = (press: string, value: object): Button => ({ press, label: 'Take it back', value, style: 'quiet' })

/** To who asked it: it goes with no answer of theirs, so this is the way back. */
export function ownQuestionBlock({ id, text, toSide }: SideQuestion, crew: Crew): Block {
  return {
    block: 'alert',
    label: 'You asked',
    text: `${sideLabel(crew, toSide).toLowerCase()}: ${shorten(text, lineLength)}`,
    buttons: [takeBack('standup.unask', { question: id })],
  }
}
