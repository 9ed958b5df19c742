/** What a kickoff draws for a crew of 200, with texts as long as they get and more of everything than fits. */
import type { Form } from '../../src/chat/form.ts'
import type { Message } from '../../src/chat/message.ts'
import { checklistCard } from '../../src/features/kickoff/cards/checklist.ts'
import { askCard, concernForm } from '../../src/features/kickoff/cards/concern.ts'
import { actionForm, beginForm, pickForm } from '../../src/features/kickoff/cards/forms.ts'
import { closedCard, type KickoffView, kickoffCard, wholePlan } from '../../src/features/kickoff/cards/kickoff.ts'
import type { KickoffRecord } from '../../src/features/kickoff/rules/records.ts'
import type { Crew } from '../../src/people/crews.ts'
import { pollSettings } from '../../src/voting/rules/records.ts'
import { emptyPlan } from './owned-rituals.ts'

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

export function largeKickoff(crew: Crew, longest: string, at: Date) {
  const everybody = crew.members.map(({ personId }) => personId)
  const people = crew.members.map(({ personId: id, name }) => ({ id, name }))
  const initiative = { id: 1, key: 'ABCDEFGHIJKL', name: longest, retired: false }
  const kickoff = (state: KickoffRecord['state']): KickoffRecord => ({
    id: 1,
    organizationId: 1,
    initiativeId: 1,
    crewId: 1,
    number: 12,
    state,
    projectPresenterId: 1,
    productPresenterId: 2,
    startedById: 1,
    at,
    closedAt: at,
    plan: {
      ...emptyPlan,
      why: { sentence: longest, forWhom: longest, version: 40, by: 1 },
      results: many(40, (index) => ({ key: `KR${index}`, text: longest })),
      from: '2026-01-01',
      finish: '2027-01-01',
      late: 200,
      pieces: 1_000,
      reported: '2026-01-01',
      baseline: { version: 40, finish: '2026-12-01', decision: 'DEC-1000' },
      budget: 1e13,
      benefit: 1e13,
      milestones: many(3, () => ({ name: longest, day: '2026-12-01' })),
      raci: { activities: 400, accountable: everybody, without: 200 },
      cadence: many(3, () => longest.slice(0, 200)),
      risks: many(3, (number) => ({ number, text: longest, probability: 0.9, days: 100, owner: 1 })),
      moreRisks: 200,
      assumptions: { all: 200, broken: 100 },
    },
  })
  const settings = pollSettings.parse({
    anonymous: true,
    asksLow: true,
    closeNow: true,
    reason: 'never',
    name: 'ABCDEFGHIJKL kickoff 12',
    readers: longest.slice(0, 100),
    zone: crew.zone,
    crewIds: [1],
    decides: longest.slice(0, 200),
  })
  const count = { voted: 100, of: 100 }
  const view = (state: KickoffRecord['state']): KickoffView => ({
    kickoff: kickoff(state),
    initiative,
    zone: crew.zone,
    money: 'amounts',
    presenting: { project: 1, product: 2, labels: { project: longest.slice(0, 40), product: longest.slice(0, 40) } },
    poll: {
      poll: {
        id: 1,
        organizationId: 1,
        cardKind: 'kickoff.card',
        cardKey: '1',
        question: 'How?',
        method: 'fist',
        state: state === 'open' ? 'open' : 'closed',
        authorId: 1,
        settings,
        openedAt: at,
        closesAt: at,
        closedAt: at,
        extended: 0,
        version: 1,
        tokenKey: null,
      },
      options: [],
      electorate: everybody.map((personId) => ({
        personId,
        side: 'project',
        standInId: null,
        observer: false,
        voted: true,
        remindedAt: null,
      })),
      votedBySide: { project: count, product: count, both: { voted: 0, of: 0 } },
      waitingFor: [],
      result: null,
      ballots: null,
      reasons: [],
      live: false,
    },
    confidence:
      state === 'closed'
        ? {
            ready: false,
            line: longest.slice(0, 200),
            rows: many(6, (fingers) => ({
              label: `${fingers} I would rather not`,
              count: 100,
              sides: [
                { label: longest.slice(0, 40), count: 50 },
                { label: longest.slice(0, 40), count: 50 },
              ],
            })),
            of: 200,
          }
        : null,
    concerns: many(120, (index) => ({
      id: String(index),
      kickoffId: 1,
      text: longest.repeat(5).slice(0, 500),
      byId: index % 2 ? 1 : null,
    })),
    actions: many(40, (number) => ({ ...action, id: number, number, text: longest.slice(0, 300), at })),
    newest: 12,
    movedTo: 41,
    paged: true,
  })
  const messages: Record<string, Message> = {
    'a kickoff': kickoffCard(view('open')),
    'a kickoff, closed': kickoffCard(view('closed')),
    'a whole unified plan': wholePlan(view('closed'), [
      { press: 'kickoff.page', label: 'As a page', value: { kickoff: 1 } },
    ]),
    'what came of a kickoff': closedCard(view('closed')),
    'a concern asked for': askCard({
      kickoff: { id: 1, number: 12 },
      initiative,
      crew: { name: longest.slice(0, 80), readers: 200 },
      asked: true,
    }),
    'a kickoff checklist': checklistCard({
      initiative,
      lines: many(10, (index) => ({
        key: String(index),
        label: 'Plan and baseline',
        use: index % 2 ? 'expected' : 'offered',
        there: [longest, { person: 1 }, longest],
        missing: index % 3 ? longest : null,
        mends: [{ press: 'portfolio.add', label: `Add to the plan ${index}`, value: { initiative: 1 } }],
      })),
      edits: true,
      standing: [longest],
      buttons: many(4, (index) => ({
        press: 'kickoff.begin',
        label: `Do it again ${index}`,
        value: { initiative: 1 },
      })),
    }),
  }
  const presenters = { among: people, usual: 1 }
  const forms: Record<string, Form> = {
    'which kickoff': pickForm(many(200, (id) => ({ id, key: 'ABCDEFGHIJKL', name: longest }))),
    'a kickoff to begin': beginForm(
      'kickoff.begin',
      { initiative: 1 },
      {
        initiative,
        crew: { name: longest.slice(0, 80), labels: { project: longest.slice(0, 40), product: longest.slice(0, 40) } },
        presenters: { project: presenters, product: presenters },
        closes: '2026-11-24 17:00',
        open: 'ABCDEFGHIJKL kickoff 12',
        voters: 2,
      },
    ),
    'a concern': concernForm({
      kickoff: { id: 1, number: 12 },
      initiative,
      crew: { name: longest.slice(0, 80), readers: 200 },
      asked: true,
    }),
    'an action of a kickoff': actionForm(
      { kickoff: 1 },
      'ABCDEFGHIJKL kickoff 12',
      people.map(({ id, name }) => ({ value: String(id), label: name.slice(0, 75) })),
      1,
    ),
  }
  return { messages, forms }
}

const action = {
  organizationId: 1,
  crewId: 1,
  initiativeId: 1,
  ownerId: 1,
  dueOn: '2026-12-01',
  source: 'kickoff:1',
  state: 'open' as const,
  reason: null,
  createdById: 1,
  doneAt: null,
  overdueToldAt: null,
  replanned: 0,
}
