/** What happens by itself: absences ten working days before, the pre-read two before, the beginning, and the end of one that nobody closes. */
import type { Consequence, Effect, JobContext, JobDefinition } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { personById } from '../../../people/persons.ts'
import { worksIn } from '../../../schedule/deadlines.ts'
import { proposalFor, type Required } from '../rules/meeting.ts'
import type { SessionRecord } from '../rules/records.ts'
import { anySession, moveSession, ritualById } from '../store/sessions.ts'
import { clearDoubts } from '../store/voices.ts'
import { gather } from './gathering.ts'
import { coveredBy, type Meeting, meetingOf } from './meeting.ts'
import {
  earlyCardOf,
  preReadCardOf,
  proposalCardOf,
  refreshed,
  sessionCardOf,
  startOf,
  summaryCardOf,
  told,
} from './own.ts'
import { keepLeads, planNext, putLapse } from './planning.ts'

interface Due {
  session: SessionRecord
  crew: Meeting
}

/** One that is still on the day that the job is for. */
async function due(key: string, tx: Tx): Promise<Due | null> {
  const [id = '', day = ''] = key.split(':')
  const session = await anySession(tx, Number(id))
  const crew = session && (await meetingOf(tx, session))
  return session && crew && session.day === day ? { session, crew } : null
}

/** The owners of what it looks at, and the two who lead. */
async function requiredOf(read: Tx, { session, crew }: Due): Promise<Required[]> {
  const owners = (await coveredBy(read, crew, session.covers)).flatMap((one) => [
    one.projectOwnerId,
    one.productOwnerId,
  ])
  const ids = new Set([...owners, session.projectLeadId, session.productLeadId].filter((id) => id !== null))
  const people = await Promise.all([...ids].map((id) => personById(read, id)))
  return people.flatMap((person) => (person ? [{ ...person, personId: person.id }] : []))
}

async function check(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const found = await due(key, tx)
  if (!found || !['planned', 'announced'].includes(found.session.state)) return {}
  const { crew } = found
  if (startOf(found.session, crew) <= now) return {}
  const session = await keepLeads(tx, found.session, crew)
  const proposal = proposalFor(await requiredOf(tx, { session, crew }), session.day, worksIn(crew))
  if (!proposal) return {}
  await moveSession(tx, session.id, ['planned', 'announced'], { proposal })
  const leads = [session.projectLeadId, session.productLeadId].filter((id) => id !== null)
  const asked = leads.length ? leads : [crew.createdById]
  const notice = (to: number, card: ReturnType<typeof preReadCardOf>): Effect => ({
    do: 'dm',
    to,
    card,
    kind: 'notice',
  })
  return {
    effects: [
      ...asked.map((id) => notice(id, proposalCardOf(session, id))),
      ...proposal.missing.map((id) => notice(id, earlyCardOf(session, id))),
    ],
  }
}

async function preRead(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const found = await due(key, tx)
  return found ? { effects: await announce(found, tx, now) } : {}
}

/** Out already, on another day now: its figures are looked at anew, and nobody is told twice. */
async function announce({ session: before, crew }: Due, tx: Tx, now: Date): Promise<Effect[]> {
  if (before.state !== 'planned' && before.state !== 'announced') return []
  const session = await keepLeads(tx, before, crew)
  const agenda = await gather(tx, session, crew, now)
  await moveSession(tx, session.id, ['planned', 'announced'], { state: 'announced', agenda, agendaAt: now })
  if (before.state === 'announced') {
    await clearDoubts(tx, session.id)
    return refreshed(session)
  }
  return [...told(crew, preReadCardOf(session)), ...refreshed(session)]
}

async function start(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const found = await due(key, tx)
  if (!found) return {}
  const { session, crew } = found
  const late = session.state === 'planned' ? await announce(found, tx, now) : []
  if (!(await moveSession(tx, session.id, ['planned', 'announced'], { state: 'open', openedAt: now }))) return {}
  await putLapse(tx, session, crew)
  const ritual = await ritualById(tx, session.ritualId)
  if (ritual) await planNext(tx, ritual, crew, now)
  return { effects: [...late, ...told(crew, sessionCardOf(session), preReadCardOf(session)), ...refreshed(session)] }
}

async function lapse(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const found = await due(key, tx)
  if (!found || !(await moveSession(tx, found.session.id, ['open'], { state: 'closed', closedAt: now }))) return {}
  const { session, crew } = found
  return { effects: [...told(crew, summaryCardOf(session), preReadCardOf(session)), ...refreshed(session)] }
}

/** Found late, each is still of use: who is not in is asked, the pre-read is read, the session is recorded. */
export const jobs: Record<string, JobDefinition> = {
  'alignment.check': { late: 'run', run: check },
  'alignment.preread': { late: 'run', run: preRead },
  'alignment.start': { late: 'run', run: start },
  'alignment.lapse': { late: 'run', run: lapse },
}
