/** Who is asked, who may present, and what is checked before it begins. Pure. */

import { addWorkingDays, toLocal } from '../../../schedule/calendar.ts'
import { type DeadlineCalendar, readDeadline } from '../../../schedule/deadlines.ts'
import type { Side } from './records.ts'

interface Member {
  personId: number
  name: string
  side: 'project' | 'product' | 'both'
  part: 'takesPart' | 'follows' | 'watches'
}

/** As in a pulse: whoever stands on both sides is in neither count, and would be the only one of theirs. */
export function askedIn({ members }: { members: Member[] }): { personId: number; side: Side }[] {
  return members.flatMap(({ personId, side, part }) =>
    side === 'both' || part === 'watches' ? [] : [{ personId, side }],
  )
}

/** Of a side, and those who stand on both. */
export function presentersOf({ members }: { members: Member[] }, side: Side): { id: number; name: string }[] {
  return members
    .filter((one) => (one.side === side || one.side === 'both') && one.part !== 'watches')
    .map(({ personId: id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** Its owner where they can, else the only one who can. */
export function usualPresenter(owner: number | null, among: { id: number }[]): number | null {
  const [only, other] = among
  if (owner !== null && among.some(({ id }) => id === owner)) return owner
  return only && !other ? only.id : null
}

/** The end of the crew's next working day, as somebody would type it. */
export function usualClose(now: Date, { zone, endOfDay, isWorking }: DeadlineCalendar): string {
  return `${addWorkingDays(toLocal(now, zone).day, 1, isWorking)} ${endOfDay}`
}

export interface BeginAnswers {
  project?: string | undefined
  product?: string | undefined
  closes: string
  replace?: boolean | undefined
}

export interface Begin {
  projectPresenterId: number | null
  productPresenterId: number | null
  closesAt: Date
}

/** `open`: the vote that would be taken back, by its name. */
export function checkBegin(
  answers: BeginAnswers,
  crew: { members: Member[]; name: string; labels: Record<Side, string> },
  open: string | null,
  now: Date,
  calendar: DeadlineCalendar,
): { ok: Begin } | { errors: Record<string, string> } {
  const closes = readDeadline(answers.closes, now, calendar)
  const errors: Record<string, string> = {}
  const presenter = (side: Side): number | null => {
    const among = presentersOf(crew, side)
    const found = among.find(({ id }) => String(id) === answers[side])
    if (!found && among.length)
      errors[side] = `Choose who presents the ${crew.labels[side].toLowerCase()} side: somebody of it in ${crew.name}.`
    return found?.id ?? null
  }
  const [projectPresenterId, productPresenterId] = [presenter('project'), presenter('product')]
  if ('error' in closes) errors.closes = closes.error
  if (open && !answers.replace)
    errors.replace = `${open} is open. Switch this on to take its vote back and begin anew, or cancel and let it run.`
  if (Object.keys(errors).length || 'error' in closes) return { errors }
  return { ok: { projectPresenterId, productPresenterId, closesAt: closes.ok } }
}
