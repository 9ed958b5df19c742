/** The computed impact as it is frozen with a scope change: it must read the same when the plan has long moved on. Pure. */
import { z } from 'zod'
import type { PlanRecords } from '../../portfolio/rules/records.ts'
import { scenarioOf } from '../../portfolio/rules/scenario.ts'
import { relevant } from '../../whatif/rules/chance.ts'
import { fingerprintOf } from '../../whatif/rules/fingerprint.ts'
import type { Impact } from '../../whatif/rules/impact.ts'

const span = z.object({ from: z.string(), to: z.string() }).nullable()
const twoDays = z.object({ before: z.string(), after: z.string() }).nullable()

export const frozenPiece = z.object({
  initiative: z.string(),
  key: z.string(),
  name: z.string(),
  before: span,
  after: span,
  floatBefore: z.number().nullable(),
  floatAfter: z.number().nullable(),
  newlyCritical: z.boolean(),
})
export type FrozenPiece = z.infer<typeof frozenPiece>

export const frozenCost = z.object({
  key: z.string(),
  currency: z.string(),
  days: z.number(),
  /** `null`: no burn is known to count the days with. */
  daysCost: z.number().nullable(),
  perDay: z.number().nullable(),
  perDayFrom: z.string().nullable(),
  extra: z.number(),
  total: z.number(),
  budget: z.number().nullable(),
})
export type FrozenCost = z.infer<typeof frozenCost>

export const frozenImpact = z.object({
  /** Of the baseline; `null`: none was agreed yet. */
  version: z.number().nullable(),
  /** Of the plans of all that is reached, and of what these wait for. */
  fingerprint: z.string(),
  reported: z.object({ at: z.coerce.date(), byId: z.number() }).nullable(),
  reporting: z.number(),
  deliverables: z.number(),
  /** The initiative itself first. */
  initiatives: z.array(
    z.object({
      id: z.number(),
      key: z.string(),
      name: z.string(),
      before: z.string(),
      after: z.string(),
      days: z.number(),
      p50: twoDays,
      p80: twoDays,
    }),
  ),
  unseen: z.number(),
  /** Those the change names. */
  named: z.array(frozenPiece),
  /** All that move. */
  pieces: z.array(frozenPiece),
  /** `null`: a person is moved, and the effect is given in days alone. */
  costs: z.array(frozenCost).nullable(),
  /** The plan's budget and benefit, as they were. */
  currency: z.string(),
  budget: z.number().nullable(),
  benefit: z.number().nullable(),
  risks: z.array(z.object({ name: z.string(), current: z.number().nullable(), target: z.number(), unit: z.string() })),
  warnings: z.array(z.string()),
  /** How many durations were simulated with three points, of how many. */
  chance: z.object({ threePoint: z.number(), of: z.number() }).nullable(),
  /** The changes, a sentence each. */
  words: z.array(z.string()),
})
export type FrozenImpact = z.infer<typeof frozenImpact>

/** Others' progress moves nothing here, and asks nobody to compute again. */
export function fingerprintFor(plan: PlanRecords, keys: string[]): string {
  return fingerprintOf(relevant(scenarioOf(plan), new Set(keys)))
}

const most = 40

export function freeze(impact: Impact, plan: PlanRecords, words: string[]): FrozenImpact {
  const { initiatives, chance, costs, basis } = impact
  const own = initiatives[0]?.initiative
  const both = (key: string, which: 'p50' | 'p80') => {
    const [was, is] = [chance?.before.get(key), chance?.after.get(key)]
    return was && is ? { before: was[which], after: is[which] } : null
  }
  const piece = (one: Impact['named'][number]): FrozenPiece => ({
    initiative: one.initiative,
    key: one.key,
    name: one.name,
    before: one.before,
    after: one.after,
    floatBefore: one.floatBefore,
    floatAfter: one.floatAfter,
    newlyCritical: one.newlyCritical,
  })
  return {
    version: basis.planVersion,
    fingerprint: fingerprintFor(
      plan,
      initiatives.map(({ initiative }) => initiative.key),
    ),
    reported: basis.reported && { at: basis.reported.at, byId: basis.reported.by },
    reporting: basis.reporting,
    deliverables: basis.deliverables,
    initiatives: initiatives.map(({ initiative: { id, key, name }, before, after, days }) => ({
      id,
      key,
      name,
      before,
      after,
      days,
      p50: both(key, 'p50'),
      p80: both(key, 'p80'),
    })),
    unseen: impact.unseen,
    named: impact.named.map(piece),
    pieces: initiatives.flatMap(({ pieces }) => pieces.map(piece)).slice(0, most),
    costs: costs === null ? null : costs.map(frozen),
    currency: own?.currency ?? 'EUR',
    budget: own?.budget ?? null,
    benefit: own?.benefit ?? null,
    risks: impact.risks.map(({ result: { name, current, target, unit } }) => ({
      name,
      current: current?.value ?? null,
      target,
      unit,
    })),
    warnings: impact.warnings,
    chance: chance && { threePoint: chance.threePoint, of: chance.of },
    words,
  }
}

/** Other initiatives whose finish moves. */
export const othersMoved = ({ initiatives }: FrozenImpact) => initiatives.slice(1).filter(({ days }) => days !== 0)

/** What changed since: nothing, a new baseline, or the plan's days and links. */
export function movedSince(
  impact: Pick<FrozenImpact, 'version' | 'fingerprint'>,
  now: { version: number | null; fingerprint: string },
): 'version' | 'plan' | null {
  if (impact.version !== now.version) return 'version'
  return impact.fingerprint === now.fingerprint ? null : 'plan'
}

function frozen({ initiative, days, daysCost, burn, extra, total }: NonNullable<Impact['costs']>[number]): FrozenCost {
  const { key, currency, budget } = initiative
  const perDayFrom = burn && (burn.from === 'given' ? 'given' : `${burn.bookings} costs booked`)
  return { key, currency, days, daysCost, perDay: burn?.perDay ?? null, perDayFrom, extra, total, budget }
}
