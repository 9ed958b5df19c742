/** The forms that start a retro and that set the schedule of a crew's. */
import type { Option } from '../../../chat/form.ts'
import { columnLines, formats, ownFormat } from '../rules/formats.ts'
import type { Format, Pace, RetroSettings } from '../rules/records.ts'

export interface Held {
  choice: string
  columns: Format | null
  anonymous: boolean
  pace: Pace
  dots: number
  perTheme: number
  suggest: RetroSettings['suggest']
  meet: string
}

export const usual: Held = {
  choice: 'ssc',
  columns: null,
  anonymous: false,
  pace: 'press',
  dots: 5,
  perTheme: 3,
  suggest: true,
  meet: '14:00',
}

const paceLabels: Record<Pace, string> = {
  press: 'by the press of whoever runs it',
  live: 'live: one hour with a timer (20, 10, 5, 20 and 5 minutes)',
  days: 'over five working days, from Monday to Friday when it starts on a Monday',
}

function how(held: Held, paces: Pace[]) {
  return {
    format: {
      input: 'choice' as const,
      label: 'Format',
      options: [
        ...Object.entries(formats).map(([value, { name, columns }]) => ({
          value,
          label: `${name}: ${columns.map((one) => one.name).join(', ')}`.slice(0, 75),
        })),
        { value: ownFormat, label: 'our own columns' },
      ],
      value: held.choice,
    },
    columns: {
      input: 'text' as const,
      label: 'Our own columns, one a line',
      lines: 4,
      max: 1_000,
      optional: true as const,
      hint: 'Only with our own columns. "Kudos: who helped?": what stands behind the colon is a hint.',
      ...(held.columns && { value: columnLines(held.columns) }),
    },
    pace: {
      input: 'choice' as const,
      label: 'Goes on',
      options: paces.map((value) => ({ value, label: paceLabels[value] })),
      value: held.pace,
    },
    meet: {
      input: 'time' as const,
      label: 'We talk at',
      hint: 'Over days: on the day of the discussion.',
      value: held.meet,
    },
    anonymous: {
      input: 'toggle' as const,
      label: 'Anonymous',
      hint: 'Notes without a name and a side. It can be switched on later, never off.',
      value: held.anonymous,
    },
    dots: { input: 'number' as const, label: 'Dots for each person', min: 1, max: 10, value: held.dots },
    perTheme: { input: 'number' as const, label: 'At most on one theme', min: 1, max: 10, value: held.perTheme },
    suggest: {
      input: 'toggle' as const,
      label: 'Show notes that say nearly the same',
      hint: 'To whoever groups. Compared here, by words and letters; nothing leaves the house.',
      value: held.suggest,
    },
  }
}

export const turn = 'turn'

export function startForm(crew: { id: number; name: string }, held: Held, next: string, people: Option[]) {
  return {
    id: 'retro.start',
    title: 'Start a retrospective',
    intro: `The ${crew.name} crew looks back.`,
    submit: 'Start',
    value: { crew: crew.id },
    inputs: {
      ...how(held, ['press', 'live', 'days']),
      facilitator: {
        input: 'choice' as const,
        label: 'Runs it',
        options: [{ value: turn, label: `whose turn it is: ${next}` }, ...people],
        value: turn,
      },
    },
  }
}

export function scheduleForm(crew: { id: number; name: string }, held: Held, when: string) {
  return {
    id: 'retro.schedule',
    title: 'Retrospectives on a schedule',
    intro: `The ${crew.name} crew looks back regularly. The sides take turns in running it.`,
    note: 'Over days: three working days to write, a morning to group, an afternoon to vote, and the next day to talk.',
    submit: 'Save',
    value: { crew: crew.id },
    inputs: {
      when: {
        input: 'text' as const,
        label: 'Begins',
        max: 80,
        hint: 'In words: "every 2 weeks on monday 09:00", "first tuesday of the month 10:00".',
        value: when,
      },
      ...how(held, ['days', 'live', 'press']),
    },
  }
}
