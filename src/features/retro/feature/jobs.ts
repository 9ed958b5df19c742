/** What happens to a retro by itself: phases end at their deadline, the silent are reminded once, the next one begins. */
import type { Consequence, Effect, JobContext, JobDefinition } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { inHours } from '../../../rounds/plan.ts'
import { addWorkingDays, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { isPhase, liveMinutes } from '../rules/phases.ts'
import { type Phase, phases } from '../rules/records.ts'
import type { RetroView } from '../rules/view.ts'
import { markReminded, personIn } from '../store/people.ts'
import { anyRetro, changeRetro } from '../store/retros.ts'
import { phaseJob } from './beginning.ts'
import { advance, callOff, lockedView } from './moving.ts'
import { calendarOf, dueOf, refreshed, reminderOf, viewById } from './records.ts'
import { openScheduled, planNext } from './scheduling.ts'
import type { Tokens } from './tokens.ts'

/** Then nobody has anything to say this time. */
const mostPutOff = 2
/** Working days in which whoever runs it can still say why nothing is promised. */
const daysForReason = 2

/** The deadline as it was when the job was put: one that was moved is not this job's any more. */
function deadlineIn(key: string): { id: number; phase: Phase; endsAt: number } | null {
  const [id = '', name = '', at = ''] = key.split(':')
  const phase = phases.find((one) => one === name)
  return phase ? { id: Number(id), phase, endsAt: Number(at) } : null
}

async function endPhase(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const due = deadlineIn(key)
  const retro = due && (await anyRetro(tx, due.id))
  if (!due || retro?.phase !== due.phase || retro.endsAt?.getTime() !== due.endsAt) return {}
  const locked = await lockedView(tx, due.id, due.phase)
  // Moved while this waited for the row.
  if (!locked || locked.view.retro.endsAt?.getTime() !== due.endsAt) return {}
  if (!locked.stands) {
    const effects = await advance(tx, locked.view, now)
    // Grouping is theirs alone, and they did not begin it.
    return { effects: due.phase === 'collect' ? [...effects, ...toRunner(locked.view, 'group')] : effects }
  }
  return due.phase === 'act' ? leftOpen(tx, locked.view, now) : putOff(tx, locked.view, now)
}

/** Too little was written: a working day more, twice; then it is called off. */
async function putOff(tx: Tx, view: RetroView, now: Date): Promise<Consequence> {
  const { retro, people } = view
  const { settings, phase, endsAt } = retro
  if (settings.putOff >= mostPutOff || !isPhase(phase) || !endsAt) {
    const effects = await callOff(tx, retro.id, now)
    return 'refused' in effects ? {} : { effects }
  }
  const until =
    settings.pace === 'live' ? new Date(now.getTime() + liveMinutes[phase] * 60_000) : daysLater(view, 1, now)
  await changeRetro(tx, retro.id, { endsAt: until, settings: { ...settings, putOff: settings.putOff + 1 } })
  await putJobs(tx, [phaseJob(retro.id, phase, until)])
  return { effects: [...refreshed(retro, people), ...toRunner(view, 'collect')] }
}

function daysLater({ retro, crew }: RetroView, days: number, now: Date): Date {
  const { zone, isWorking } = calendarOf(crew)
  const { time } = toLocal(retro.endsAt ?? now, zone)
  return toInstant(addWorkingDays(toLocal(now, zone).day, days, isWorking), time, zone)
}

/** Nothing was promised and nobody said why: it waits for whoever runs it, and then closes saying just that. */
async function leftOpen(tx: Tx, view: RetroView, now: Date): Promise<Consequence> {
  const { retro, people } = view
  if (retro.settings.leftOpen) return { effects: await advance(tx, view, now) }
  const until = daysLater(view, daysForReason, now)
  await changeRetro(tx, retro.id, { endsAt: until, settings: { ...retro.settings, leftOpen: true } })
  await putJobs(tx, [phaseJob(retro.id, 'act', until)])
  return { effects: [...refreshed(retro, people), ...toRunner(view, 'act')] }
}

function toRunner({ retro }: RetroView, phase: Phase): Effect[] {
  const { facilitatorId, settings } = retro
  if (facilitatorId === null) return []
  const kind = settings.pace === 'live' ? 'soon' : 'notice'
  return [{ do: 'dm', to: facilitatorId, card: dueOf(retro, phase, facilitatorId), kind }]
}

/** Whether something in it still waits for this person. */
export function waits({ retro, people }: Pick<RetroView, 'retro' | 'people'>, personId: number): boolean {
  const own = people.find((one) => one.personId === personId)
  if (!own) return false
  return retro.phase === 'collect' ? !own.wrote && !own.ready : retro.phase === 'vote' && !own.voted
}

/** Once a retro, in their hours, and only who has said nothing. */
async function remind(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const [id = 0, , personId = 0] = key.split(':').map(Number)
  const phase = key.split(':')[1]
  const view = await viewById(tx, id)
  const member = view?.crew.members.find((one) => one.personId === personId)
  if (!view || !member || view.retro.phase !== phase || !waits(view, personId)) return {}
  // Quiet hours hold for a job that runs late, too.
  if (member.fewerMessages || member.part !== 'takesPart' || !inHours(member, now)) return {}
  if (!(await personIn(tx, id, personId)) || !(await markReminded(tx, id, personId, now))) return {}
  return { effects: [{ do: 'dm', to: personId, card: reminderOf(view.retro, personId), kind: 'reminder' }] }
}

export const jobsOf = (tokens: Tokens): Record<string, JobDefinition> => ({
  // A deadline holds, however late the process wakes.
  'retro.phase': { late: 'run', run: endPhase },
  'retro.remind': { late: { graceMinutes: 60 }, run: remind },
  // One that nobody could have written to in time is left out; the next is planned.
  'retro.open': {
    late: { graceMinutes: 8 * 60 },
    run: (key, ctx) => openScheduled(key, tokens, ctx),
    missed: planNext,
    failed: planNext,
  },
})
