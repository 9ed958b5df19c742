/** A scope change that both sides accepted, written into the plan: it is the next baseline. */
import type { Consequence, Facts } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import type {} from '../../scope/facts.ts'
import type {} from '../facts.ts'
import { joinedAround, lengthened, nextKey, withSpan } from '../rules/applying.ts'
import { dayOf, networkOf } from '../rules/network.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import { setAllocations } from '../store/around.ts'
import { updateInitiative } from '../store/initiatives.ts'
import { addBaseline, createDeliverable, lockLinks, putLink, removeDeliverable, setLength } from '../store/plan.ts'
import { allocationsOf, anyInitiative, deliverablesOf, planOfOrganization } from '../store/reads.ts'
import { changed } from './changed.ts'

type Accepted = Facts['scope.accepted']
type Change = Accepted['changes'][number]

/** Whoever raised it has looked whether the changes can still be made. */
export async function applyChange(fact: Accepted, { tx, now }: { tx: Tx; now: Date }): Promise<Consequence> {
  const { organizationId, initiativeId, changes, longer, benefit, decision, byId, source } = fact
  const initiative = await anyInitiative(tx, initiativeId)
  if (!initiative || initiative.organizationId !== organizationId) return {}
  await lockLinks(tx, organizationId)
  for (const change of changes) await applyOne(tx, change, initiative)
  for (const { piece, days } of longer) await lengthen(tx, piece, days, initiative)
  const extra = changes.reduce((sum, change) => sum + (change.do === 'cost' ? change.amount : 0), 0)
  const money = {
    budget: initiative.budget === null ? null : Math.max(0, initiative.budget + extra),
    benefit: benefit ?? initiative.benefit,
  }
  await updateInitiative(tx, initiativeId, money, now)
  const version = await baselined(tx, { ...initiative, ...money }, { decision, byId }, now)
  const facts = await changed(tx, 'plan', organizationId, [initiativeId])
  if (version === null) return { facts }
  return { facts: [...facts, { fact: 'plan.baselined', organizationId, initiativeId, version, source }] }
}

async function applyOne(tx: Tx, change: Change, initiative: InitiativeRecord): Promise<void> {
  const { id: initiativeId, organizationId } = initiative
  switch (change.do) {
    case 'delay':
      return lengthen(tx, change.piece, change.days, initiative)
    case 'remove': {
      const links = await planLinks(tx, organizationId)
      for (const { fromId, toId, lag } of joinedAround(change.piece, links)) {
        const known = links.find((one) => one.fromId === fromId && one.toId === toId)
        // Two ways between the same pieces: the longer wait holds.
        await putLink(tx, fromId, toId, Math.max(lag, known?.lag ?? 0))
      }
      return removeDeliverable(tx, change.piece)
    }
    case 'add': {
      const key = nextKey(await deliverablesOf(tx, initiativeId))
      const own = { organizationId, initiativeId }
      const rest = {
        optimistic: null,
        pessimistic: null,
        notBefore: null,
        promisedOn: null,
        promisedTo: null,
        valuePoints: null,
        ownerId: null,
      }
      const id = await createDeliverable(tx, own, { key, name: change.name, likely: change.days, ...rest })
      for (const { piece, lag } of change.after) await putLink(tx, piece, id, lag)
      for (const piece of change.before) await putLink(tx, id, piece, 0)
      return
    }
    case 'staff': {
      const before = (await allocationsOf(tx, [initiativeId])).filter(({ personId }) => personId === change.person)
      const spans = withSpan(before, { percent: change.percent, fromDay: change.from, toDay: change.to })
      const rows = spans.map(({ percent, fromDay, toDay }) => ({ percent, fromDay, toDay }))
      return setAllocations(tx, { organizationId, initiativeId, personId: change.person }, rows)
    }
    case 'cost':
      return
  }
}

/** Links of another initiative may lead around a piece of this one. */
const planLinks = async (tx: Tx, organizationId: number) => (await planOfOrganization(tx, organizationId)).dependencies

async function lengthen(tx: Tx, id: number, days: number, { id: initiativeId }: InitiativeRecord): Promise<void> {
  const own = (await deliverablesOf(tx, initiativeId)).find((one) => one.id === id) ?? (await foreign(tx, id))
  if (own) await setLength(tx, id, lengthened(own, days))
}

/** A change may name a deliverable that this one waits for, of another initiative. */
async function foreign(tx: Tx, id: number) {
  const row = await tx.deliverable.findUnique({ where: { id }, select: { initiativeId: true } })
  return row ? (await deliverablesOf(tx, row.initiativeId)).find((one) => one.id === id) : undefined
}

async function baselined(
  tx: Tx,
  initiative: InitiativeRecord,
  by: { decision: string; byId: number },
  now: Date,
): Promise<number | null> {
  const records = await planOfOrganization(tx, initiative.organizationId)
  const result = networkOf(records, toLocal(now, initiative.crew?.zone ?? 'UTC').day)
  if (!('network' in result)) return null
  const own = records.deliverables.filter(({ initiativeId }) => initiativeId === initiative.id)
  const plan = own.flatMap(({ id, key, name, likely }) => {
    const at = result.network.pieces.get(String(id))
    return at ? [{ key, name, likely, start: dayOf(at.start), end: dayOf(at.end) }] : []
  })
  const group = result.network.groups.get(initiative.key)
  const { budget, benefit } = initiative
  return addBaseline(
    tx,
    initiative.id,
    { plan, finish: group ? dayOf(group.finish) : null, budget, benefit, ...by },
    now,
  )
}
