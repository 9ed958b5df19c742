/** What stands around a plan: people's time, risks, gates, stakeholders. */
import type { Block, Button, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { has, type Use, uses } from '../rules/methodology.ts'
import { type Criterion, type GateOutcome, gateOutcomes } from '../rules/people.ts'
import type { AllocationRecord, InitiativeRecord, MoneyShown } from '../rules/records.ts'
import { methodologyWords, spanText } from '../rules/words.ts'
import { cut, dotted, longDay, named } from './lines.ts'
import { type Risk, riskFact } from './risk.ts'

export interface Gate {
  id: number
  name: string
  criteria: Criterion[]
  outcome: GateOutcome | null
  holdUntil: Day | null
  reason: string | null
  decidedOn: Day | null
}

export interface AroundView {
  initiative: InitiativeRecord
  allocations: AllocationRecord[]
  risks: Risk[]
  gates: Gate[]
  stakeholders: { name: string; informedOf: string }[]
  money: MoneyShown
  /** Of gates that this person may decide. */
  mayDecide: (gate: Gate) => boolean
  buttons: Button[]
}

const most = 10
const longest = 140

export function aroundCard(view: AroundView): Message {
  const title = `${named(view.initiative)}: risks, gates, people`
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...listed('People', view.allocations, allocationFact, 'Nobody is allocated yet.'),
      ...listed('Risks', view.risks, (one) => riskFact(one, view.initiative, view.money), 'No risk is written down.'),
      ...listed('Gates', view.gates, gateFact, noGates[uses[view.initiative.methodology].gates]),
      ...gatesKept(view),
      ...gateButtons(view),
      ...listed(
        'Stakeholders',
        view.stakeholders,
        ({ name, informedOf }) => ({ label: shorten(name, 60), value: shorten(informedOf, longest) }),
        'Nobody outside the crew is to be told.',
      ),
      ...(view.buttons.length ? [{ block: 'buttons' as const, buttons: view.buttons }] : []),
    ],
  }
}

const noGates: Record<Use, string> = {
  expected: 'None yet, and they are expected.',
  offered: 'It has no gates.',
  none: 'It has no gates, as it is done.',
}

/** From when it was done another way. */
function gatesKept({ initiative: { methodology }, gates }: AroundView): Block[] {
  if (gates.length === 0 || has(methodology, 'gates')) return []
  const way = methodologyWords[methodology]
  return [{ block: 'note', text: `${way} has no gates: these are kept from before, and nobody decides them.` }]
}

export type Fact = Extract<Block, { block: 'facts' }>['facts'][number]

function listed<T>(label: string, items: T[], fact: (item: T) => Fact, none: string): Block[] {
  if (items.length === 0) return [{ block: 'text', text: [{ strong: label }, `: ${none}`] }]
  const { shown, more } = cut(items, most)
  return [
    { block: 'text', text: [{ strong: label }] },
    { block: 'facts', facts: shown.map(fact) },
    ...(more ? [{ block: 'note' as const, text: more }] : []),
  ]
}

function allocationFact({ name, percent, fromDay, toDay }: AllocationRecord): Fact {
  return { label: shorten(name, 60), value: `${percent} %, ${spanText(fromDay, toDay)}` }
}

function gateFact({ name, criteria, outcome, holdUntil, decidedOn }: Gate): Fact {
  const must = criteria.filter((one) => one.must)
  const met = must.filter((one) => one.met).length
  return {
    label: shorten(name, 60),
    value: dotted([
      outcome ? gateOutcomes[outcome] : 'not decided',
      holdUntil ? `until ${longDay(holdUntil)}` : null,
      decidedOn ? longDay(decidedOn) : null,
      `${met} of ${must.length} must-meet criteria met`,
    ]),
  }
}

function gateButtons({ gates, mayDecide }: AroundView): Block[] {
  const open = gates.filter((gate) => gate.outcome !== 'go' && gate.outcome !== 'kill' && mayDecide(gate)).slice(0, 5)
  if (open.length === 0) return []
  return [{ block: 'buttons', buttons: open.map((gate) => decideButton(gate, `Decide ${shorten(gate.name, 40)}`)) }]
}

function decideButton({ id }: Gate, label: string): Button {
  return { press: 'portfolio.decide', label, value: { gate: id }, opens: true }
}

/** On the day that a hold ends; `day`: that one, so that an earlier question says that it is over. */
export function gateCard(initiative: InitiativeRecord, gate: Gate, day: Day): Message {
  const title = `${named(initiative)}, ${shorten(gate.name, 60)}: the hold ends`
  const asks = gate.outcome === 'hold' && gate.holdUntil === day && has(initiative.methodology, 'gates')
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      { block: 'facts', facts: [gateFact(gate)] },
      ...(gate.reason ? [{ block: 'note' as const, text: shorten(gate.reason, longest) }] : []),
      ...(asks
        ? [{ block: 'buttons' as const, buttons: [decideButton(gate, 'Decide')] }]
        : [{ block: 'note' as const, text: 'It was decided since, or is asked for no more.' }]),
    ],
  }
}
