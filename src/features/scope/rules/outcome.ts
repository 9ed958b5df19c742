/** What follows from a vote: the table of outcomes, and what makes up its record. Pure. */

import { formatDay } from '../../../schedule/calendar.ts'
import type { BallotRecord, ResultOf } from '../../../voting/rules/records.ts'
import { amountText } from '../../portfolio/rules/money.ts'
import { type ScopeCourse, type ScopeRecord, scopeName } from './records.ts'

export type Follows = 'accept' | 'reject' | 'extend' | 'choose'

/** A tie or a missed quorum is put off once; then it is as if the sides had disagreed. */
export function follows(outcome: ResultOf<'dualMajority'>['outcome'], extended: number): Follows {
  switch (outcome) {
    case 'accepted':
      return 'accept'
    case 'rejected':
      return 'reject'
    case 'noAgreement':
      return 'choose'
    case 'noResult':
      return extended === 0 ? 'extend' : 'choose'
  }
}

/** Kept with the scope change, so that its history reads without the poll. */
export function courseOf({
  outcome,
  project,
  product,
  both,
}: ResultOf<'dualMajority'>): Pick<ScopeCourse, 'tally' | 'outcome'> {
  const side = ({ votes, verdict }: typeof project) => ({
    for: votes?.for ?? 0,
    against: votes?.against ?? 0,
    abstain: votes?.abstain ?? 0,
    verdict,
  })
  return { outcome, tally: { project: side(project), product: side(product), both: side(both) } }
}

type Tally = NonNullable<ScopeCourse['tally']>

/** "2 for, 1 against, 1 abstained". */
export function countText({ for: yes, against, abstain }: Tally['project']): string {
  return [`for ${yes}`, `against ${against}`, ...(abstain ? [`abstained ${abstain}`] : [])].join(', ')
}

const verdictWords: Record<string, string> = { yes: 'yes', no: 'no', tie: 'a tie', noResult: 'too few voted' }
export const verdictText = (verdict: string) => verdictWords[verdict] ?? verdict

/** The ballots whose words say why not; against first. */
export function reasonsOf(ballots: BallotRecord[]): { against: BallotRecord[]; others: BallotRecord[] } {
  const said = ballots.filter(({ reason }) => reason !== null)
  const against = said.filter(({ choice }) => 'vote' in choice && choice.vote === 'against')
  return { against, others: said.filter((one) => !against.includes(one)) }
}

export const conditionsOf = (ballots: BallotRecord[]) =>
  ballots.flatMap(({ personId, condition }) => (condition ? [{ personId, words: condition }] : []))

type ImpactLine =
  | { label: string; amount: number; currency: string; of: number | null }
  | { label: string; text: string }

/** For the decision's record; amounts stay amounts, since not everybody may see them. */
export function impactLines({ impact, value }: ScopeRecord): ImpactLine[] {
  if (!impact) return []
  const [own, ...others] = impact.initiatives
  const days = ({ before, after }: { before: string; after: string }) =>
    before === after ? `${long(before)}, as it was` : `${long(before)} > ${long(after)}`
  const cost = impact.costs?.find(({ key }) => key === own?.key)
  const money = (label: string, amount: number): ImpactLine => ({
    label,
    amount,
    currency: impact.currency,
    of: impact.budget,
  })
  return [
    ...(own ? [{ label: 'Finish', text: days(own) }] : []),
    ...others.filter((one) => one.days !== 0).map((one) => ({ label: `${one.key} finish`, text: days(one) })),
    ...(cost ? [money('Cost', cost.total)] : []),
    ...(value.benefit ? [money('Expected benefit', value.benefit.amount)] : []),
  ]
}

const long = (day: string) => formatDay(day, { year: true })

/** In the words of a decision: what, and why. */
export function decisionWords(
  scope: ScopeRecord,
  accepted: boolean,
  reasons: string[],
): { what: string; why: string | null } {
  const name = `${scopeName(scope)} ${scope.what}`
  if (accepted) return { what: name, why: scope.why }
  const said = reasons.map((reason) => `"${reason}"`).join(' · ')
  return { what: `Not: ${name}. The plan stays as it is.`, why: said || null }
}

/** Planned return before and after; `null` where a part of it is not known. */
export function plannedRoi({ impact, value }: ScopeRecord): { before: number | null; after: number | null } | null {
  if (!impact || impact.budget === null || impact.budget <= 0) return null
  const key = impact.initiatives[0]?.key
  const cost = impact.costs?.find((one) => one.key === key)
  if (cost && cost.daysCost === null) return null
  const budget = impact.budget + (cost?.total ?? 0)
  const benefit = value.benefit?.amount ?? impact.benefit
  const roi = (gain: number | null, spent: number) => (gain === null || spent <= 0 ? null : (gain - spent) / spent)
  return { before: roi(impact.benefit, impact.budget), after: roi(benefit, budget) }
}

export const fullAmount = (amount: number, currency: string) => amountText(amount, currency)
