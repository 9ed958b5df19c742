/** The unified plan: what both sides begin with, taken from what is known at that moment. Pure. */
import { toLocal } from '../../../schedule/calendar.ts'
import { decisionIn } from '../../portfolio/rules/status.ts'
import { methodologyWords } from '../../portfolio/rules/words.ts'
import { cadenceWords, type Ground, milestonesAhead, readWords, topRisks, whoAnswers } from './ground.ts'
import type { UnifiedPlan } from './records.ts'

const mostMilestones = 3
const mostRisks = 3

export function planOf(ground: Ground, baseline: { version: number; decision: string } | null): UnifiedPlan {
  const { initiative, today, why, status, from, raci, cadence, risks, assumptions } = ground
  const { finish, results, progress } = status
  const open = topRisks(risks)
  return {
    asOf: today,
    methodology: methodologyWords[initiative.methodology],
    why: why && { sentence: why.sentence, forWhom: why.forWhom, version: why.version, by: why.byId },
    results: results.map((one) => ({ key: one.key, text: readWords(one, today) })),
    cycle: finish.cycle !== null,
    from,
    finish: finish.day,
    late: finish.late,
    pieces: finish.pieces,
    reported: progress && toLocal(progress.at, initiative.crew?.zone ?? 'UTC').day,
    baseline: baseline && {
      version: baseline.version,
      finish: finish.agreed,
      decision: decisionIn(baseline),
    },
    budget: initiative.budget,
    benefit: initiative.benefit,
    currency: initiative.currency,
    milestones: milestonesAhead(status).slice(0, mostMilestones),
    raci: { activities: raci.length, ...whoAnswers(raci) },
    cadence: cadenceWords(cadence),
    risks: open.slice(0, mostRisks).map(({ number, text, probability, impactDays, ownerId }) => ({
      number,
      text,
      probability,
      days: impactDays,
      owner: ownerId,
    })),
    moreRisks: Math.max(0, open.length - mostRisks),
    assumptions: { all: assumptions.length, broken: assumptions.filter(({ state }) => state === 'broken').length },
  }
}
