/** The card of a kickoff: the unified plan, the fist of five, what came of it, and the concerns as they come. */
import type { Block, Button, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { formatDay } from '../../../schedule/calendar.ts'
import { tallyBlock } from '../../../voting/cards/bars.ts'
import { fixedLines, voteButtons } from '../../../voting/cards/lines.ts'
import type { PollView } from '../../../voting/rules/view.ts'
import { type ActionRecord, actionName } from '../../actions/rules/records.ts'
import type { MoneyShown } from '../../portfolio/rules/records.ts'
import { type Confidence, handWords } from '../rules/confidence.ts'
import { type ConcernRecord, type KickoffRecord, kickoffName } from '../rules/records.ts'
import { named } from './lines.ts'
import { type Presenting, planFacts } from './plan.ts'

export interface KickoffView {
  kickoff: KickoffRecord
  initiative: { id: number; key: string; name: string; retired: boolean }
  zone: string
  money: MoneyShown
  presenting: Presenting
  poll: PollView | null
  confidence: Confidence | null
  concerns: ConcernRecord[]
  actions: ActionRecord[]
  /** The number of the newest one; this is it where nothing is newer. */
  newest: number
  /** Of the baseline now, where it is another than the plan's here. */
  movedTo: number | null
  /** Whether a page can be reached. */
  paged: boolean
}

export const titleOf = ({ initiative, kickoff }: Pick<KickoffView, 'initiative' | 'kickoff'>) =>
  `${named(initiative)}: kickoff${kickoff.number > 1 ? ` ${kickoff.number}` : ''}`

export const question = 'How confident are you that this plan does what it is for?'
/** What the numbers of a hand mean, the lowest first. */
const handNote = handWords.map((words, fingers) => `${fingers}: ${words}`).join(' · ')

export function kickoffCard(view: KickoffView): Message {
  const { kickoff, poll, confidence } = view
  const open = kickoff.state === 'open' && poll?.poll.state === 'open'
  const title = titleOf(view)
  const said = open ? 'how confident are you?' : (confidence?.line ?? 'its vote was taken back.')
  return {
    summary: shorten(`${title}. ${said}`, 300),
    blocks: [
      { block: 'heading', text: title },
      ...standingBlocks(view),
      { block: 'facts', facts: planFacts(kickoff.plan, view.money, view.presenting) },
      { block: 'note', text: asOf(view) },
      ...(open ? askBlocks() : []),
      ...(confidence ? resultBlocks(confidence) : []),
      ...concernBlocks(view),
      ...actionBlocks(view.actions),
      ...(poll && kickoff.state !== 'stopped' ? [...fixedLines(poll), ...voteButtons(poll)] : []),
      ...cardButtons(view),
    ],
  }
}

/** What has become of it since. */
function standingBlocks({ kickoff, initiative, newest }: KickoffView): Block[] {
  const { key } = initiative
  if (kickoff.number < newest)
    return [{ block: 'text', text: `Done anew since: ${kickoffName(key, newest)} is the one that counts.` }]
  if (kickoff.state === 'stopped')
    return [{ block: 'text', text: `The vote was taken back when ${key} was retired. Nothing was counted.` }]
  return initiative.retired ? [{ block: 'text', text: `${key} is retired.` }] : []
}

function asOf({ kickoff, zone, movedTo }: KickoffView): Inline[] {
  const moved = movedTo ? ` The plan has baseline v${movedTo} since; asked again, it is taken anew.` : ''
  return [
    'The plan as of ',
    { when: kickoff.at, zone },
    ', when ',
    { person: kickoff.startedById },
    ` began the kickoff.${moved}`,
  ]
}

const askBlocks = (): Block[] => [
  { block: 'text', text: [{ strong: question }] },
  { block: 'note', text: handNote },
]

function resultBlocks({ line, rows, of }: Confidence): Block[] {
  return [{ block: 'text', text: [{ strong: line }] }, ...(rows.length ? [tallyBlock('hands', of, rows)] : [])]
}

const mostConcerns = 6
const longestLine = 140

function concernBlocks({ concerns, confidence }: KickoffView): Block[] {
  if (confidence?.ready !== false) return []
  if (concerns.length === 0)
    return [
      {
        block: 'note',
        text: 'Those below 3 are asked for their concern in private. What they say stands here, without a name unless they give it.',
      },
    ]
  const shown = concerns.slice(0, mostConcerns)
  const left = concerns.length - shown.length
  return [
    { block: 'text', text: [{ strong: 'Concerns' }] },
    ...shown.map((one): Block => ({ block: 'text', text: concernText(one, longestLine) })),
    ...(left > 0 ? [{ block: 'note' as const, text: `and ${left} more` }] : []),
  ]
}

export const concernText = ({ text, byId }: ConcernRecord, most?: number): Inline[] => [
  `“${most ? shorten(text, most) : text}” `,
  ...(byId === null ? [] : [{ quiet: 'by ' }, { person: byId }]),
]

const mostActions = 6

function actionBlocks(actions: ActionRecord[]): Block[] {
  if (actions.length === 0) return []
  const lines = actions
    .slice(0, mostActions)
    .flatMap((one, index): Inline[] => [
      `${index ? '\n' : ''}${actionName(one)} ${shorten(one.text, 100)}, `,
      { person: one.ownerId },
      one.state === 'open' ? `, due ${formatDay(one.dueOn)}` : `, ${one.state}`,
    ])
  const left = actions.length - mostActions
  return [
    { block: 'text', text: [{ strong: 'Actions' }] },
    { block: 'text', text: left > 0 ? [...lines, `\nand ${left} more`] : lines },
  ]
}

function cardButtons({ kickoff, initiative, newest, paged }: KickoffView): Block[] {
  const value = { kickoff: kickoff.id }
  const current = kickoff.number === newest && kickoff.state === 'closed' && !initiative.retired
  const buttons: Button[] = [
    ...(current
      ? [
          { press: 'kickoff.act', label: 'Add an action', value, opens: true as const },
          { press: 'kickoff.again', label: 'Ask again', value, opens: true as const },
        ]
      : []),
    { press: 'kickoff.read', label: 'Read all', value, style: 'quiet' },
    ...(paged ? [{ press: 'kickoff.page', label: 'As a page', value, style: 'quiet' as const }] : []),
  ]
  return [{ block: 'buttons', buttons }]
}

/** Each has its own block, and a message has room for 50. */
const mostRead = 25

/** Every word of it, to one person alone; and what the page shows. */
export function wholePlan(view: KickoffView, buttons: Button[] = []): Message {
  const title = `${titleOf(view)}, the unified plan`
  const { confidence, concerns } = view
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...standingBlocks(view),
      { block: 'facts', facts: planFacts(view.kickoff.plan, view.money, view.presenting, true) },
      ...(confidence ? resultBlocks(confidence) : []),
      ...(concerns.length ? [{ block: 'text' as const, text: [{ strong: 'Concerns' }] }] : []),
      ...concerns.slice(0, mostRead).map((one): Block => ({ block: 'text', text: concernText(one) })),
      ...(concerns.length > mostRead
        ? [{ block: 'note' as const, text: `and ${concerns.length - mostRead} more` }]
        : []),
      ...actionBlocks(view.actions),
      { block: 'note', text: asOf(view) },
      ...(buttons.length ? [{ block: 'buttons' as const, buttons }] : []),
    ],
  }
}

/** Said once in the thread of the card. */
export function closedCard(view: KickoffView): Message {
  const line = view.confidence?.line ?? 'The vote was taken back.'
  const next = view.confidence?.ready === false ? ' Those below are asked for their concern in private.' : ''
  const text = `${kickoffName(view.initiative.key, view.kickoff.number)}: ${line}${next}`
  return { summary: text, blocks: [{ block: 'text', text }] }
}
