/** Alignment: sessions of both sides on a cadence, with an agenda from the records, a pre-read before and a record after. */
import { z } from 'zod'
import {
  type Argument,
  type Card,
  type CardDrawer,
  type Command,
  type Effect,
  type Feature,
  formDefinition,
  press,
} from '../../chat/feature.ts'
import type { Message } from '../../chat/message.ts'
import { opened, opening } from '../../chat/say.ts'
import { crewById } from '../../people/crews.ts'
import { personById } from '../../people/persons.ts'
import { addDays, daysBefore } from '../../schedule/calendar.ts'
import { cancelJobs } from '../../schedule/jobs.ts'
import type {} from '../actions/facts.ts'
import type {} from '../decisions/facts.ts'
import type {} from '../linking/facts.ts'
import type {} from '../setup/facts.ts'
import { earlyCard, leadCard, proposalCard } from './cards/early.ts'
import { preReadCard } from './cards/preread.ts'
import { movedCard, sessionCard, summaryCard } from './cards/session.ts'
import type { SessionView } from './cards/view.ts'
import {
  come,
  drawDoubt,
  drawPoint,
  miss,
  point,
  readAll,
  saveDoubt,
  savePoint,
  takeDoubtBack,
  takePointBack,
} from './feature/answering.ts'
import { bare, calendar, dates, type FeedAddress, home, waiting } from './feature/looking.ts'
import { refreshed, viewOf } from './feature/own.ts'
import { jobNames, putSessionJobs } from './feature/planning.ts'
import { jobs } from './feature/preparing.ts'
import { act, close, decide, drawAct, drawClose, drawDecide } from './feature/recording.ts'
import { drawMove, drawSchedule, keep, move, moveThere, saveSchedule, skip } from './feature/scheduling.ts'
import { isIn } from './rules/meeting.ts'
import { aliveAmong, anySession, sessionsAhead } from './store/sessions.ts'
import { forgetAnswers, forgetSessions, joinPersons } from './store/voices.ts'

const ofSession = z.object({ session: z.number().int() })
const ofCrew = z.object({ crew: z.number().int().nullable() })
const ofDay = ofSession.extend({ day: z.string() })

const words: Argument = {
  name: 'point',
  expects: 'what you want to talk about, in quotes',
  example: 'Who tells the shops?',
  optional: true,
  rest: true,
  parse: (text) => ({ value: unquoted(text) }),
}

/** The rest of a line comes as it was typed. */
const unquoted = (text: string) => /^["“](.*)["”]$/s.exec(text.trim())?.[1] ?? text.trim()

/** `key`: its id first. */
const drawn =
  (draw: (view: SessionView) => Message): CardDrawer =>
  async (key, read, now) => {
    const session = await anySession(read, Number.parseInt(key, 10))
    const view = session && (await viewOf(read, session, now))
    return view ? draw(view) : null
  }

const commands = (address: FeedAddress | undefined): Command[] => [
  {
    name: 'align',
    summary: 'Show the next alignment session and how it stands',
    alias: true,
    run: (_args, ctx) => bare(ctx),
  },
  {
    name: 'align schedule',
    summary: 'Set when your crew aligns: follow-ups, strategic reviews, planning',
    run: async (_args, ctx) => opened(await drawSchedule({ crew: null }, ctx)),
  },
  {
    name: 'align point',
    summary: 'Add a point to the next alignment session',
    args: [words],
    run: (args, ctx) => point(args.point as string | undefined, ctx),
  },
  { name: 'align next', summary: 'Show the next dates on which your crew aligns', run: (_args, ctx) => dates(ctx) },
  {
    name: 'align calendar',
    summary: 'Get the sessions of your crew into your calendar',
    run: (_args, ctx) => calendar(address)(ctx),
  },
]

