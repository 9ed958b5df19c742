/** What stands around a plan: people's time, risks, gates, stakeholders. */
import type { Block, Button, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { type Criterion, type GateOutcome, gateOutcomes } from '../rules/people.ts'
import type { AllocationRecord, InitiativeRecord, MoneyShown } from '../rules/records.ts'
import { spanText } from '../rules/words.ts'
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
      ...listed('Gates', view.gates, gateFact, 'It has no gates.'),
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
  const buttons = open.map(
    ({ id, name }): Button => ({
      press: 'portfolio.decide',
      label: `Decide ${shorten(name, 40)}`,
      value: { gate: id },
      opens: true,
    }),
  )
  return [{ block: 'buttons', buttons }]
}
