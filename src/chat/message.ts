/** What features say. A message is a list of blocks; a block is a product noun. The union is closed: a platform that
 * cannot draw a block does not compile, and there is no way around it. */
import type { Form } from './form.ts'

export type PersonId = number
export type CrewId = number
export type Instant = Date

/** Running text. Strings are literal: what people typed arrives unharmed, nothing in it is markup. */
export type Inline =
  | string
  | { strong: string }
  | { quiet: string }
  /** A person's name; a mention that notifies only where `notify` says so. */
  | { person: PersonId; notify?: true }
  /** A moment, shown with its weekday in the crew's zone and, where it differs, in the reader's. */
  | { when: Instant; zone: string }
  /** An address of ours behind words. Nothing that people typed becomes one. */
  | { link: string; text: string }

export type Text = string | Inline[]

export type Side = 'project' | 'product'

export type Block =
  | { block: 'heading'; text: string }
  | { block: 'text'; text: Text }
  /** Small print: sources, deadlines, what happens next. */
  | { block: 'note'; text: Text }
  /** A line that must not be overlooked, with its buttons beside it. */
  | { block: 'alert'; label: string; text: Text; buttons?: Button[] }
  | { block: 'facts'; facts: { label: string; value: Text }[] }
  /** How far a collection has come, per side where that is told. `label` names what is counted. */
  | { block: 'progress'; label: string; done: number; of: number; sides: { label: string; done: number; of: number }[] }
  /** Counts as bars, one for each thing that was counted; `of` is a full bar. */
  | { block: 'tally'; label: string; of: number; rows: TallyRow[] }
  /** What people answered, grouped (by side). Each person's parts are shown in order, separated. */
  | { block: 'answers'; groups: { label: string; people: { person: PersonId; parts: Text[] }[] }[] }
  /** People in named groups ("No answer yet", "Away"). */
  | { block: 'people'; groups: { label: string; people: { person: PersonId; note?: Text }[] }[] }
  /** A form inside the message: inline inputs where the platform has them, else a button that opens it. */
  | { block: 'ask'; form: Form }
  | { block: 'buttons'; buttons: Button[] }
  | { block: 'divider' }
  /** A picture; `text` says the same in words, for screen readers and wherever no picture can be shown. */
  | { block: 'chart'; chart: Chart; text: Text }

export interface TallyRow {
  label: string
  /** How long the bar is; `said` is what stands beside it where that is not simply this number. */
  count: number
  said?: string
  /** Of the count; nothing where sides are not shown. */
  sides: { label: string; count: number; said?: string }[]
  won?: true
}

/** What can be drawn over time. Days are texts 'YYYY-MM-DD', the last one is a day of work. */
export type Chart =
  | { chart: 'gantt'; title: string; today?: string; rows: GanttRow[] }
  /** In the order of their days. */
  | { chart: 'milestones'; title: string; points: { label: string; day: string; done: boolean }[] }
  | { chart: 'roadmap'; title: string; today?: string; groups: { label: string; rows: RoadmapRow[] }[] }

export interface GanttRow {
  label: string
  from: string
  to: string
  /** Where it stood before a change. */
  before?: { from: string; to: string } | null
  /** Done, 0 to 100. */
  percent?: number
  critical?: boolean
  /** Takes no time: its day is `to`. */
  milestone?: boolean
}

export interface RoadmapRow {
  label: string
  from: string
  to: string
  note?: string
  /** Days. */
  milestones?: string[]
}

export type BlockKind = Block['block']

export const chartsIn = (blocks: Block[]): Chart[] =>
  blocks.flatMap((block) => (block.block === 'chart' ? [block.chart] : []))

export interface Button {
  /** Handler id, `feature.verb`, as declared in the feature's `presses`. */
  press: string
  label: string
  /** Small and JSON-able: ids, never texts. It travels through the platform and is parsed again on arrival. */
  value: unknown
  /** `quiet`: small, for what is always there. */
  style?: 'primary' | 'danger' | 'quiet'
  /** Asked before the press counts. */
  confirm?: { title: string; text: string; yes: string }
  /** Set where the press opens a form: Teams must know before the press. */
  opens?: true
}

export interface Message {
  /** One line for notifications, lists and screen readers. */
  summary: string
  /** Gathered with others it stands above them: it says who they are from. */
  leads?: true
  blocks: Block[]
}
