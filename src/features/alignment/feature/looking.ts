/** `/align`: the next session and how it stands; its dates, also as a calendar. */
import type { Context, Feature, Outcome } from '../../../chat/feature.ts'
import type { Block, Message } from '../../../chat/message.ts'
import { tell, telling } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById, crewsOf } from '../../../people/crews.ts'
import { personById } from '../../../people/persons.ts'
import { addDays, toInstant } from '../../../schedule/calendar.ts'
import { initiativesOwnedBy } from '../../portfolio/store/reads.ts'
import { agendaBlocks, button, titleOf, whenAndWho } from '../cards/lines.ts'
import { answerButtons, comingFacts } from '../cards/preread.ts'
import type { SessionView } from '../cards/view.ts'
import { calendarFile, type FeedEvent } from '../rules/ics.ts'
import { type AlignmentRitual, kindNames, minutesOf, type SessionRecord } from '../rules/records.ts'
import { ritualsForAll, ritualsOf, sessionsOf } from '../store/sessions.ts'
import { answersOf } from '../store/voices.ts'
import { meetingOf, sessionsFor } from './meeting.ts'
import { crewsMeant, noCrew, todayIn, viewOf } from './own.ts'
import { comingDays } from './planning.ts'
import { scheduleMessage } from './scheduling.ts'

/** The nearest of each ritual, with what can be done about it. */
export async function bare(ctx: Context): Promise<Outcome> {
  const crews = await crewsMeant(ctx)
  const sessions = await sessionsFor(ctx.tx, ctx.actor, crews)
  if (sessions.length === 0) {
    if (crews.length === 0) return tell(noCrew)
    const words = crews.length === 1 ? `${crews[0]?.name} has` : 'Your crews have'
    return tell(`${words} no alignment sessions. ${command('align schedule')} sets when they are.`)
  }
  const views = await Promise.all(sessions.slice(0, mostShown).map((one) => viewOf(ctx.tx, one, ctx.now)))
  const blocks = views.flatMap((view, at) =>
    view ? [...sessionBlocks(view, at === 0), ...ownBlocks(view, ctx.actor.id)] : [],
  )
  return tell({ summary: 'Alignment', blocks })
}

const mostShown = 4

const stateWords: Record<SessionRecord['state'], string> = {
  planned: 'Planned: the pre-read goes out two working days before.',
  announced: 'The pre-read is out.',
  open: 'It goes on now, in the thread of its pre-read.',
  closed: 'Closed.',
  skipped: 'Skipped.',
}

function sessionBlocks(view: SessionView, whole: boolean): Block[] {
  const { session } = view
  const settled = session.state === 'open'
  return [
    { block: 'heading', text: titleOf(view) },
    { block: 'text', text: whenAndWho(view) },
    { block: 'note', text: stateWords[session.state] },
    ...(whole && view.agenda.decide.length + view.agenda.talk.length ? agendaBlocks(view) : []),
    ...(whole ? [{ block: 'facts' as const, facts: comingFacts(view) }] : []),
    {
      block: 'buttons',
      buttons: [
        ...answerButtons(session.id),
        ...(settled
          ? []
          : [
              button('move', 'Move this one', session.id, { opens: true }),
              button('skip', 'Skip this one', session.id, {
                confirm: { title: 'Skip it?', text: 'Its points are kept for the next one.', yes: 'Skip it' },
              }),
            ]),
      ],
    },
  ]
}

/** What somebody said is theirs to take back. */
function ownBlocks({ session, points, doubts }: SessionView, personId: number): Block[] {
  const own = <T extends { byId: number }>(all: T[]) => all.filter(({ byId }) => byId === personId)
  const label = 'Take back'
  return [
    ...own(points).map(({ id, text }): Block => {
      const value = { session: session.id, point: id }
      return { block: 'alert', label: 'Your point', text, buttons: [{ press: 'alignment.unpoint', label, value }] }
    }),
    ...own(doubts).map(({ figure, why }): Block => {
      const value = { session: session.id, figure }
      return { block: 'alert', label: 'Your doubt', text: why, buttons: [{ press: 'alignment.undoubt', label, value }] }
    }),
  ]
}

export async function dates(ctx: Context): Promise<Outcome> {
  const crews = await crewsMeant(ctx)
  if (crews.length === 0) return tell(noCrew)
  const messages: Message[] = []
  for (const crew of crews) messages.push(await scheduleMessage(ctx.tx, crew, ctx.now))
  return tell({
    summary: messages.map(({ summary }) => summary).join('; '),
    blocks: messages.flatMap(({ blocks }) => blocks),
  })
}

