/** The four statements, and the schedule of a crew's pulse. */
import type { Crew } from '../../../people/crews.ts'
import { type Scores, type StatementId, statements } from '../rules/records.ts'

export function answerForm(pulse: { id: number }, crew: Pick<Crew, 'name'>, was: Scores | null) {
  const input = (id: StatementId) => ({
    input: 'number' as const,
    label: statements.find((one) => one.id === id)?.text ?? id,
    hint: '0: not at all. 10: fully.',
    min: 0,
    max: 10,
    ...(was && { value: was[id] }),
  })
  return {
    id: 'pulse.answer',
    title: 'How do you see value?',
    intro: `The ${crew.name} crew, as you see it today. Whole numbers from 0 to 10.`,
    note: 'Without your name. You can change it until the close.',
    submit: 'Answer',
    value: { pulse: pulse.id },
    inputs: {
      perceptions: input('perceptions'),
      own: input('own'),
      reassess: input('reassess'),
      expand: input('expand'),
    },
  }
}

export function settingsForm(crew: Pick<Crew, 'id' | 'name'>, active: boolean, when: string) {
  return {
    id: 'pulse.settings',
    title: 'Pulse',
    intro: `Asks the ${crew.name} crew, both sides, how they see value: four statements, without names.`,
    note: 'Five working days to answer, with the day’s message, and one reminder. Scores are shown by side from 3 answers a side.',
    submit: 'Save',
    value: { crew: crew.id },
    inputs: {
      active: { input: 'toggle' as const, label: 'Ask this crew', value: active },
      when: {
        input: 'text' as const,
        label: 'When',
        max: 80,
        hint: 'In words: "first monday of the month 06:00". Early, it comes with the day’s message.',
        value: when,
      },
    },
  }
}
