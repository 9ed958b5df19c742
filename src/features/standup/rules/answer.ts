/** What a person said, and what follows from it: a blocker, a question to the other side, or something to know. */
import { z } from 'zod'
import type { Question, QuestionRole } from './settings.ts'

export const answerParts = z.array(z.object({ question: z.string(), role: z.string(), text: z.string() }))
export type AnswerPart = { question: string; role: QuestionRole; text: string }

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

/** Texts by question id -> parts in the order asked; `null` when nothing was written. */
export function partsOf(questions: Question[], texts: Record<string, string | undefined>): AnswerPart[] | null {
  const parts = questions
    .map(({ id, role, text }) => ({ question: text, role, text: (texts[id] ?? '').trim() }))
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

/** A helper named without a word on what for. */
export function helperProblem(parts: AnswerPart[], helper: Helper, needsQuestion: Question | undefined): string | null {
  if (helper === 'nobody' || textOf(parts, 'needs')) return null
  return needsQuestion
    ? `Say what it is about under "${needsQuestion.text}", or choose "nobody" here.`
    : 'This crew asks no question about blockers; choose "nobody" here.'
}

/** The first line of a blocker seen twice is one blocker. */
export function sameText(a: string, b: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim()
  return plain(a) === plain(b)
}
