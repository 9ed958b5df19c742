/** What a scope change is worth and what it does, as it was computed and frozen. */
import type { Block, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { daysAgo } from '../../../schedule/calendar.ts'
import { moneyText } from '../../portfolio/rules/money.ts'
import type { MoneyShown } from '../../portfolio/rules/records.ts'
import { type FrozenImpact, othersMoved } from '../rules/impact.ts'
import { plannedRoi } from '../rules/outcome.ts'
import type { ScopeRecord } from '../rules/records.ts'
import { scoreText } from '../rules/value.ts'
import { dotted, floatText, laterText, longDay, money, movedDays, pieceLabel, pieceText, workingDays } from './lines.ts'

export interface Fact {
  label: string
  value: Text
}

export interface KeyResultLine {
  name: string
  unit: string
  current: number | null
  target: number
}

const freshDays = 7
const percent = (ratio: number | null) => (ratio === null ? 'no data' : `${Math.round(ratio * 100)} %`)

export function whyFact({ why, value }: ScopeRecord, result: KeyResultLine | null): Fact[] {
  if (!why) return []
  const moves = result
    ? [
        ` Moves ${result.name} ${value.direction ?? ''} toward ${result.target} ${result.unit}`.replace('  ', ' '),
        result.current === null ? ' (now: no data).' : ` (now ${result.current} ${result.unit}).`,
      ]
    : []
  return [{ label: 'Why', value: [shorten(why, 500), ...moves] }]
}

export function valueFact({ value, impact }: ScopeRecord, currency: string, shown: MoneyShown): Fact[] {
  const { benefit, score } = value
  if (!benefit && !score) return []
  const of = { amount: impact?.budget ?? null, name: 'budget' }
  const amount = (one: number | null) => moneyText(one, currency, shown, of)
  return [
    {
      label: 'Value',
      value: dotted([
        benefit
          ? [`benefit ${amount(benefit.before)} > ${amount(benefit.amount)}, estimate of `, { person: benefit.byId }]
          : null,
        score ? [`${scoreText(score)}, by `, { person: score.byId }] : null,
      ]),
    },
  ]
}

export function datesFacts(impact: FrozenImpact): Fact[] {
  const [own] = impact.initiatives
  if (!own) return []
  const floats = impact.named.map(floatText).filter((text) => text !== null)
  const others = othersMoved(impact)
  return [
    {
      label: 'Dates',
      value: dotted([
        `finish ${movedDays(own.before, own.after)}, ${laterText(own)}`,
        own.p80 ? `P80 ${movedDays(own.p80.before, own.p80.after)}` : null,
        ...floats.slice(0, 4),
      ]),
    },
    ...(others.length || impact.unseen
      ? [
          {
            label: 'Also touched',
            value: [
              ...others.map(
                (one) =>
                  `${one.key} ${shorten(one.name, 40)}, finish ${movedDays(one.before, one.after)}, ${laterText(one)}`,
              ),
              ...(impact.unseen ? [`${impact.unseen} more`] : []),
            ].join(' · '),
          },
        ]
      : []),
  ]
}

export function moneyFact(scope: ScopeRecord, shown: MoneyShown): Fact[] {
  const { impact } = scope
  if (!impact) return []
  if (shown === 'hidden') return [{ label: 'Money', value: 'not shown here' }]
  if (impact.costs === null)
    return [{ label: 'Money', value: 'not computed for one person; the effect is shown in days' }]
  const own = impact.costs.find(({ key }) => key === impact.initiatives[0]?.key)
  const roi = plannedRoi(scope)
  const planned =
    roi?.after != null
      ? `planned ROI ${roi.before === null ? '' : `${percent(roi.before)} > `}${percent(roi.after)}`
      : null
  if (!own) return [{ label: 'Money', value: dotted(['no day and no amount more', planned]) }]
  const amount = (one: number) => money(one, impact, shown)
  const parts = [
    ...(own.extra ? [`${amount(own.extra)} extra`] : []),
    ...(own.daysCost ? [`${amount(own.daysCost)} for ${workingDays(Math.abs(own.days))} of burn`] : []),
  ]
  const unknown = own.daysCost === null ? `${workingDays(Math.abs(own.days))} more at no known cost of a day` : null
  return [
    {
      label: 'Money',
      value: dotted([
        `${own.total > 0 ? '+' : ''}${amount(own.total)}${parts.length > 1 ? ` (${parts.join(', ')})` : ''}`,
        unknown,
        shown === 'amounts' && own.budget !== null && own.daysCost !== null
          ? `${amount(own.budget + own.total)} of ${amount(own.budget)}`
          : null,
        own.daysCost === null ? null : planned,
      ]),
    },
  ]
}

/** "Computed Tue 24 Nov 10:12 on plan v3, progress given Mon 23 Nov by Ana". */
export function computedLine(scope: ScopeRecord, zone: string, now: Date): Text {
  const { impact, computedAt } = scope
  if (!impact || !computedAt) return 'Not computed yet.'
  const plan = impact.version === null ? 'a plan without a baseline' : `plan v${impact.version}`
  const old = impact.reported && impact.reported.at < daysAgo(now, freshDays)
  return [
    'Computed ',
    { when: computedAt, zone },
    ` on ${plan}, `,
    ...(impact.reported
      ? [
          'progress given ',
          { when: impact.reported.at, zone },
          ' by ',
          { person: impact.reported.byId },
          ...(old ? [', older than 7 days'] : []),
        ]
      : [`progress: no data (0 of ${impact.deliverables} report)`]),
    '.',
  ]
}

/** Privately, one press away: every number and where it comes from. */
export function howComputed(scope: ScopeRecord, zone: string, now: Date, shown: MoneyShown): Block[] {
  const { impact } = scope
  if (!impact)
    return [{ block: 'text', text: 'Nothing is computed yet: the effects on the plan or the extra cost are missing.' }]
  const costs = shown === 'hidden' ? [] : (impact.costs ?? [])
  const facts: Fact[] = [
    { label: 'The change', value: impact.words.join(' ') || 'only money' },
    ...impact.initiatives.map((one) => ({
      label: `${one.key} finish`,
      value: dotted([
        `${movedDays(one.before, one.after)}, ${laterText(one)}`,
        one.p50 ? `P50 ${movedDays(one.p50.before, one.p50.after)}` : null,
        one.p80 ? `P80 ${movedDays(one.p80.before, one.p80.after)}` : null,
      ]),
    })),
    ...costs.map((one) => ({
      label: `${one.key} a working day`,
      value:
        one.perDay === null
          ? 'no data (none given, none booked)'
          : `${moneyText(one.perDay, one.currency, shown, { amount: one.budget, name: 'budget' })}, ${one.perDayFrom}`,
    })),
    ...impact.risks.map((one) => ({
      label: `At risk: ${shorten(one.name, 60)}`,
      value: `${one.current === null ? 'no data' : `${one.current} ${one.unit} now`}, goal ${one.target} ${one.unit}`,
    })),
  ]
  const chance = impact.chance
    ? `P50 and P80: 10,000 simulated runs; ${impact.chance.threePoint} of ${impact.chance.of} durations have three points.`
    : 'P50 and P80: no data (no duration that matters here has three points).'
  return [
    { block: 'facts', facts },
    ...impact.warnings.map((text): Block => ({ block: 'alert', label: 'Look at this', text })),
    { block: 'note', text: computedLine(scope, zone, now) },
    { block: 'note', text: chance },
  ]
}

/** Every deliverable that moves, before > after. */
export function comparePlans({ impact }: ScopeRecord): Block[] {
  if (!impact) return [{ block: 'text', text: 'Nothing is computed yet, so there is nothing to compare.' }]
  if (impact.pieces.length === 0) return [{ block: 'text', text: 'No deliverable moves.' }]
  const own = impact.initiatives[0]?.key
  return [
    { block: 'text', text: [{ strong: 'Before > after' }] },
    {
      block: 'facts',
      facts: impact.pieces.map((piece) => ({ label: pieceLabel(piece, own), value: pieceText(piece) })),
    },
  ]
}

export const reviewText = (day: string) => longDay(day)
