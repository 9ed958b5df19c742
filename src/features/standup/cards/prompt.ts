/** The prompt: a form inside a direct message, and what it becomes once it is answered. */
import { z } from 'zod'
import type { Form, Inputs, Option } from '../../../chat/form.ts'
import type { Block, Button, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Crew } from '../../../people/crews.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import { formQuestions, otherSide, type StandupAnswer } from '../rules/answer.ts'
import { askedMembers } from '../rules/echo.ts'
import type { Question } from '../rules/settings.ts'
import { listed, memberName, type PromptRecords, readers, sideLabel } from '../rules/view.ts'
import { blockerBlock } from './items.ts'
import { lineLength } from './line.ts'

export type AnswerForm = Form<Inputs>

export function promptCard(records: PromptRecords): Message {
  const { crew, round } = records
  const title = `${crew.name} stand-up, ${formatDay(round.day)}`
  return { summary: title, blocks: [...body(records, title), ...ending(records)] }
}

function body(records: PromptRecords, title: string): Block[] {
  const { answer, crew, over, round, state } = records
  if (over)
    return [
      { block: 'text', text: `${title}: closed on ${formatDay(over.day)}, when the next one began.` },
      ...recap(answer),
      ...(answer && !answer.skipped ? [{ block: 'buttons' as const, buttons: overButtons(round.id) }] : []),
    ]
  if (answer?.skipped || state === 'skipped') {
    return [
      { block: 'text', text: `${title}: you are skipping it.` },
      { block: 'buttons', buttons: [answerButton('Answer after all', round.id)] },
    ]
  }
  if (answer) {
    return [
      { block: 'text', text: [{ strong: title }, ': your answer is in. Thank you.'] },
      ...recap(answer),
      { block: 'buttons', buttons: [answerButton('Change', round.id), deleteButton(round.id)] },
    ]
  }
  if (state === 'away') {
    return [
      { block: 'text', text: `${title}: you are away, so nothing is expected of you.` },
      { block: 'buttons', buttons: [answerButton('Answer all the same', round.id)] },
    ]
  }
  return [
    { block: 'heading', text: title },
    { block: 'note', text: `Set up by ${memberName(crew, crew.createdById)} for ${askedPeople(records)}. A minute.` },
    ...records.stillOpen.map((blocker) => blockerBlock(blocker, crew.zone)),
    { block: 'ask', form: answerForm(records) },
    {
      block: 'buttons',
      buttons: [
        { press: 'standup.skip', label: 'Skip today', value: { round: round.id } },
        { press: 'setup.away', label: "I'm away...", value: {}, opens: true },
      ],
    },
  ]
}

const platformNames = { slack: 'Slack', teams: 'Teams' }

/** "6 people in Slack and Teams"; the sandbox is no place to be. */
function askedPeople({ crew, platforms }: PromptRecords): string {
  const count = askedMembers(crew).length
  const places = platforms.flatMap((name) => (name === 'web' ? [] : [platformNames[name]]))
  return `${count === 1 ? '1 person' : `${count} people`}${places.length ? ` in ${listed(places)}` : ''}`
}

function ending({ round, over, crew }: PromptRecords): Block[] {
  if (over) return []
  const text: Inline[] = round.digestAt ? ['Digest at ', { when: round.digestAt, zone: crew.zone }, '. '] : []
  return [{ block: 'note', text: [...text, 'You can change your answer until the next prompt.'] }]
}

function recap(answer: StandupAnswer | null): Block[] {
  if (!answer || answer.skipped) return []
  return [
    {
      block: 'facts',
      facts: answer.parts.map(({ question, text }) => ({ label: question, value: shorten(text, lineLength) })),
    },
  ]
}

/** To somebody who is not asked in this crew any more: what they said stays theirs to delete. */
export function formerCard(crew: Crew, round: { id: number; day: Day }, answer: StandupAnswer): Message {
  const title = `${crew.name} stand-up, ${formatDay(round.day)}`
  return {
    summary: title,
    blocks: [
      { block: 'text', text: `${title}: your answer. You are not asked in this crew any more.` },
      ...recap(answer),
      { block: 'buttons', buttons: [deleteButton(round.id)] },
    ],
  }
}

function answerButton(label: string, round: number): Button {
  return { press: 'standup.open', label, value: { round }, opens: true, style: 'primary' }
}

function overButtons(round: number): Button[] {
  return [{ press: 'standup.read', label: 'Read all', value: { round } }, deleteButton(round)]
}

