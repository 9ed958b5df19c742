/** What the cards of a prioritization are drawn from. */
import type { PollView } from '../../../voting/rules/view.ts'
import type { MoneyShown } from '../../portfolio/rules/records.ts'
import type { Item, PrioritizationRecord, Side } from '../rules/records.ts'

export interface RoundView {
  round: PrioritizationRecord
  items: Item[]
  crew: { id: number; name: string; zone: string }
  /** The crew's names of the sides, in small letters. */
  labels: Record<Side, string>
  /** On which side of the crew somebody is; sponsors and who has left are on none. */
  sideOf: ReadonlyMap<number, Side>
  /** Who speaks for each side about the order. */
  leads: Record<Side, number[]>
  poll: PollView | null
  money: MoneyShown
  now: Date
}
