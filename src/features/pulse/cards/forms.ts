/** The questions of a pulse, and the schedule of a crew's. */
import type { Input } from '../../../chat/form.ts'
import type { Crew } from '../../../people/crews.ts'
import { mostInitiatives, scales } from '../rules/questions.ts'
import type { Kind, PulseRecord, Scores } from '../rules/records.ts'

const titles: Record<Kind, { answer: string; intro: string; settings: string; asks: string }> = {
  pulse: {
    answer: 'How do you see value?',
    intro: 'as you see it today. Whole numbers from 0 to 10.',
    settings: 'Pulse',
    asks: 'how they see value: four statements, without names.',
  },
  confidence: {
    answer: 'How sure are you?',
    intro: 'as you see it today. Percent, in tens.',
    settings: 'Confidence',
    asks: `how sure they are of the date and the outcome of each initiative, at most the ${mostInitiatives} that are to finish first, without names.`,
  },
}

export function answerForm(
  { id, kind, questions }: Pick<PulseRecord, 'id' | 'kind' | 'questions'>,
  crew: Pick<Crew, 'name'>,
  was: Scores | null,
) {
  const { max, unit, hint } = scales[kind]
  const inputs = questions.map(({ id: name, text }): [string, Input] => {
    const value = was?.[name]
    const common = { input: 'number' as const, label: text, hint, min: 0, max }
    return [name, { ...common, ...(unit && { unit }), ...(value !== undefined && { value }) }]
  })
  const all = kind === 'pulse' || questions.length < 2 * mostInitiatives
  const some = all ? '' : ` Of the initiatives under way, the ${mostInitiatives} that are to finish first.`
  return {
    id: 'pulse.answer',
    title: titles[kind].answer,
    intro: `The ${crew.name} crew, ${titles[kind].intro}`,
    note: `Without your name. You can change it until the close.${some}`,
    submit: 'Answer',
    value: { pulse: id },
    inputs: Object.fromEntries(inputs),
  }
}

export function settingsForm(crew: Pick<Crew, 'id' | 'name'>, kind: Kind, active: boolean, when: string) {
  return {
    id: 'pulse.settings',
    title: titles[kind].settings,
    intro: `Asks the ${crew.name} crew, both sides, ${titles[kind].asks}`,
    note: 'Five working days to answer, with the day’s message, and one reminder. Scores are shown by side from 3 answers a side.',
    submit: 'Save',
    value: { crew: crew.id, kind },
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
