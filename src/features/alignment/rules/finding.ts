/** What the records give a session to decide and to talk about. Pure. */
import { type Day, formatDay, toLocal, type Zone } from '../../../schedule/calendar.ts'
import { type ActionRecord, actionName } from '../../actions/rules/records.ts'
import { type DecisionRecord, decisionName } from '../../decisions/rules/records.ts'
import { answered } from '../../decisions/rules/review.ts'
import type { KeyResultRecord } from '../../portfolio/rules/records.ts'
import type { Status } from '../../portfolio/rules/status.ts'
import { statusWords } from '../../portfolio/rules/status-line.ts'
import type { WhyCount } from '../../portfolio/rules/why.ts'
import { daysText } from '../../portfolio/rules/words.ts'
import { type ScopeRecord, titleOf } from '../../scope/rules/records.ts'
import { type Felt, gapItems } from './finding/felt.ts'
import { brokenItems, insightItems, type Learned } from './finding/learned.ts'
import { type Promised, promiseItems } from './finding/promised.ts'
import type { Found, Item } from './records.ts'

export interface MovedLink {
  fromId: number
  toId: number
  /** "PAY T2 Gateway" */
  from: string
  to: string
  end: Day
  /** Working days later than it was agreed; negative: earlier. */
  by: number
}

export interface Findings extends Learned, Felt, Promised {
  /** When the records are looked at, on the crew's calendar. */
  today: Day
  /** Of the session: what falls due by then is on it. */
  day: Day
  zone: Zone
  /** Whose scope changes are open. */
  scopes: ScopeRecord[]
  proposed: DecisionRecord[]
  reviews: DecisionRecord[]
  statuses: Status[]
  /** Keys of those for no key result, and their share of the spend where it may be said and something was spent. */
  orphans: { keys: string[]; share: number | null }
  moved: MovedLink[]
  whys: { initiativeId: number; key: string; count: WhyCount; at: Date }[]
  /** Open ones. */
  actions: ActionRecord[]
  /** Since the last session. */
  since: { decisions: number; scopes: number }
}

export function findingsOf(findings: Findings): Found {
  return {
    line: lineOf(findings.statuses),
    decide: [
      ...scopeItems(findings),
      ...promiseItems(findings),
      ...proposedItems(findings),
      ...insightItems(findings, findings.zone),
      ...reviewItems(findings),
    ],
    talk: [
      ...offTrack(findings),
      ...orphanItems(findings),
      ...movedItems(findings),
      ...brokenItems(findings),
      ...gapItems(findings),
      ...whyItems(findings),
      ...overdueItems(findings),
    ],
    counts: countsOf(findings),
  }
}

/** Nearer to its target than where it began. */
export function moves({ current, baseline, direction }: KeyResultRecord): boolean {
  if (current === null) return false
  return direction === 'up' ? current.value > baseline : current.value < baseline
}

const onDate = ({ finish }: Status) => finish.late !== null && finish.late <= 0
const valueMoves = ({ results }: Status) => results.some(moves)

/** "Delivery is on plan, value is not yet. 3 of 4 initiatives on date, 1 of 4 moves its key result." */
export function lineOf(statuses: Status[]): string {
  const of = statuses.length
  if (of === 0) return 'This crew has no initiative yet: nothing was measured.'
  const [dates, values] = [statuses.filter(onDate).length, statuses.filter(valueMoves).length]
  const unknown = statuses.filter(({ finish }) => finish.late === null).length
  const delivery =
    dates === of
      ? 'Delivery is on plan'
      : dates + unknown === of
        ? 'Delivery is not known of all'
        : 'Delivery is off plan'
  const value = values === of ? (dates === of ? 'and value moves' : 'value moves') : 'value is not yet'
  const no = unknown ? ` (${unknown} without a baseline)` : ''
  const noun = of === 1 ? 'initiative' : 'initiatives'
  return `${delivery}, ${value}. ${dates} of ${of} ${noun} on date${no}, ${values} of ${of} ${values === 1 ? 'moves its key result' : 'move their key result'}.`
}

function scopeItems({ scopes, zone }: Findings): Item[] {
  const says = { undecided: 'the sides do not agree', escalated: 'waits for its sponsor' }
  return scopes.flatMap((scope): Item[] => {
    const { id, state, proposerId, updatedAt } = scope
    if (state !== 'undecided' && state !== 'escalated') return []
    return [
      {
        key: `scope.${id}`,
        text: `${titleOf(scope)}: ${says[state]}`,
        who: [proposerId],
        asOf: toLocal(updatedAt, zone).day,
      },
    ]
  })
}

