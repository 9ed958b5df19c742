/** What the features draw for a crew of 200 with 40 of everything and texts as long as they get. */
import type { Form } from '../../src/chat/form.ts'
import type { Message } from '../../src/chat/message.ts'
import { roadmapCard } from '../../src/features/portfolio/cards/roadmap.ts'
import { statusCard, statusList } from '../../src/features/portfolio/cards/status.ts'
import { whyCard } from '../../src/features/portfolio/cards/why.ts'
import type { RoadmapRow } from '../../src/features/portfolio/rules/roadmap.ts'
import type { Status } from '../../src/features/portfolio/rules/status.ts'
import { overviewMessage, welcomeCard } from '../../src/features/setup/cards/crew.ts'
import { crewForm } from '../../src/features/setup/cards/form.ts'
import { meForm } from '../../src/features/setup/cards/me.ts'
import { digestCard, readAll } from '../../src/features/standup/cards/digest.ts'
import { blockerCard, neededCard, questionCard } from '../../src/features/standup/cards/items.ts'
import { answerForm, promptCard, reminderCard, whichCrew } from '../../src/features/standup/cards/prompt.ts'
import { historyCard } from '../../src/features/standup/cards/report.ts'
import { settingsForm, tryDigest, tryPrompt } from '../../src/features/standup/cards/settings.ts'
import type { StandupAnswer } from '../../src/features/standup/rules/answer.ts'
import { maxQuestions, type StandupSettings } from '../../src/features/standup/rules/settings.ts'
import type { DigestRecords, PromptRecords } from '../../src/features/standup/rules/view.ts'
import type { Blocker, SideQuestion } from '../../src/features/standup/store/items.ts'
import type { Crew, CrewMember } from '../../src/people/crews.ts'
import type { Participation, Round } from '../../src/rounds/store.ts'
import { booking, initiative, piece, result } from '../features/portfolio/records.ts'
import { hostile, longest } from './blocks.ts'
import { largeAlignment } from './large-alignment.ts'
import { largeKickoff } from './large-kickoff.ts'
import { largePraise, largePraiseForms } from './large-praise.ts'

const at = new Date('2026-11-23T09:30:00Z')
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const sideOf = (index: number) => (index % 2 ? ('product' as const) : ('project' as const))
const questionText = (index: number) => `${index} ${longest}`.slice(0, 150)

const member = (index: number): CrewMember => ({
  memberId: index + 1,
  personId: index + 1,
  name: `Person ${index + 1} ${hostile}`.slice(0, 80),
  side: index === 199 ? 'both' : sideOf(index),
  part: 'takesPart',
  addedById: 1,
  zone: 'America/New_York',
  workDays: '12345',
  workFrom: '09:00',
  workTo: '17:00',
  awayFrom: null,
  awayTo: null,
  fewerMessages: false,
})

const crew: Crew = {
  id: 1,
  organizationId: 1,
  name: longest.slice(0, 60),
  zone: 'Europe/Berlin',
  workDays: '12345',
  workFrom: '09:00',
  workTo: '17:00',
  country: null,
  labels: { project: 'Project', product: 'Product' },
  createdById: 1,
  startedAt: null,
  channels: many(40, (id) => ({ id, name: `#${id}-${longest}`.slice(0, 80), platform: 'slack' as const })),
  members: many(200, member),
}

