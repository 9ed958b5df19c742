/** A crew's stand-up as it was set: when, and what each side is asked. */
import { z } from 'zod'
import type { Schedule } from '../../../schedule/calendar.ts'

export const questionRoles = ['done', 'next', 'needs', 'plain'] as const
export type QuestionRole = (typeof questionRoles)[number]

const question = z.object({
  id: z.string(),
  side: z.enum(['project', 'product']),
  /** `done` is prefilled with yesterday's `next`; `needs` may name a blocker or a question to the other side. */
  role: z.enum(questionRoles),
  text: z.string(),
})
export type Question = z.infer<typeof question>

export const standupSettings = z.object({
  ask: z.object({ rule: z.string(), anchor: z.string(), time: z.string() }),
  moment: z.enum(['own', 'together']),
  digestAfter: z.number(),
  closeAfter: z.number(),
  /** Where the names of those without an answer are shown. */
  names: z.enum(['digest', 'press', 'never']),
  questions: z.array(question),
  /** Questions asked before: a form that shows one is still read. */
  former: z.array(question).default([]),
})
export type StandupSettings = z.infer<typeof standupSettings>

const defaultQuestions: Question[] = [
  { id: 'p1', side: 'project', role: 'done', text: 'What moved toward the plan?' },
  { id: 'p2', side: 'project', role: 'next', text: 'What moves next?' },
  { id: 'p3', side: 'project', role: 'needs', text: 'Blocked, or something product needs to know?' },
  { id: 'v1', side: 'product', role: 'done', text: 'What did we learn or decide?' },
  { id: 'v2', side: 'product', role: 'next', text: 'Which outcome comes next?' },
  { id: 'v3', side: 'product', role: 'needs', text: 'Blocked, or something delivery needs to know?' },
]

export function defaultSettings(ask: Schedule): StandupSettings {
  const times = { digestAfter: 120, closeAfter: 120 }
  return { ask, moment: 'own', ...times, names: 'press', questions: defaultQuestions, former: [] }
}

export const maxQuestions = 8

/** One question per line, in order; `(done)`, `(next)` and `(needs)` at the end of a line mark its role. */
export function questionLines(questions: Question[], side: Question['side']): string {
  return questions
    .filter((question) => question.side === side)
    .map(({ role, text }) => (role === 'plain' ? text : `${text} (${role})`))
    .join('\n')
}

type Written = Pick<Question, 'role' | 'text'>

/** Reads the lines back. A question keeps its id when it is moved, marked or reworded, so that answers stay with it. */
export function readQuestionLines(
  lines: string,
  side: Question['side'],
  before: Question[],
  former: Question[] = [],
): { questions: Question[] } | { error: string } {
  const texts = lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  if (texts.length === 0) return { error: 'Ask at least one question; one per line.' }
  if (texts.length > maxQuestions) {
    return {
      error: `These are ${texts.length} questions; at most ${maxQuestions} can be asked. Remove ${texts.length - maxQuestions}.`,
    }
  }
  const written: Written[] = []
  for (const line of texts) {
    const marked = /^(.*?)\s*\((done|next|needs)\)$/i.exec(line)
    const text = marked?.[1] ?? line
    const role = (marked?.[2]?.toLowerCase() ?? 'plain') as QuestionRole
    if (!text) return { error: `"${line}" has a mark but no question. Write the question before it.` }
    if (role !== 'plain' && written.some((question) => question.role === role)) {
      return { error: `Two questions are marked (${role}); only one can be. Remove one mark.` }
    }
    if (written.some((question) => question.text === text)) return { error: `"${text}" is there twice. Remove one.` }
    written.push({ role, text })
  }
  return { questions: withIds(written, side, before, former) }
}

/** The same words are the same question; else the same mark; else, unmarked, the same place. */
function withIds(written: Written[], side: Question['side'], before: Question[], former: Question[]): Question[] {
  const own = before.filter((question) => question.side === side)
  const known = [...own, ...former.filter((question) => question.side === side)]
  const ids = written.map(({ text }) => known.find((question) => question.text === text)?.id)
  const free = (question: Question) => !ids.includes(question.id)
  written.forEach(({ role }, index) => {
    if (role !== 'plain') ids[index] ??= own.find((question) => question.role === role && free(question))?.id
  })
  written.forEach(({ role }, index) => {
    const there = own[index]
    if (role === 'plain' && there?.role === 'plain' && free(there)) ids[index] ??= there.id
  })
  const letter = side === 'project' ? 'p' : 'v'
  let last = Math.max(0, ...known.map(({ id }) => Number(id.slice(1))))
  return written.map((question, index) => ({ id: ids[index] ?? `${letter}${++last}`, side, ...question }))
}

const formerKept = 24

/** Questions that are asked no more, the latest last. */
export function formerQuestions(before: StandupSettings, questions: Question[]): Question[] {
  const gone = [...before.former, ...before.questions].filter(({ id }) => !questions.some((one) => one.id === id))
  return [...new Map(gone.map((question) => [question.id, question])).values()].slice(-formerKept)
}

export function questionsFor(settings: Pick<StandupSettings, 'questions'>, side: 'project' | 'product'): Question[] {
  return settings.questions.filter((question) => question.side === side)
}
