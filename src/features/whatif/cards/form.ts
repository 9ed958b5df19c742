/** The form of a what-if: which initiative, and the change in words. */
import type { Form, Input } from '../../../chat/form.ts'
import { shorten } from '../../../chat/plain.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { howTo } from '../rules/change.ts'
import { mostWords } from '../rules/words.ts'
import { named } from './lines.ts'

/** What a list of every platform holds; more are typed by their key. */
const mostChoices = 90

/** Ids alone: what was typed stays where it is kept. */
export interface Asked {
  /** The question that this goes on from. */
  whatIf: number | null
  /** The one that is meant, where that is known. */
  initiative: number | null
}

type Inputs = {
  initiative: Extract<Input, { input: 'choice' }> | Extract<Input, { input: 'text' }>
  change: Extract<Input, { input: 'text' }>
}

export function whatIfForm(
  initiatives: InitiativeRecord[],
  asked: Asked,
  filled: { initiative: number | null; words: string },
): Form<Inputs> {
  const meant =
    initiatives.find(({ id }) => id === filled.initiative) ?? (initiatives.length === 1 ? initiatives[0] : undefined)
  const value = meant && { value: meant.key }
  return {
    id: 'whatif.ask',
    title: 'What if?',
    submit: 'Compute',
    note: 'Only you see the answer, and nothing changes in the plan.',
    value: asked,
    inputs: {
      initiative:
        initiatives.length > mostChoices
          ? { input: 'text', label: 'Which initiative?', hint: 'Its key, such as CHK.', max: 25, ...value }
          : {
              input: 'choice',
              label: 'Which initiative?',
              options: initiatives.map((one) => ({ value: one.key, label: shorten(named(one), 70) })),
              ...value,
            },
      change: {
        input: 'text',
        label: 'What would change?',
        hint: `Such as ${howTo}. Several with ; between.`,
        lines: 3,
        max: mostWords,
        ...(filled.words !== '' && { value: filled.words }),
      },
    },
  }
}
