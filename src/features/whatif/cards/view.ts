/** An impact as somebody may see it: the question in words, money by the rule of who reads. */
import type { Button } from '../../../chat/message.ts'
import type { InitiativeRecord, MoneyShown, PlanRecords } from '../../portfolio/rules/records.ts'
import type { Impact } from '../rules/impact.ts'
import type { Question } from '../rules/question.ts'
import { changeText } from './lines.ts'
import type { ShownCost } from './money.ts'

export interface WhatIfView extends Omit<Impact, 'costs'> {
  initiative: InitiativeRecord
  /** A sentence for each change. */
  question: string[]
  costs: ShownCost[] | null
  at: Date
  /** When it was asked, where that was another plan. */
  since: Date | null
  zone: string
  buttons: Button[]
}

export interface Reader {
  /** What they may see of the plan. */
  seen: PlanRecords
  money(one: InitiativeRecord): MoneyShown
  at: Date
  since: Date | null
  zone: string
  buttons: Button[]
}

export function viewOf(
  { changes }: Question,
  { costs, ...impact }: Impact,
  initiative: InitiativeRecord,
  { seen, money, at, since, zone, buttons }: Reader,
): WhatIfView {
  const wording = { initiative, records: seen, money: money(initiative), planned: impact.planned }
  return {
    ...impact,
    initiative,
    question: changes.map((change) => changeText(change, wording)),
    costs: costs === null ? null : costs.map((cost) => ({ cost, shown: money(cost.initiative) })),
    at,
    since,
    zone: initiative.crew?.zone ?? zone,
    buttons,
  }
}
