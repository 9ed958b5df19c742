/** The unified plan in facts: on the card in a line each, in private and on the page with every word. */
import type { Inline, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { moneyText } from '../../portfolio/rules/money.ts'
import type { MoneyShown } from '../../portfolio/rules/records.ts'
import { lateWords, oldText } from '../../portfolio/rules/status-line.ts'
import { percentOf } from '../rules/ground.ts'
import type { Side, UnifiedPlan } from '../rules/records.ts'
import { counted, dotted, longDay, people } from './lines.ts'

export interface Presenting {
  /** `null`: nobody, or somebody who has left the crew. */
  project: number | null
  product: number | null
  labels: Record<Side, string>
}

const longestLine = 140
const mostNames = 6

type Fact = { label: string; value: Text }

/** `whole`: nothing is cut. */
export function planFacts(plan: UnifiedPlan, money: MoneyShown, presenting: Presenting, whole = false): Fact[] {
  const cut = (text: string, most = longestLine) => (whole ? text : shorten(text, most))
  return [
    { label: 'Why', value: whyText(plan, cut) },
    { label: 'Key result', value: resultText(plan, cut, whole) },
    { label: 'Dates', value: datesText(plan) },
    { label: 'Money', value: moneyLine(plan, money) },
    { label: 'Next milestones', value: milestonesText(plan, cut) },
    { label: 'Who answers', value: raciText(plan) },
    { label: 'Methodology', value: plan.methodology },
    { label: 'Cadence', value: plan.cadence.length ? dotted(plan.cadence) : 'no ritual is scheduled' },
    { label: 'Top risks', value: risksText(plan, cut, whole) },
    { label: 'Presented by', value: presentersText(presenting) },
  ]
}

type Cut = (text: string, most?: number) => string

function whyText({ why }: UnifiedPlan, cut: Cut): Text {
  if (!why) return 'not said yet'
  return dotted([
    [{ strong: cut(why.sentence) }],
    `for ${cut(why.forWhom, 80)}`,
    [`version ${why.version} by `, { person: why.by }],
  ])
}

function resultText({ results }: UnifiedPlan, cut: Cut, whole: boolean): Text {
  if (results.length === 0) return 'none is linked: no change will be measured'
  const shown = whole ? results : results.slice(0, 2)
  const left = results.length - shown.length
  return dotted([...shown.map(({ key, text }) => `${key} ${cut(text, 90)}`), left ? `and ${left} more` : null])
}

function datesText({ asOf, cycle, from, finish, late, pieces, baseline, reported }: UnifiedPlan): Text {
  if (cycle) return 'none: the plan goes in a circle'
  if (!finish) return 'nothing is planned yet'
  const old = reported && oldText(reported, asOf)
  const agreed = baseline
    ? `baseline v${baseline.version}${baseline.finish ? `: ${longDay(baseline.finish)}` : ''}${baseline.decision ? ` (${baseline.decision})` : ''}`
    : 'no baseline: nobody has agreed on these dates'
  return dotted([
    `${from ? `${longDay(from)} to ` : 'finish '}${longDay(finish)}`,
    late === null ? null : [{ strong: lateWords(late) }],
    agreed,
    counted(pieces, 'deliverable'),
    reported
      ? ['progress given ', longDay(reported), ...(old ? [' (', { strong: old }, ')'] : [])]
      : 'no progress given yet',
  ])
}

/** Of a budget a percent says nothing without what it is of. */
function moneyLine({ budget, benefit, currency }: UnifiedPlan, shown: MoneyShown): Text {
  if (shown === 'hidden') return 'not shown here'
  const whole = { amount: budget, name: 'budget' }
  if (shown === 'percent') {
    if (budget === null) return 'no budget given'
    const expected = benefit === null ? 'no benefit given' : moneyText(benefit, currency, shown, whole)
    return benefit === null ? expected : `expected benefit ${expected}`
  }
  return dotted([
    budget === null ? 'no budget given' : `budget ${moneyText(budget, currency, shown, whole)}`,
    benefit === null ? 'no benefit given' : `expected benefit ${moneyText(benefit, currency, shown, whole)}`,
  ])
}

function milestonesText({ milestones }: UnifiedPlan, cut: Cut): Text {
  if (milestones.length === 0) return 'none is ahead'
  return dotted(milestones.map(({ name, day }) => `${cut(name, 50)}, ${longDay(day)}`))
}

function raciText({ raci }: UnifiedPlan): Text {
  if (raci.activities === 0) return 'no activity is written down'
  return dotted([
    counted(raci.activities, 'activity', 'activities'),
    raci.accountable.length ? ['answered for by ', ...people(raci.accountable, mostNames)] : null,
    raci.without ? `${raci.without} without exactly one who answers` : null,
  ])
}

function risksText({ risks, moreRisks, assumptions }: UnifiedPlan, cut: Cut, whole: boolean): Text {
  const days = (lost: number | null) => (lost === null ? '' : `, ${counted(lost, 'working day')} lost`)
  const broken = assumptions.broken ? `, ${assumptions.broken} broken` : ''
  return dotted([
    ...risks.map(({ number, text, probability, days: lost, owner }): Inline[] => [
      `R${number} ${cut(text, 60)} (${percentOf({ probability })}${days(lost)}${whole ? ', watched by ' : ')'}`,
      ...(whole ? [{ person: owner }, ')'] : []),
    ]),
    ...(risks.length === 0 ? ['none is written down'] : []),
    moreRisks ? `and ${moreRisks} more` : null,
    assumptions.all ? `${counted(assumptions.all, 'assumption')}${broken}` : 'no assumptions',
  ])
}

function presentersText({ project, product, labels }: Presenting): Text {
  const one = (person: number | null, side: Side): Inline[] => [
    ...(person === null ? ['nobody yet'] : [{ person }]),
    ` (${labels[side].toLowerCase()})`,
  ]
  return dotted([one(project, 'project'), one(product, 'product')])
}