const settings: StandupSettings = {
  ask: { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', anchor: '2026-11-23', time: '09:30' },
  moment: 'own',
  digestAfter: 120,
  closeAfter: 120,
  names: 'digest',
  questions: many(2 * maxQuestions, (index) => ({
    id: `q${index}`,
    side: sideOf(index),
    role: (['done', 'next', 'needs', 'plain'] as const)[Math.min(3, Math.floor(index / 2))] ?? 'plain',
    text: questionText(index),
  })),
  former: [],
}

const round: Round = {
  id: 1,
  organizationId: 1,
  ritualId: 1,
  crewId: 1,
  day: '2026-11-23',
  state: 'open',
  digestAt: at,
  closesAt: at,
  digestedAt: at,
  closedAt: null,
  peopleForgottenAt: null,
  wordsForgottenAt: null,
}

const answer = (index: number): StandupAnswer => ({
  personId: index + 1,
  side: sideOf(index),
  skipped: false,
  parts: settings.questions
    .filter(({ side }) => side === sideOf(index))
    .map(({ id, text, role }) => ({ id, question: text, role, text: longest })),
  helper: 'nobody',
  answeredAt: at,
})

const blocker = (index: number): Blocker => ({
  id: index,
  organizationId: 1,
  crewId: 1,
  number: index,
  ownerId: 1,
  roundId: 1,
  inAnswer: true,
  text: longest,
  needsPersonId: 2,
  helpedById: null,
  openedAt: at,
  resolvedAt: null,
  resolvedById: null,
  raisedAt: null,
})

const question = (index: number): SideQuestion => ({
  id: index,
  organizationId: 1,
  crewId: 1,
  askerId: 1,
  toSide: 'product',
  roundId: 1,
  inAnswer: true,
  text: longest,
  askedAt: at,
  answer: index % 2 ? longest : null,
  answeredById: index % 2 ? 2 : null,
  answeredAt: index % 2 ? at : null,
})

const states = ['answered', 'asked', 'notYet', 'missed', 'skipped', 'away'] as const
const participation = (index: number): Participation => ({
  personId: index + 1,
  side: sideOf(index),
  state: states[index % states.length] ?? 'asked',
  askAt: at,
  closesAt: at,
  askedAt: at,
  remindedAt: null,
})

const digest: DigestRecords = {
  crew,
  settings,
  round,
  participations: many(200, participation),
  answers: many(200, answer),
  blockers: many(40, blocker),
  questions: many(40, question),
  initiatives: many(40, () => ({ name: longest, says: longest })),
  broken: many(40, () => longest),
  nextDay: '2026-11-24',
}

const prompt: PromptRecords = {
  crew,
  settings,
  round,
  personId: 1,
  side: 'project',
  state: 'asked',
  answer: null,
  before: { day: '2026-11-20', text: longest },
  draft: longest,
  stillOpen: many(40, blocker),
  over: null,
  platforms: ['slack', 'teams'],
}

const people = crew.members.map(({ personId, name }) => ({ value: String(personId), label: name }))
const everybody = crew.members.map(({ personId }) => personId)
const asked = crew.members.map(({ personId }) => ({ personId, at: 'asked at 09:30 New York' }))

const status = (index: number): Status => ({
  initiative: initiative({ key: `LONG-${index}`, name: longest, planAt: longest, budget: 9e12, benefit: 9e12 }),
  today: '2026-11-23',
  finish: {
    day: '2027-03-12',
    agreed: '2027-03-10',
    version: 40,
    decision: 'DEC-100000',
    late: 2,
    cycle: null,
    open: many(40, (id) => ({ piece: piece({ id, name: longest }), end: '2027-03-12', float: 0, critical: true })),
    pieces: 80,
  },
  earned: { missing: many(5, () => longest) },
  costs: { amount: 9e12, count: 40, without: { count: 4, currencies: ['USD'] }, newest: booking({}) },
  benefit: { amount: 9e12, count: 40, without: { count: 4, currencies: ['USD'] }, newest: booking({}) },
  results: many(40, () => result({ name: longest, unit: longest.slice(0, 20) })),
  people: many(200, (id) => ({ personId: id + 1, own: 100, load: { percent: 100, by: [] } })),
  over: many(200, (id) => ({
    personId: id + 1,
    from: '2026-11-23',
    to: '2026-11-29',
    weeks: 1,
    load: { percent: 400, by: many(4, (initiativeId) => ({ initiativeId, percent: 100 })) },
  })),
  progress: { at, by: 1 },
})

const row = (index: number): RoadmapRow => ({
  initiative: status(index).initiative,
  finish: status(index).finish,
  from: '2026-01-01',
  to: '2027-03-12',
  milestones: many(40, () => ({ name: longest, day: '2027-03-12' })),
  results: status(index).results,
})

const about = { share: 'portfolio.status', about: { initiative: 1 } }
const share = { press: 'portfolio.share', label: 'Share here', value: { ...about, channel: 1 } }

const alignment = largeAlignment(crew, longest, at)
const kickoff = largeKickoff(crew, longest, at)

export const largeMessages: Record<string, Message> = {
  ...largePraise,
  ...alignment.messages,
  ...kickoff.messages,
  digest: digestCard(digest),
  'everything that was answered': readAll(digest, 1),
  'the digest tried': tryDigest(digest),
  prompt: promptCard(prompt),
  'the prompt answered': promptCard({ ...prompt, answer: answer(0) }),
  'the prompt tried': tryPrompt(prompt),
  reminder: reminderCard(prompt, at),
  'which crew': whichCrew(
    many(40, () => ({ crew, label: crew.name })),
    'standup.pick',
  ),
  history: historyCard(
    crew,
    many(40, (id) => ({ id, day: '2026-11-23', forgotten: id > 30, answered: 1, expected: 200 })),
  ),
  blocker: blockerCard(blocker(1), crew, true),
  'a person is needed': neededCard(blocker(1), crew, 2),
  question: questionCard(question(1), crew),
  overview: overviewMessage({
    crew,
    echo: many(4, () => longest),
    asked,
    outside: [{ channel: '#checkout', people: many(200, (id) => ({ id, name: longest })) }],
    others: 199,
    mayDelete: true,
    pairs: many(40, () => ({
      name: longest,
      personIds: [1, 2] as [number, number],
      platforms: ['slack', 'teams'] as ['slack', 'teams'],
    })),
  }),
  status: statusCard({ status: status(1), money: 'amounts', keys: new Map(), buttons: [share] }),
  'every status': statusList(many(40, status), 'Status', [share]),
  roadmap: roadmapCard({
    roadmap: {
      groups: many(40, (id) => ({ result: result({ id, name: longest }), rows: many(40, row) })),
      orphans: many(40, row),
      spend: { share: 0.18, bookings: 40, since: '2026-01-01', without: 4 },
      axis: { from: '2026-01-01', to: '2027-03-12' },
    },
    today: '2026-11-23',
    spendShown: true,
    buttons: [share],
  }),
  why: whyCard({
    initiative: status(1).initiative,
    why: { id: 1, version: 40, sentence: longest, forWhom: longest, evidence: longest, byId: 1, at, voices: [] },
    count: {
      project: { yes: 50, no: 50, of: 100 },
      product: { yes: 50, no: 49, of: 99 },
      both: { yes: 0, no: 1, of: 1 },
      reasons: many(100, (id) => ({ personId: id + 1, side: sideOf(id), reason: longest })),
    },
    labels: crew.labels,
    inside: true,
    zone: crew.zone,
    buttons: [share],
  }),
  welcome: welcomeCard(crew, member(0), 'Mon 23 Nov'),
}

export const largeForms: Record<string, Form> = {
  ...largePraiseForms,
  ...kickoff.forms,
  ...alignment.forms,
  answer: answerForm(prompt),
  'the answer changed': answerForm({ ...prompt, answer: answer(0) }),
  settings: settingsForm(crew, settings),
  crew: crewForm(
    {
      crew: 1,
      name: crew.name,
      project: everybody,
      product: everybody,
      sponsors: everybody,
      channels: crew.channels.map(({ id }) => String(id)),
      when: longest,
      zone: longest,
      country: longest,
      labels: { project: longest, product: longest },
      workDays: '12345',
      workFrom: '09:00',
      workTo: '17:00',
    },
    people,
    crew.channels.map(({ id, name }) => ({ value: String(id), label: name })),
  ),
  'my settings in 40 crews': meForm(
    {
      ...member(0),
      id: 1,
      organizationId: 1,
      admin: false,
      finance: false,
      writeIn: null,
      weeklyMost: 10,
      celebrated: true,
      anniversaries: false,
    },
    many(40, (id) => ({ ...crew, id })),
    ['slack', 'teams', 'web'],
    longest,
  ),
}
