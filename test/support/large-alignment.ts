/** What alignment draws for a crew of 200, with more of everything than there is time for and texts as long as they get. */
import type { Form } from '../../src/chat/form.ts'
import type { Message } from '../../src/chat/message.ts'
import { earlyCard, proposalCard } from '../../src/features/alignment/cards/early.ts'
import {
  actionForm,
  closeForm,
  decisionForm,
  doubtForm,
  scheduleForm,
} from '../../src/features/alignment/cards/forms.ts'
import { preReadCard, wholeAgenda } from '../../src/features/alignment/cards/preread.ts'
import { sessionCard, summaryCard } from '../../src/features/alignment/cards/session.ts'
import type { SessionView } from '../../src/features/alignment/cards/view.ts'
import { agendaOf } from '../../src/features/alignment/rules/agenda.ts'
import { type Item, kinds, type SessionRecord, type State } from '../../src/features/alignment/rules/records.ts'
import type { Crew } from '../../src/people/crews.ts'

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

export function largeAlignment(crew: Crew, longest: string, at: Date) {
  const everybody = crew.members.map(({ personId }) => personId)
  const people = crew.members.map(({ personId, name }) => ({ value: String(personId), label: name.slice(0, 75) }))
  const item = (index: number): Item => ({
    key: `initiative.${index}`,
    text: `${index} ${longest}`,
    who: everybody.slice(0, 3),
    asOf: index % 2 ? '2026-01-01' : '2026-11-20',
  })
  const agenda = {
    line: longest.slice(0, 300),
    decide: many(40, item),
    talk: many(40, item),
    counts: many(4, () => '40 decisions'),
  }
  const session = (state: State): SessionRecord => ({
    id: 1,
    organizationId: 1,
    crewId: 1,
    ritualId: 1,
    kind: 'strategicReview',
    covers: 'organization',
    nominal: '2026-11-27',
    day: '2026-11-27',
    time: '10:00',
    state,
    projectLeadId: 1,
    productLeadId: 2,
    proposal: { day: '2026-12-01', missing: everybody.slice(0, 40) },
    agenda,
    agendaAt: at,
    openedAt: at,
    closedAt: at,
    summary: longest.repeat(10).slice(0, 2_000),
    presence: { project: { there: 100, of: 100 }, product: { there: 99, of: 99 }, both: { there: 1, of: 1 } },
    at,
  })
  const view = (state: State): SessionView => ({
    session: session(state),
    crew,
    minutes: 90,
    agenda: agendaOf(
      agenda,
      many(40, (id) => ({ id, byId: 1, text: longest.slice(0, 300), at })),
      90,
    ),
    answers: everybody.map((personId) => ({ personId, coming: personId % 3 !== 0, there: true })),
    points: [],
    doubts: many(120, (index) => ({ byId: (index % 200) + 1, figure: `initiative.${index % 3}`, why: longest, at })),
    decided: many(40, (number) => ({ number, what: longest })),
    promised: many(40, (number) => ({ number, text: longest.slice(0, 300), ownerId: 1, dueOn: '2026-12-01' })),
    startsAt: at,
    today: '2026-11-25',
  })
  const messages: Record<string, Message> = {
    'a pre-read': preReadCard(view('announced')),
    'a pre-read, closed': preReadCard(view('closed')),
    'a whole agenda': wholeAgenda(view('announced')),
    'a session': sessionCard(view('open')),
    'what came of a session': summaryCard(view('closed')),
    'a day that suits all': proposalCard(view('planned')),
    'asked early': earlyCard(view('planned'), 3, false),
  }
  const cadence = {
    schedule: { rule: 'FREQ=WEEKLY;BYDAY=FR', anchor: '2024-01-01', time: '09:00' },
    shift: 'next' as const,
    yearFrom: 1,
    covers: 'organization' as const,
  }
  const rituals = kinds.map((kind, id) => ({ id, organizationId: 1, crewId: 1, kind, active: true, cadence }))
  const forms: Record<string, Form> = {
    'a cadence in 40 crews': scheduleForm(
      { crew: null },
      many(40, (id) => ({ id, name: longest })),
      rituals,
      true,
    ),
    'a doubt': doubtForm({ id: 1 }, many(80, item)),
    'a decision of a session': decisionForm(
      { id: 1 },
      many(40, (id) => ({ id, name: longest })),
    ),
    'an action of a session': actionForm({ id: 1 }, people, 1),
    'a session to close': closeForm(session('open'), people, everybody),
  }
  return { messages, forms }
}
