/** What a person said, and what follows from it: a blocker, a question to the other side, or something to know. */
import { z } from 'zod'
import { type Question, type QuestionRole, questionsFor, type StandupSettings } from './settings.ts'

export const answerParts = z.array(
  z.object({ id: z.string(), question: z.string(), role: z.string(), text: z.string() }),
)
/** The question as it was asked then; `id` finds it again after it was reworded. */
export type AnswerPart = { id: string; question: string; role: QuestionRole; text: string }

export interface StandupAnswer {
  personId: number
  side: 'project' | 'product'
  skipped: boolean
  parts: AnswerPart[]
  helper: Helper
  answeredAt: Date
}

/** Who can help: nobody (it is for information), anyone (blocked), the other side (it is a question), or a person (blocked). */
export type Helper = 'nobody' | 'anyone' | 'side' | `${number}`

export function otherSide(side: 'project' | 'product'): 'project' | 'product' {
  return side === 'project' ? 'product' : 'project'
}

/**
 * What a form asks: the crew's questions and what the answer holds beyond them; or, once it was shown, exactly what it
 * was shown with. So nothing typed is lost when the crew changes its questions, or the person their side, meanwhile.
 */
export function formQuestions(
  settings: Pick<StandupSettings, 'questions' | 'former'>,
  side: 'project' | 'product',
  answer: Pick<StandupAnswer, 'parts' | 'side'> | null,
  shown?: string[],
): Question[] {
  const held = (answer?.parts ?? []).map(({ id, question, role }) => ({ id, side, role, text: question }))
  const known = [...settings.questions, ...held, ...settings.former]
  const ids = shown ?? [...questionsFor(settings, side), ...held].map(({ id }) => id)
  const roles = new Set<QuestionRole>()
  return [...new Set(ids)].flatMap((id) => {
    const question = known.find((one) => one.id === id)
    if (!question) return []
    const role = roles.has(question.role) ? 'plain' : question.role
    roles.add(role)
    return [{ ...question, role }]
  })
}

/** Texts by question id -> parts in the order asked; `null` when nothing was written. */
function partsOf(questions: Question[], texts: Record<string, string | undefined>): AnswerPart[] | null {
  const parts = questions
    .map(({ id, role, text }) => ({ id, question: text, role, text: (texts[id] ?? '').trim() }))
    .filter(({ text }) => text !== '')
  return parts.length ? parts : null
}

export function textOf(parts: AnswerPart[], role: QuestionRole): string | undefined {
  return parts.find((part) => part.role === role)?.text
}

/** What the answer asks of others. */
export type Need =
  | { need: 'nothing' }
  | { need: 'toKnow'; text: string }
  | { need: 'blocked'; text: string; by: number | null }
  | { need: 'question'; text: string; to: 'project' | 'product' }

export function needOf(answer: Pick<StandupAnswer, 'parts' | 'helper' | 'side' | 'skipped'>): Need {
  const text = answer.skipped ? undefined : textOf(answer.parts, 'needs')
  if (!text) return { need: 'nothing' }
  switch (answer.helper) {
    case 'nobody':
      return { need: 'toKnow', text }
    case 'anyone':
      return { need: 'blocked', text, by: null }
    case 'side':
      return { need: 'question', text, to: otherSide(answer.side) }
    // A person's id: the type leaves nothing else.
    default:
      return { need: 'blocked', text, by: Number(answer.helper) }
  }
}

/** A form as it was sent, or the sentence beside a field. */
export function readAnswer(
  questions: Question[],
  values: Record<string, unknown>,
  whenEmpty: string,
): Pick<StandupAnswer, 'parts' | 'helper'> | { errors: Record<string, string> } {
  const parts = partsOf(questions, values as Record<string, string | undefined>)
  if (!parts) return { errors: { [questions[0]?.id ?? '']: whenEmpty } }
  const helper = (typeof values.helper === 'string' ? values.helper : 'nobody') as Helper
  const problem = helperProblem(parts, helper, questions)
  return problem ? { errors: { helper: problem } } : { parts, helper }
}

/** A helper named without a word on what for. */
function helperProblem(parts: AnswerPart[], helper: Helper, questions: Question[]): string | null {
  if (helper === 'nobody' || textOf(parts, 'needs')) return null
  const needs = questions.find(({ role }) => role === 'needs')
  return needs
    ? `Say what it is about under "${needs.text}", or choose "nobody" here.`
    : 'This crew asks no question about blockers; choose "nobody" here.'
}

/** The first line of a blocker seen twice is one blocker. */
export function sameText(a: string, b: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim()
  return plain(a) === plain(b)
}
