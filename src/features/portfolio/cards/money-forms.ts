/** Forms about money. They open only for those who see amounts. */
import type { Form } from '../../../chat/form.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { typed } from '../rules/initiative.ts'
import type { InitiativeRecord } from '../rules/records.ts'

export function bookForm(initiative: InitiativeRecord, today: Day) {
  return {
    id: 'portfolio.book',
    title: `Book for ${initiative.key}`,
    intro: 'What was spent or gained, on the day it was.',
    submit: 'Book',
    note: 'A booking is not changed later: a wrong one is evened out by one of the other kind.',
    value: { initiative: initiative.id },
    inputs: {
      kind: {
        input: 'choice',
        label: 'What is it?',
        options: [
          { value: 'cost', label: 'Cost' },
          { value: 'benefit', label: 'Benefit' },
        ],
        value: 'cost',
      },
      day: { input: 'date', label: 'On which day?', value: today },
      amount: { input: 'text', label: 'How much?', hint: 'For example 8000 or 8,000.50.', max: 30 },
      currency: { input: 'text', label: 'Currency', max: 10, value: initiative.currency },
      rate: {
        input: 'number',
        label: 'Rate',
        hint: `For finance, in another currency without a stored rate: what one of it is worth in ${initiative.currency}.`,
        optional: true,
      },
      note: { input: 'text', label: 'What for?', max: 200, optional: true },
    },
  } as const satisfies Form
}

export function moneyForm(initiative: InitiativeRecord, budgetFrom: string) {
  const { id, key, currency, budget, benefit, burnPerDay } = initiative
  return {
    id: 'portfolio.money',
    title: `Money of ${key}`,
    submit: 'Save',
    note: 'Amounts as they are expected. What was spent and gained is booked.',
    value: { initiative: id },
    inputs: {
      currency: { input: 'text', label: 'Currency', hint: 'For example EUR.', max: 10, value: currency },
      budget: { input: 'text', label: 'Budget', max: 30, optional: true, value: typed(budget, currency) },
      budgetFrom: {
        input: 'text',
        label: 'Allotted from the budget of',
        hint: 'The key of a product line. Empty: a budget of its own.',
        max: 25,
        optional: true,
        value: budgetFrom,
      },
      benefit: { input: 'text', label: 'Expected benefit', max: 30, optional: true, value: typed(benefit, currency) },
      burn: {
        input: 'text',
        label: 'Cost of one working day',
        hint: 'Where it is known otherwise than from bookings.',
        max: 30,
        optional: true,
        value: typed(burnPerDay, currency),
      },
    },
  } as const satisfies Form
}
