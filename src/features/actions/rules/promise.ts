/** What is asked wherever something is promised: what, who, by when. Pure. */
import type { Option } from '../../../chat/form.ts'
import { type CrewTime, worksIn } from '../../../schedule/deadlines.ts'
import { longestText, readDue } from './items.ts'

const longestDue = 60

export const dueInput = (value?: string) =>
  ({
    input: 'text',
    label: 'By when?',
    hint: 'For example fri, 2 dec, or 3 working days.',
    max: longestDue,
    ...(value && { value }),
  }) as const

export function promiseInputs(people: Option[], was: { text?: string; owner?: number | null; due?: string } = {}) {
  return {
    text: {
      input: 'text',
      label: 'What is to be done?',
      lines: 2,
      max: longestText,
      ...(was.text && { value: was.text }),
    },
    owner: {
      input: 'people',
      label: 'Who does it?',
      hint: 'One person.',
      options: people,
      ...(was.owner && { value: [was.owner] }),
    },
    due: dueInput(was.due),
  } as const
}

export interface PromiseAnswers {
  text: string
  owner: number[]
  due: string
}

type Asked = CrewTime & { name: string; members: { personId: number }[] }

/** One person of this crew, and a day that is not over; each error beside its field. */
export function readPromise(
  { text, owner, due }: PromiseAnswers,
  crew: Asked,
  now: Date,
): { ok: { text: string; ownerId: number; dueOn: string } } | { errors: Record<string, string> } {
  const [ownerId, second] = owner
  const dueOn = readDue(due, { now, zone: crew.zone, isWorking: worksIn(crew) })
  const several = second === undefined ? null : 'Name one person: what two promise, nobody does.'
  const stranger = crew.members.some(({ personId }) => personId === ownerId) ? null : `Name somebody of ${crew.name}.`
  const whose = several ?? stranger
  if (ownerId === undefined || whose || 'error' in dueOn)
    return { errors: { ...(whose && { owner: whose }), ...('error' in dueOn && { due: dueOn.error }) } }
  return { ok: { text: text.trim(), ownerId, dueOn: dueOn.ok } }
}
