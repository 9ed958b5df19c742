/** The forms of a prioritization: begun, an idea, its figures, ranking begun, an order proposed or refused. */
import type { Form, Option } from '../../../chat/form.ts'
import { deadlineExample } from '../../../schedule/deadlines.ts'
import { amountTyped } from '../../portfolio/rules/money.ts'
import {
  type ItemRecord,
  itemTitle,
  longestIdea,
  longestTitle,
  nameOf,
  type PrioritizationRecord,
} from '../rules/records.ts'

const text = (label: string, more: object = {}) => ({ input: 'text' as const, label, ...more })

export function beginForm(crew: { id: number; name: string }, currency: string, scopes: Option[]) {
  return {
    id: 'prioritization.begin',
    title: 'Prioritize together',
    intro: `Open scope changes and ideas of ${crew.name} in one order that both sides agree on.`,
    note: 'Then anybody of the crew adds ideas. Ranking begins when you say so; each side ranks blind.',
    submit: 'Begin',
    value: { crew: crew.id },
    inputs: {
      about: { input: 'text' as const, label: 'What is it about?', max: longestTitle, placeholder: 'First quarter' },
      budget: {
        input: 'text' as const,
        label: `Budget, in ${currency}`,
        hint: 'For all of it together. Empty: no limit.',
        max: 30,
        optional: true as const,
      },
      mayDelay: {
        input: 'number' as const,
        label: 'Delay that is allowed',
        hint: 'For all of it together. Empty: no limit.',
        unit: 'working days',
        min: 0,
        max: 1_000,
        optional: true as const,
      },
      ...(scopes.length && {
        scopes: {
          input: 'choices' as const,
          label: 'Open scope changes in it',
          options: scopes,
          value: scopes.map(({ value }) => value),
          optional: true as const,
        },
      }),
      deadline: deadlineInput('fri 17:00'),
    },
  }
}

const deadlineInput = (value: string) => ({
  input: 'text' as const,
  label: 'Ranking closes',
  hint: `In words: "${deadlineExample}", "fri", "in 3 working days".`,
  value,
  max: 60,
})

type Round = Pick<PrioritizationRecord, 'id' | 'number' | 'currency'>

const given = <T>(value: T | null | undefined) => (value === null || value === undefined ? {} : { value })

/** `shown`: amounts that this person may see; of others an empty field stays as it is. */
function figureInputs(currency: string, item: ItemRecord | null, shown: boolean) {
  const hidden = item !== null && !shown
  const amount = (one: number | null) => (one === null || !shown ? null : amountTyped(one, currency))
  const hint = hidden
    ? 'You do not see what is given here. Empty: it stays.'
    : 'Empty: no figure given, which is not 0.'
  return {
    benefit: {
      ...text(`Value, in ${currency}`, { hint, max: 30 }),
      optional: true as const,
      ...given(item && amount(item.benefit)),
    },
    cost: {
      ...text(`Cost, in ${currency}`, { hint, max: 30 }),
      optional: true as const,
      ...given(item && amount(item.cost)),
    },
    days: {
      input: 'number' as const,
      label: 'Delay',
      hint: 'By how much the plan gets later. Empty: no figure given.',
      unit: 'working days',
      min: 0,
      max: 1_000,
      optional: true as const,
      ...given(item?.days),
    },
  }
}

export function ideaForm(round: Round) {
  return {
    id: 'prioritization.idea',
    title: `An idea for ${nameOf(round)}`,
    note: 'Each figure says that it is yours, and of which side. Others may give theirs in its place until ranking begins.',
    submit: 'Add it',
    value: { round: round.id },
    inputs: {
      what: { input: 'text' as const, label: 'What?', max: longestIdea },
      forWhom: { input: 'text' as const, label: 'Who benefits?', max: longestIdea },
      ...figureInputs(round.currency, null, true),
    },
  }
}

export function figuresForm(round: Round, item: ItemRecord, shown: boolean) {
  return {
    id: 'prioritization.figures',
    title: `Figures of ${item.label}`,
    intro: itemTitle(item),
    note: 'What you change is your estimate from now on.',
    submit: 'Save',
    value: { round: round.id, item: item.id },
    inputs: figureInputs(round.currency, item, shown),
  }
}

export function startForm(round: Round & Pick<PrioritizationRecord, 'deadline'>, items: number) {
  return {
    id: 'prioritization.start',
    title: `Rank ${nameOf(round)}`,
    intro: `${items} items. From now on nothing is added; everybody of both sides ranks, and nobody sees any ranking before the close.`,
    submit: 'Begin ranking',
    value: { round: round.id },
    inputs: { deadline: deadlineInput(round.deadline) },
  } satisfies Form
}

type Versioned = Round & Pick<PrioritizationRecord, 'version'>

export function proposeForm(round: Versioned, order: string, own: boolean) {
  return {
    id: 'prioritization.propose',
    title: `Order of ${nameOf(round)}`,
    intro: own
      ? 'The order of both sides together, each weighing the same. Move the lines as you talked about it.'
      : 'The order as it is proposed. Move the lines as you talked about it.',
    note: 'It is agreed when somebody of the other side says yes; then it is one decision.',
    submit: 'Propose it',
    value: { round: round.id, version: round.version },
    inputs: {
      order: { input: 'text' as const, label: 'First to last, one a line', lines: 12, max: 2_900, value: order },
      why: { input: 'text' as const, label: 'Why in this order?', lines: 2, max: 500, optional: true as const },
    },
  } satisfies Form
}

export function objectForm(round: Versioned) {
  return {
    id: 'prioritization.object',
    title: 'Not like this',
    intro: `The order proposed for ${nameOf(round)}.`,
    note: 'It stands on the card, with your name. Either side can then propose another order.',
    submit: 'Say it',
    value: { round: round.id, version: round.version },
    inputs: { reason: { input: 'text' as const, label: 'Why not, and what instead?', lines: 3, max: 500 } },
  } satisfies Form
}