/** A year of weekly ones would be as long as a calendar: this many of each kind. */
const mostAhead = 12
const daysBack = 90

/** The sessions of a crew as a calendar file, and those of all crews that this person is asked to; its words stay in the crew. */
export async function feedOf(read: Tx, crew: Crew, personId: number, now: Date): Promise<string> {
  const events: FeedEvent[] = []
  for (const ritual of await ritualsOf(read, crew.id)) events.push(...(await eventsOf(read, ritual, crew, now)))
  const owns = (await initiativesOwnedBy(read, personId)).length > 0
  for (const ritual of owns ? await ritualsForAll(read, crew.organizationId) : []) {
    const host = ritual.crewId === crew.id ? null : await crewById(read, ritual.crewId)
    if (host) events.push(...(await eventsOf(read, ritual, host, now)))
  }
  return calendarFile(`${crew.name} alignment`, events, now)
}

async function eventsOf(read: Tx, ritual: AlignmentRitual, crew: Crew, now: Date): Promise<FeedEvent[]> {
  const held = (await sessionsOf(read, crew.id, addDays(todayIn(crew, now), -daysBack))).filter(
    ({ ritualId }) => ritualId === ritual.id,
  )
  const coming = await comingDays(read, ritual, crew, now, mostAhead)
  const known = new Set(held.map(({ nominal }) => nominal))
  return [...held, ...coming.filter((one) => !known.has(one.nominal))].map(({ nominal, day, time }) => ({
    uid: `alignment-${ritual.id}-${nominal}@alignment`,
    start: toInstant(day, time, crew.zone),
    minutes: minutesOf[ritual.kind],
    title: `${kindNames[ritual.kind]}: ${ritual.cadence.covers === 'organization' ? 'all crews' : crew.name}`,
    text: 'Both sides. The pre-read comes two working days before.',
  }))
}

/** Where calendars can reach this house, the address that a person's calendar is given. */
export type FeedAddress = (crewId: number, personId: number) => string

export const calendar =
  (address: FeedAddress | undefined) =>
  async (ctx: Context): Promise<Outcome> => {
    const crews = await crewsMeant(ctx)
    const [crew, second] = crews
    if (!crew) return tell(noCrew)
    if (!address) {
      if (second) return tell('You are in several crews. Say it in the channel of the one whose calendar you want.')
      const content = new TextEncoder().encode(await feedOf(ctx.tx, crew, ctx.actor.id, ctx.now))
      return { answer: { do: 'file', name: `${fileName(crew.name)}-alignment.ics`, type: 'text/calendar', content } }
    }
    const text =
      'Subscribe to it in your calendar. The address is yours alone: whoever has it reads when the crew meets.'
    const links = crews.map((one): Block => {
      const link = address(one.id, ctx.actor.id)
      return { block: 'text', text: [`${one.name}: `, { link, text: link }] }
    })
    return { answer: telling({ summary: 'The calendar of your crew', blocks: [...links, { block: 'note', text }] }) }
  }

const fileName = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'crew'

/** Whoever has not said whether they come. */
export const waiting: NonNullable<Feature['waiting']> = async (personId, { tx }) => {
  const person = await personById(tx, personId)
  const sessions = person ? await sessionsFor(tx, person, await crewsOf(tx, personId)) : []
  const blocks: Block[] = []
  for (const session of sessions) {
    const crew = session.state === 'announced' ? await meetingOf(tx, session) : null
    if (!crew?.members.some((one) => one.personId === personId && one.part !== 'watches')) continue
    const said = (await answersOf(tx, session.id)).find((one) => one.personId === personId)
    if (said?.coming !== undefined && said.coming !== null) continue
    const [come, miss] = answerButtons(session.id)
    const buttons = [come, miss].filter((one) => one !== undefined)
    blocks.push({ block: 'alert', label: titleOf({ session, crew }), text: 'Do you come?', buttons })
  }
  return blocks
}

export const home: NonNullable<Feature['home']> = async ({ actor, tx }) => {
  const [next] = await sessionsFor(tx, actor, await crewsOf(tx, actor.id))
  const crew = next && (await meetingOf(tx, next))
  if (!next || !crew) return []
  return [
    { block: 'text', text: [{ strong: 'Alignment' }] },
    {
      block: 'text',
      text: [
        `${titleOf({ session: next, crew })}, `,
        { when: toInstant(next.day, next.time, crew.zone), zone: crew.zone },
      ],
    },
  ]
}