export const createAlignment = ({ address }: { address?: FeedAddress | undefined } = {}): Feature => ({
  name: 'alignment',
  commands: commands(address),
  jobs,
  home,
  waiting,
  presses: {
    'alignment.come': press(ofSession, come),
    'alignment.miss': press(ofSession, miss),
    'alignment.read': press(ofSession, readAll),
    'alignment.point': press(ofSession, opening(drawPoint)),
    'alignment.doubt': press(ofSession, opening(drawDoubt)),
    'alignment.unpoint': press(ofSession.extend({ point: z.number().int() }), takePointBack),
    'alignment.undoubt': press(ofSession.extend({ figure: z.string() }), takeDoubtBack),
    'alignment.move': press(ofSession, opening(drawMove)),
    'alignment.there': press(ofDay, moveThere),
    'alignment.keep': press(ofSession, keep),
    'alignment.skip': press(ofSession, skip),
    'alignment.decide': press(ofSession, opening(drawDecide)),
    'alignment.act': press(ofSession, opening(drawAct)),
    'alignment.close': press(ofSession, opening(drawClose)),
  },
  forms: {
    'alignment.schedule': formDefinition(ofCrew, drawSchedule, saveSchedule as never),
    'alignment.point': formDefinition(ofSession, drawPoint, savePoint as never),
    'alignment.doubt': formDefinition(ofSession, drawDoubt, saveDoubt as never),
    'alignment.move': formDefinition(ofSession, drawMove, move as never),
    'alignment.decide': formDefinition(ofSession, drawDecide, decide as never),
    'alignment.act': formDefinition(ofSession, drawAct, act as never),
    'alignment.close': formDefinition(ofSession, drawClose, close as never),
  },
  cards: {
    'alignment.preread': drawn(preReadCard),
    'alignment.session': drawn(sessionCard),
    'alignment.summary': drawn(summaryCard),
    'alignment.moved': drawn(movedCard),
    'alignment.proposal': drawn(proposalCard),
    'alignment.lead': async (key, read, now) => {
      const [id = 0, personId = 0] = key.split(':').map(Number)
      const session = await anySession(read, id)
      const view = session && (await viewOf(read, session, now))
      return view && leadCard(view, personId)
    },
    'alignment.early': async (key, read, now) => {
      const [id = 0, personId = 0] = key.split(':').map(Number)
      const session = await anySession(read, id)
      const view = session && (await viewOf(read, session, now))
      const person = await personById(read, personId)
      return view && person ? earlyCard(view, personId, isIn({ ...person, personId }, view.session.day)) : null
    },
  },
  facts: {
    /** Its zone and working days say when what is due; its members stand on the card. */
    async 'crew.changed'({ crewId }, { tx, now }) {
      const crew = await crewById(tx, crewId)
      const effects: Effect[] = []
      for (const session of crew ? await sessionsAhead(tx, [crewId]) : []) {
        if (crew && session.state !== 'open') await putSessionJobs(tx, session, crew, now)
        effects.push(...refreshed(session))
      }
      return { effects }
    },
    async 'crew.deleted'({ crewId }, { tx }) {
      for (const { id } of await sessionsAhead(tx, [crewId]))
        for (const name of jobNames) await cancelJobs(tx, name, `${id}:`)
      return {}
    },
    async 'person.joined'({ personId, formerId }, { tx }) {
      const effects: Effect[] = []
      for (const id of await joinPersons(tx, personId, formerId)) {
        const session = await anySession(tx, id)
        if (session) effects.push(...refreshed(session))
      }
      return { effects }
    },
  },
  /** Closed or left out: nothing about it moves any more. */
  async changing(all: Card[], read) {
    const idOf = ({ key }: Card) => Number.parseInt(key, 10)
    const alive = new Set(await aliveAmong(read, all.map(idOf)))
    return all.filter((card) => alive.has(idOf(card)))
  },
  async forget({ tx, now, retention }) {
    const today = daysBefore(now, 0)
    const people = await forgetAnswers(tx, addDays(today, -retention.participationDays))
    const words = await forgetSessions(tx, addDays(today, -retention.answerDays))
    return people || words
  },
})
