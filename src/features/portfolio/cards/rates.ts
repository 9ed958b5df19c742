/** Currency rates: what was given, since when and by whom. Only finance reads them. */
import type { Form } from '../../../chat/form.ts'
import type { Button, Message } from '../../../chat/message.ts'
import { command } from '../../../chat/spoken.ts'
import type { Day } from '../../../schedule/calendar.ts'
import type { RateLine } from '../rules/rates.ts'
import { cut, dotted, longDay } from './lines.ts'

const mostPairs = 20

export function ratesCard(lines: RateLine[]): Message {
  const { shown, more } = cut(lines, mostPairs)
  const give: Button = { press: 'portfolio.rate', label: 'Give a rate', value: {}, opens: true, style: 'primary' }
  return {
    summary: 'Currency rates',
    blocks: [
      { block: 'heading', text: 'Currency rates' },
      ...(lines.length
        ? [{ block: 'facts' as const, facts: shown.map(rateFact) }]
        : [{ block: 'text' as const, text: 'No rate is given yet. Bookings in another currency wait for one.' }]),
      ...(more ? [{ block: 'note' as const, text: `${more} pairs of currencies.` }] : []),
      { block: 'buttons', buttons: [give] },
    ],
  }
}

/** "1 USD: 0.92 EUR · since Mon 2 Nov 2026, given by Finn · 2 earlier". Either way round is one pair. */
function rateFact({ newest: { from, to, rate, since, byId }, earlier }: RateLine) {
  return {
    label: `1 ${from}`,
    value: dotted([
      `${rate} ${to}`,
      [`since ${longDay(since)}, given by `, { person: byId }],
      earlier ? `${earlier} earlier` : null,
    ]),
  }
}

/** To whoever may not see them: who does. */
export function whoGivesRates(finance: number[]): Message {
  const title = 'Currency rates are given by finance'
  if (finance.length === 0) {
    const text = `${title}, and nobody is named for it yet. An organization admin does that with ${command('admins')}.`
    return { summary: title, blocks: [{ block: 'text', text }] }
  }
  const people = finance.map((person) => ({ person }))
  return {
    summary: title,
    blocks: [
      { block: 'text', text: `${title}. Ask one of them for the rate that you need.` },
      { block: 'people', groups: [{ label: 'Finance', people }] },
    ],
  }
}

export function rateForm(today: Day) {
  return {
    id: 'portfolio.rate',
    title: 'Give a rate',
    intro: 'It holds from its day on, until a later one is given, and the other way round too.',
    submit: 'Save',
    note: 'Given again for the same day it replaces the first. Amounts are converted by the rate of their own day.',
    value: {},
    inputs: {
      from: { input: 'text', label: 'One', hint: 'A currency, for example USD.', max: 10 },
      rate: { input: 'number', label: 'is worth' },
      to: { input: 'text', label: 'In which currency?', hint: 'For example EUR.', max: 10 },
      since: { input: 'date', label: 'Since', value: today },
    },
  } as const satisfies Form
}
