/** A risk: as a line, as the question to its owner, and the forms to write it down and to change it. */
import type { Form, Option } from '../../../chat/form.ts'
import type { Button, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { typed } from '../rules/initiative.ts'
import { moneyText } from '../rules/money.ts'
import type { InitiativeRecord, MoneyShown } from '../rules/records.ts'
import { exposure, type RiskData, type RiskState, riskStates } from '../rules/risk.ts'
import type { Fact } from './around.ts'
import { dotted, longDay, named } from './lines.ts'

export interface Risk extends RiskData {
  id: number
  number: number
  state: RiskState
}

const longest = 140

export function riskFact(risk: Risk, { currency, budget }: InitiativeRecord, money: MoneyShown): Fact {
  const exposed = exposure(risk)
  return {
    label: `R${risk.number}`,
    value: dotted([
      shorten(risk.text, longest),
      `${Math.round(risk.probability * 100)} %`,
      exposed === null ? null : `exposure ${moneyText(exposed, currency, money, { amount: budget, name: 'budget' })}`,
      risk.impactDays === null ? null : `${risk.impactDays} days`,
      riskStates[risk.state].toLowerCase(),
      [{ person: risk.ownerId }, risk.state === 'open' ? ` looks again ${longDay(risk.reviewOn)}` : ' watches it'],
    ]),
  }
}

/** `day`: of the review that asked. */
export function riskCard(initiative: InitiativeRecord, risk: Risk, day: Day): Message {
  const title = `${named(initiative)}, R${risk.number}: still open?`
  const state = (value: RiskState): Button => ({
    press: 'portfolio.risk-state',
    label: riskStates[value],
    value: { risk: risk.id, state: value },
  })
  const asks = risk.state === 'open' && risk.reviewOn === day
  const change: Button = { press: 'portfolio.change-risk', label: 'Change', value: { risk: risk.id }, opens: true }
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      { block: 'text', text: shorten(risk.text, longest) },
      ...(risk.response ? [{ block: 'note' as const, text: `Response: ${shorten(risk.response, longest)}` }] : []),
      ...(asks ? [] : [{ block: 'note' as const, text: settledText(risk) }]),
      {
        block: 'buttons',
        buttons: [...(asks ? [state('open'), state('mitigated'), state('happened')] : []), change],
      },
    ],
  }
}

/** What stays true on a card of an earlier review. */
function settledText({ state }: Risk): string {
  if (state === 'open') return 'Its review has moved on: on that day another message asks.'
  return state === 'happened' ? 'It has happened.' : 'It is mitigated.'
}

const labels = {
  text: 'What may happen?',
  probability: 'How likely?',
  days: 'How many working days would it take?',
  response: 'What is done about it?',
  owner: 'Who watches it?',
  review: 'Looked at again on',
}
const cost = (currency: string) => `What would it cost, in ${currency}?`
const asked = 'On the day of the review its owner is asked: still open, mitigated, happened?'

export function riskForm(initiative: InitiativeRecord, people: Option[], reviewOn: Day) {
  return {
    id: 'portfolio.risk',
    title: `Risk of ${initiative.key}`,
    submit: 'Save',
    note: asked,
    value: { initiative: initiative.id },
    inputs: {
      text: { input: 'text', label: labels.text, lines: 2, max: 300 },
      probability: { input: 'number', label: labels.probability, unit: 'percent' },
      impact: { input: 'text', label: cost(initiative.currency), max: 30, optional: true },
      impactDays: { input: 'number', label: labels.days, optional: true },
      response: { input: 'text', label: labels.response, lines: 2, max: 300, optional: true },
      owner: { input: 'people', label: labels.owner, options: people },
      reviewOn: { input: 'date', label: labels.review, value: reviewOn },
    },
  } as const satisfies Form
}

/** `hidden`: its cost in money is not for this reader. */
export function changeRiskForm(initiative: InitiativeRecord, risk: Risk, people: Option[], hidden: boolean) {
  const { text, probability, impact, impactDays, response, ownerId, reviewOn, state } = risk
  return {
    id: 'portfolio.change-risk',
    title: `R${risk.number} of ${initiative.key}`,
    submit: 'Save',
    note: asked,
    value: { risk: risk.id },
    inputs: {
      text: { input: 'text', label: labels.text, lines: 2, max: 300, value: text },
      // 0.29 times 100 is not quite 29.
      probability: {
        input: 'number',
        label: labels.probability,
        unit: 'percent',
        value: Math.round(probability * 10_000) / 100,
      },
      impact: {
        input: 'text',
        label: cost(initiative.currency),
        max: 30,
        optional: true,
        ...(hidden && impact !== null
          ? { hint: 'There is an amount, which is not shown to you. Left empty it stays.' }
          : { value: typed(impact, initiative.currency) }),
      },
      impactDays: {
        input: 'number',
        label: labels.days,
        optional: true,
        ...(impactDays !== null && { value: impactDays }),
      },
      response: { input: 'text', label: labels.response, lines: 2, max: 300, optional: true, value: response ?? '' },
      owner: { input: 'people', label: labels.owner, options: people, value: [ownerId] },
      reviewOn: { input: 'date', label: labels.review, value: reviewOn },
      state: {
        input: 'choice',
        label: 'Where does it stand?',
        options: Object.entries(riskStates).map(([value, label]) => ({ value, label })),
        value: state,
      },
    },
  } as const satisfies Form
}

/** A list on a form holds 100 on Slack: the open ones come first. */
const mostRisks = 100

export function whichRiskForm(initiative: InitiativeRecord, risks: Risk[]) {
  const openFirst = [...risks].sort((a, b) => Number(a.state !== 'open') - Number(b.state !== 'open'))
  return {
    id: 'portfolio.which-risk',
    title: `Change a risk of ${initiative.key}`,
    submit: 'Go on',
    value: { initiative: initiative.id },
    inputs: {
      risk: {
        input: 'choice',
        label: 'Which risk?',
        options: openFirst
          .slice(0, mostRisks)
          .map(({ id, number, text }) => ({ value: String(id), label: shorten(`R${number} ${text}`, 75) })),
      },
    },
  } as const satisfies Form
}
