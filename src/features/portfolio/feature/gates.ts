/** Gates: made by who edits the plan, decided by their gatekeepers and the owners. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { decideForm, gateForm } from '../cards/around-forms.ts'
import { longDay } from '../cards/lines.ts'
import { checkGate, type GateAnswers, type GateOutcome, gateOutcomes, readCriteria } from '../rules/people.ts'
import { addGate, decideGate, type GateRecord, gateById, gatesOf } from '../store/around.ts'
import { decisionOf } from './heard.ts'
import { allowed, byId, type Own } from './own.ts'
import { peopleOptions, refuse } from './words.ts'

/** Owners and the gate's own keepers. */
export const mayDecide = (own: Own, gate: Pick<GateRecord, 'projectKeeperId' | 'productKeeperId'>) =>
  allowed(own, 'gate') || (!own.who.guest && [gate.projectKeeperId, gate.productKeeperId].includes(own.who.personId))

export async function drawGate(value: { initiative: number }, ctx: Context) {
  const own = await byId(value.initiative, 'edit', 'add a gate to', ctx)
  return 'refused' in own ? own : gateForm(own.initiative, await peopleOptions(ctx))
}

interface GateValues {
  name: string
  must: string
  should: string | undefined
  projectKeeper: number[]
  productKeeper: number[]
}

export async function saveGate(values: GateValues, value: { initiative: number }, ctx: Context): Promise<Outcome> {
  const own = await byId(value.initiative, 'edit', 'add a gate to', ctx)
  if ('refused' in own) return tell(own.refused)
  const gates = await gatesOf(ctx.tx, value.initiative)
  const name = values.name.trim()
  if (gates.some((gate) => gate.name.toLowerCase() === name.toLowerCase()))
    return refuse({ name: `${own.initiative.key} has a gate of this name. Give another.` })
  const [projectKeeperId = null, ...moreProject] = values.projectKeeper
  const [productKeeperId = null, ...moreProduct] = values.productKeeper
  if (moreProject.length) return refuse({ projectKeeper: 'Name one gatekeeper of this side.' })
  if (moreProduct.length) return refuse({ productKeeper: 'Name one gatekeeper of this side.' })
  const criteria = readCriteria(values.must, values.should)
  if (criteria.length > 30)
    return refuse({ must: `${criteria.length} criteria are more than 30. Keep those that decide.` })
  const position = gates.length + 1
  await addGate(ctx.tx, { initiativeId: value.initiative, name, position, criteria, projectKeeperId, productKeeperId })
  return tell(`Saved: gate "${name}" of ${own.initiative.key}, ${criteria.length} criteria.`)
}

async function gateToDecide(
  { gate: id }: { gate: number },
  ctx: Context,
): Promise<Refusal | { own: Own; gate: GateRecord }> {
  const gate = await gateById(ctx.tx, ctx.actor.organizationId, id)
  if (!gate) return { refused: 'This gate is not here any more. Nothing was changed.' }
  const own = await byId(gate.initiativeId, 'see', 'see', ctx)
  if ('refused' in own) return own
  if (!mayDecide(own, gate))
    return { refused: 'A gate is decided by its gatekeepers and the owners. Nothing was changed.' }
  if (gate.outcome === 'go' || gate.outcome === 'kill')
    return { refused: `"${gate.name}" was decided already: ${gateOutcomes[gate.outcome].toLowerCase()}.` }
  return { own, gate }
}

export async function drawDecide(value: { gate: number }, ctx: Context) {
  const found = await gateToDecide(value, ctx)
  return 'refused' in found ? found : decideForm(found.own.initiative.key, found.gate)
}

export async function decide(values: GateAnswers, value: { gate: number }, ctx: Context): Promise<Outcome> {
  const found = await gateToDecide(value, ctx)
  if ('refused' in found) return tell(found.refused)
  const { gate, own } = found
  const errors = checkGate(values, gate.criteria, own.today)
  if (Object.keys(errors).length) return refuse(errors)
  const outcome = values.outcome as GateOutcome
  await decideGate(ctx.tx, gate.id, {
    outcome,
    holdUntil: outcome === 'hold' ? (values.holdUntil ?? null) : null,
    reason: values.reason?.trim() || null,
    decidedOn: own.today,
    decidedById: ctx.actor.id,
    criteria: gate.criteria.map((one, index) => ({ ...one, met: values.met.includes(String(index)) })),
  })
  const until = outcome === 'hold' && values.holdUntil ? ` until ${longDay(values.holdUntil)}` : ''
  const what = `${own.initiative.key}, "${gate.name}": ${gateOutcomes[outcome].toLowerCase()}${until}.`
  return {
    ...tell(what),
    facts: [
      decisionOf(own, ctx, {
        domain: 'joint',
        what,
        why: values.reason?.trim() || null,
        // Held or sent back, it is decided again.
        source: `gate:${gate.id}:${ctx.now.getTime()}`,
        reviewOn: outcome === 'hold' ? (values.holdUntil ?? null) : null,
      }),
    ],
  }
}
