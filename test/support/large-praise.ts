/** Promises, celebrations and thanks with 40 of everything and texts as long as they get. */
import type { Form } from '../../src/chat/form.ts'
import type { Message } from '../../src/chat/message.ts'
import { addForm, dropForm, handForm, replanForm } from '../../src/features/actions/cards/forms.ts'
import { givenCard } from '../../src/features/actions/cards/given.ts'
import type { ActionView } from '../../src/features/actions/cards/lines.ts'
import { listCard, overdueCard, weekCard } from '../../src/features/actions/cards/list.ts'
import { longestReason, longestText } from '../../src/features/actions/rules/items.ts'
import {
  addedCard,
  type CelebrationView,
  celebrationCard,
  draftCard,
  storyCard,
} from '../../src/features/celebrations/cards/card.ts'
import {
  handForm as byHandForm,
  changeForm,
  missingForm,
  storyForm,
} from '../../src/features/celebrations/cards/forms.ts'
import { listCard as milestonesCard } from '../../src/features/celebrations/cards/list.ts'
import { longestStory, longestTitle, longestWords } from '../../src/features/celebrations/rules/records.ts'
import { kudosForm, thankForm } from '../../src/features/kudos/cards/forms.ts'
import { dayCard, gotCard, type KudosView, kudosCard, monthCard } from '../../src/features/kudos/cards/kudos.ts'
import { longestThanks } from '../../src/features/kudos/rules/kudos.ts'
import { addDays } from '../../src/schedule/calendar.ts'
import { long, longest } from './blocks.ts'

const at = new Date('2026-11-23T09:30:00Z')
const today = '2026-11-23'
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const people = many(200, (id) => ({ value: String(id + 1), label: `Person ${id} ${longest}`.slice(0, 75) }))
const ids = (count: number) => many(count, (id) => id + 1)

/** Every fourth is due today or late. */
const view = (index: number): ActionView => ({
  action: {
    id: index + 1,
    organizationId: 1,
    number: 1_000 + index,
    crewId: 1,
    initiativeId: 1,
    text: long(longestText),
    ownerId: index + 1,
    dueOn: addDays(today, index % 4 ? 40 : -40),
    state: 'open',
    reason: null,
    source: 'decision:7',
    createdById: 2,
    doneAt: null,
    overdueToldAt: null,
    replanned: 3,
    at,
  },
  initiative: long(25),
  from: 'DEC-1000',
})
const dropped = (one: ActionView): ActionView => ({
  ...one,
  action: { ...one.action, state: 'dropped', reason: long(longestReason) },
})

const celebration: CelebrationView = {
  celebration: {
    id: 1,
    organizationId: 1,
    crewId: 1,
    initiativeId: 1,
    of: 'milestone',
    key: 'milestone.1',
    state: 'announced',
    day: today,
    askedId: 1,
    words: {
      title: long(longestTitle),
      where: `${long(25)} milestone ${long(25)}`,
      ahead: '200 working days ahead of the baseline',
      project: ids(30),
      product: ids(30),
      forWhom: long(longestWords),
      decisions: many(3, (number) => ({ number: 1_000 + number, what: longest })),
      value: long(longestWords),
      milestones: many(12, (index) => ({ label: longest, day: addDays(today, index * 30 - 90), done: index < 4 })),
      stories: [{ byId: 1, text: long(longestStory) }],
    },
    announcedAt: at,
    at,
  },
  project: ids(30),
  product: ids(30),
  labels: { project: long(30), product: long(30) },
  counts: { clap: 200, heart: 200, rocket: 200 },
  missing: null,
  initiativeName: longest,
  today,
}

const thanks = (index: number): KudosView => ({
  kudos: {
    id: index + 1,
    organizationId: 1,
    crewId: 1,
    celebrationId: null,
    fromId: index + 1,
    to: ids(20),
    text: long(longestThanks),
    public: true,
    across: index % 2 === 0,
    at,
  },
  from: index + 1,
  to: ids(20),
  across: index % 2 ? null : `${long(30)} to ${long(30)}`,
})

const crew = { id: 1, name: long(60) }
const list = { actions: many(40, view), today, share: [] }

export const largePraise: Record<string, Message> = {
  'forty promises of one person': listCard({ ...list, crew: null, skip: 0, personId: 1, mayChange: true }),
  'forty promises of a crew': listCard({ ...list, crew, skip: 20, personId: 1, mayChange: true }),
  'forty promises of a crew, shared': listCard({ ...list, crew, skip: 0, personId: null, mayChange: false }),
  'forty promises of a week': weekCard(list.actions, today),
  'forty late promises': overdueCard(
    crew,
    many(40, (index) => (index % 2 ? dropped(view(index)) : view(index))),
    today,
  ),
  'a promise to somebody': givenCard(view(0), 1, today),
  'a celebration': celebrationCard(celebration),
  'a celebration to confirm': draftCard(
    { ...celebration, celebration: { ...celebration.celebration, state: 'drafted' }, missing: 'product' },
    longest.slice(0, 300),
  ),
  'the story of a celebration': storyCard(celebration, 0, true) ?? celebrationCard(celebration),
  'somebody named later': addedCard(celebration, 1) ?? celebrationCard(celebration),
  'milestones of six initiatives': milestonesCard(
    many(6, (id) => ({
      id,
      key: long(25),
      name: longest,
      lines: many(40, (deliverable) => ({
        deliverable,
        label: longest,
        day: today,
        done: deliverable % 2 === 0,
        celebrated: null,
      })),
    })),
  ),
  'thanks of a day': dayCard(crew, today, many(40, thanks)),
  'thanks of a month': monthCard(crew, '2026-11', many(40, thanks)),
  'one thanks': kudosCard(thanks(0)),
  'thanks to somebody': gotCard(thanks(0), true, null),
}

const { celebration: record } = celebration

export const largePraiseForms: Record<string, Form> = {
  'a promise in 40 crews': addForm({ crew: null }, people.slice(0, 40), people, { text: long(longestText), owner: 1 }),
  'another day': replanForm(view(0).action),
  'handed over': handForm(view(0).action, people),
  dropped: dropForm(view(0).action),
  'a celebration changed': changeForm(record, { project: people, product: people }, celebration.labels),
  'someone who is missing': missingForm(record, people),
  'the story': storyForm(record),
  'something celebrated by hand': byHandForm(long(longestTitle), people.slice(0, 40), '1'),
  'thanks in 40 crews': kudosForm({ crew: null }, people, people.slice(0, 40), {
    to: ids(3),
    text: long(longestThanks),
  }),
  'thanks for a celebration': thankForm({ id: 1, title: longest }, people, ids(30)),
}