function proposedItems({ proposed, zone }: Findings): Item[] {
  const waiting = [...proposed].sort((a, b) => a.number - b.number)
  return waiting.map((decision) => ({
    key: `decision.${decision.id}`,
    text: `${decisionName(decision)} ${decision.what}: proposed, not accepted yet`,
    who: [decision.proposedById],
    asOf: toLocal(decision.at, zone).day,
  }))
}

function reviewItems({ reviews }: Findings): Item[] {
  const open = reviews
    .filter(({ review }) => review === null || !answered(review))
    .sort((a, b) => (a.reviewOn ?? '').localeCompare(b.reviewOn ?? ''))
  return open.map((decision) => {
    const expected = decision.effect ? ` It was to bring: ${decision.effect}.` : ''
    const due = decision.reviewOn ? ` Review on ${formatDay(decision.reviewOn)}.` : ''
    return {
      key: `decision.${decision.id}`,
      text: `${decisionName(decision)} ${decision.what}: did it come true?${expected}${due}`,
      who: decision.acceptedById === null ? [] : [decision.acceptedById],
      asOf: null,
    }
  })
}

/** Later than agreed, or for a key result that none of its readings has moved. */
function offTrack({ statuses, today, zone }: Findings): Item[] {
  const off = statuses.filter((one) => (one.finish.late ?? 0) > 0 || (one.results.length > 0 && !valueMoves(one)))
  return off.map((status) => {
    const { initiative, progress } = status
    const { id, key, name, projectOwnerId, productOwnerId } = initiative
    return {
      key: `initiative.${id}`,
      text: `${key} ${name}: ${statusWords(status, today)}`,
      who: [projectOwnerId, productOwnerId].filter((one) => one !== null),
      asOf: progress ? toLocal(progress.at, zone).day : null,
    }
  })
}

function orphanItems({ orphans: { keys, share }, today }: Findings): Item[] {
  if (keys.length === 0) return []
  const percent = share === null ? '' : ` (${Math.round(share * 100)} % of spend)`
  const verb = keys.length === 1 ? 'works' : 'work'
  return [{ key: 'orphans', text: `${keys.join(', ')} ${verb} toward no key result${percent}`, who: [], asOf: today }]
}

function movedItems({ moved, today }: Findings): Item[] {
  return moved.map(({ fromId, toId, from, to, end, by }) => ({
    key: `moved.${fromId}.${toId}`,
    text: `${to} waits for ${from}, which ends ${formatDay(end, { year: end.slice(0, 4) !== today.slice(0, 4) })}, ${daysText(Math.abs(by))} ${by > 0 ? 'later' : 'earlier'} than agreed`,
    who: [],
    asOf: today,
  }))
}

const mostReasons = 2

function whyItems({ whys, zone }: Findings): Item[] {
  return whys.flatMap(({ initiativeId, key, count, at }): Item[] => {
    const no = count.project.no + count.product.no + count.both.no
    if (no === 0) return []
    const reasons = count.reasons.slice(0, mostReasons).map(({ reason }) => `“${reason}”`)
    const sides = `project ${count.project.no} of ${count.project.of}, product ${count.product.no} of ${count.product.of}`
    const said = reasons.length ? `: ${reasons.join(' ')}` : ''
    return [
      {
        key: `why.${initiativeId}`,
        text: `${key}: not everybody stands behind its why (${sides})${said}`,
        who: [],
        asOf: toLocal(at, zone).day,
      },
    ]
  })
}

const mostActions = 3

function overdueItems({ actions, today }: Findings): Item[] {
  const late = actions.filter(({ dueOn }) => dueOn < today)
  if (late.length === 0) return []
  const named = late.slice(0, mostActions).map((one) => `${actionName(one)} ${one.text} (${formatDay(one.dueOn)})`)
  const more = late.length > mostActions ? `, and ${late.length - mostActions} more` : ''
  return [
    {
      key: 'overdue',
      text: `${late.length === 1 ? '1 action item is' : `${late.length} action items are`} overdue: ${named.join(', ')}${more}`,
      who: [...new Set(late.slice(0, mostActions).map(({ ownerId }) => ownerId))],
      asOf: today,
    },
  ]
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

function countsOf({ since, scopes, actions, today }: Findings): string[] {
  const voting = scopes.filter(({ state }) => state === 'voting').length
  const late = actions.filter(({ dueOn }) => dueOn < today).length
  const counts = [
    ...(since.decisions ? [counted(since.decisions, 'decision')] : []),
    ...(since.scopes ? [counted(since.scopes, 'scope change')] : []),
    ...(voting ? [`${counted(voting, 'vote')} open`] : []),
    ...(actions.length ? [`${counted(actions.length, 'open action item')}${late ? `, ${late} overdue` : ''}`] : []),
  ]
  return counts.length ? counts : ['no decision and no scope change since the last one']
}