export function deleteButton(round: number): Button {
  return {
    press: 'standup.delete',
    label: 'Delete my answer',
    value: { round },
    style: 'danger',
    confirm: {
      title: 'Delete your answer?',
      text: 'It disappears from the digest too, with the blocker or question in it.',
      yes: 'Delete',
    },
  }
}

/** What a form is about: its round, the questions it was shown with, and whether it offers what was written to the bot. */
export const answerFormValue = z.object({
  round: z.number().int(),
  asked: z.array(z.string()).max(40).optional(),
  draft: z.boolean().optional(),
})
export type AnswerFormValue = z.infer<typeof answerFormValue>

/** Inputs are named after the questions' ids, so that a crew may change their words at any time. */
export function answerForm(records: PromptRecords, shown?: AnswerFormValue): AnswerForm {
  const { crew, round, side, settings, answer } = records
  const inputs: Inputs = {}
  const questions = formQuestions(settings, side, answer, shown?.asked)
  const drafted = records.draft ? (questions.find(({ role }) => role === 'done') ?? questions[0]) : undefined
  for (const question of questions) {
    inputs[question.id] = {
      input: 'text',
      label: question.text,
      lines: 2,
      optional: true,
      ...prefill(question, records, question === drafted),
    }
    if (question.role === 'needs') inputs.helper = helperInput(records)
  }
  return {
    id: 'standup.answer',
    title: `${crew.name} stand-up, ${formatDay(round.day)}`,
    note: `Read by the ${crew.name} crew: ${readers(crew)}.`,
    submit: answer ? 'Save' : 'Send',
    value: { round: round.id, asked: questions.map(({ id }) => id), ...(drafted && { draft: true }) },
    inputs,
  }
}

function prefill(
  question: Question,
  { answer, before, draft, settings }: PromptRecords,
  drafted: boolean,
): { value?: string; hint?: string } {
  const said = answer?.parts.find(({ id }) => id === question.id)?.text
  if (drafted && draft) {
    return { value: said ? `${said}\n${draft}` : draft, hint: 'What you wrote to the bot: keep, move or clear.' }
  }
  if (said) {
    const asked = settings.questions.some(({ id }) => id === question.id)
    return { value: said, ...(asked ? {} : { hint: 'Not asked any more: keep, move or clear.' }) }
  }
  if (question.role !== 'done' || !before || (answer && !answer.skipped)) return {}
  return { value: before.text, hint: `Your "next" from ${formatDay(before.day)}: keep, change or clear.` }
}

function helperInput({ crew, side, personId, answer }: PromptRecords): Inputs[string] {
  const other = sideLabel(crew, otherSide(side))
  const people: Option[] = crew.members
    .filter((member) => member.personId !== personId)
    .map((member) => ({ value: String(member.personId), label: `${member.name}: I am blocked without them` }))
  return {
    input: 'choice',
    label: 'Who can help?',
    options: [
      { value: 'nobody', label: 'nobody: just so you know' },
      { value: 'side', label: `${other}: it is a question to them` },
      { value: 'anyone', label: 'anyone: I am blocked' },
      ...people,
    ],
    value: answer?.helper ?? 'nobody',
  }
}

/** Half an hour before their part ends, to those who were asked and are silent. */
export function reminderCard(records: PromptRecords, closesAt: Date): Message {
  const title = `${records.crew.name} stand-up, ${formatDay(records.round.day)}`
  if (records.answer || records.state !== 'asked') return { ...promptCard(records), summary: title }
  return {
    summary: `${title}: still open`,
    blocks: [
      { block: 'text', text: [{ strong: title }, ' is open until ', { when: closesAt, zone: records.crew.zone }, '.'] },
      {
        block: 'buttons',
        buttons: [
          answerButton('Answer', records.round.id),
          { press: 'standup.skip', label: 'Skip today', value: { round: records.round.id } },
        ],
      },
      { block: 'note', text: 'This is the only reminder.' },
    ],
  }
}

/** The choice between several crews' stand-ups. */
export function whichCrew(crews: { crew: Crew; label: string }[], press: string): Message {
  return {
    summary: 'Which stand-up?',
    blocks: [
      {
        block: 'text',
        text: `You take part in ${crews.length} stand-ups: ${listed(crews.map(({ crew }) => crew.name))}. Which one?`,
      },
      { block: 'buttons', buttons: crews.map(({ crew, label }) => ({ press, label, value: { crew: crew.id } })) },
    ],
  }
}
