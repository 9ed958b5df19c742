/** The form that asks a steering poll, and the one that states its outcome. */
import type { Option } from '../../../chat/form.ts'
import { deadlineExample } from '../../../schedule/deadlines.ts'
import { methodNames } from '../../../voting/cards/words.ts'
import { pollMethods } from '../../../voting/rules/records.ts'
import { nameOf, type SteeringRecord } from '../rules/records.ts'

export interface AskRecords {
  crews: { id: number; name: string }[]
  people: { id: number; name: string }[]
  initiatives: { id: number; key: string; name: string }[]
  /** What is chosen already. */
  crewId: number | null
  question?: string | undefined
  options?: string[] | undefined
  closes: string
  /** Why what was typed did not open a poll at once. */
  problem?: string | undefined
}

/** An order of each side is what a prioritization asks for. */
const asked = pollMethods.filter((method) => method !== 'ranking')

const personOptions = (people: { id: number; name: string }[]): Option[] =>
  people.map(({ id, name }) => ({ value: String(id), label: name }))

export function askForm({ crews, people, initiatives, crewId, question, options, closes, problem }: AskRecords) {
  const persons = personOptions(people)
  return {
    id: 'steering.ask',
    title: 'Ask a steering poll',
    ...(problem && { intro: problem }),
    note: 'Who may vote is fixed when it opens. Afterwards it can be taken back, and nothing about it can be changed.',
    submit: 'Open the vote',
    value: {},
    inputs: {
      question: { input: 'text' as const, label: 'Question', max: 300, ...(question && { value: question }) },
      method: {
        input: 'choice' as const,
        label: 'How it is counted',
        options: asked.map((value) => ({ value, label: methodNames[value] })),
        value: 'single',
      },
      options: {
        input: 'text' as const,
        label: 'Options, one a line',
        lines: 5,
        max: 4_000,
        optional: true as const,
        hint: 'Not for consent, fist of five, and yes or no.',
        ...(options?.length && { value: options.join('\n') }),
      },
      crews: {
        input: 'choices' as const,
        label: 'Crews',
        options: crews.map(({ id, name }) => ({ value: String(id), label: name })),
        optional: true as const,
        ...(crewId !== null && { value: [String(crewId)] }),
      },
      people: {
        input: 'people' as const,
        label: 'People besides, or instead',
        hint: 'Asked by direct message. Each is on the side they have in a crew; who is in none counts with the sponsors.',
        options: persons,
        optional: true as const,
      },
      closes: {
        input: 'text' as const,
        label: 'Closes',
        hint: `In words: "${deadlineExample}", "fri", "in 2 working days".`,
        value: closes,
        max: 60,
      },
      shown: {
        input: 'choice' as const,
        label: 'How people vote is shown',
        options: [
          { value: 'afterClose', label: 'after the close, so that nobody votes after their head' },
          { value: 'live', label: 'at once' },
        ],
        value: 'afterClose',
      },
      anonymous: {
        input: 'toggle' as const,
        label: 'Anonymous',
        hint: 'Hidden until the close, counts by side only from 3 answers a side. It cannot be switched later.',
      },
      quorum: { ...percent, label: 'Quorum of all' },
      quorumSides: { ...percent, label: 'Quorum of each side' },
      reason: {
        input: 'choice' as const,
        label: 'A reason is asked',
        options: [
          { value: 'against', label: 'of who is against it' },
          { value: 'always', label: 'of everybody' },
          { value: 'never', label: 'of nobody' },
        ],
        value: 'against',
      },
      addOptions: { input: 'toggle' as const, label: 'People may add options' },
      early: { input: 'toggle' as const, label: 'Close early, once those missing cannot change the result' },
      repeat: {
        input: 'text' as const,
        label: 'Repeats',
        hint: 'In words: "first monday of the month 09:30". Empty: once.',
        max: 80,
        optional: true as const,
      },
      observers: {
        input: 'people' as const,
        label: 'Read along, without a vote',
        options: persons,
        optional: true as const,
      },
      accountable: {
        input: 'choice' as const,
        label: 'Accountable: states the outcome besides you',
        options: persons,
        optional: true as const,
      },
      initiative: {
        input: 'choice' as const,
        label: 'About',
        options: initiatives.map(({ id, key, name }) => ({ value: String(id), label: `${key} ${name}` })),
        optional: true as const,
      },
    },
  }
}

const percent = { input: 'number' as const, unit: 'percent', min: 1, max: 100, optional: true as const }

export function outcomeForm(steering: SteeringRecord, count: string) {
  const { outcome, settings } = steering
  return {
    id: 'steering.state',
    title: 'State the outcome',
    intro: `${nameOf(steering)} ${steering.question}\nThe count: ${count}`,
    note: 'Everybody who sees the poll reads it. It can be stated anew until it is a decision.',
    submit: 'State it',
    value: { steering: steering.id },
    inputs: {
      outcome: {
        input: 'text' as const,
        label: 'The outcome, in a sentence',
        max: 500,
        lines: 2,
        ...(outcome && { value: outcome }),
      },
      why: {
        input: 'text' as const,
        label: 'Why',
        max: 1_000,
        lines: 2,
        optional: true as const,
        ...(settings.outcomeWhy && { value: settings.outcomeWhy }),
      },
      domain: {
        input: 'choice' as const,
        label: 'As a decision it is about',
        options: [
          { value: 'joint', label: 'both sides together' },
          { value: 'what', label: 'what and why: the product side accepts it' },
          { value: 'how', label: 'how and when: the project side accepts it' },
        ],
        value: settings.domain,
      },
    },
  }
}
