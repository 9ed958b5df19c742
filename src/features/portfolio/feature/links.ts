/** What waits for what: links of a plan, made and taken out. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { linkForm } from '../cards/plan-forms.ts'
import { circleOf, circleText, findPiece, indexOf } from '../rules/links.ts'
import { pieceName } from '../rules/records.ts'
import { lockLinks, putLink, removeLink } from '../store/plan.ts'
import { deliverablesOf, planOfOrganization } from '../store/reads.ts'
import { editable, type OfInitiative, planChanged, someKeys } from './deliverables.ts'
import { refuse } from './words.ts'

export async function drawLink({ initiative }: OfInitiative, ctx: Context) {
  const own = await editable(initiative, 'edit', 'link in', ctx)
  return 'refused' in own ? own : linkForm(own.initiative, someKeys(await deliverablesOf(ctx.tx, own.initiative.id)))
}

/** What waits is this initiative's; what it waits for may be anybody's of the organization. */
export async function saveLink(
  values: { from: string; to: string; lag: number | undefined; remove: boolean },
  { initiative }: OfInitiative,
  ctx: Context,
): Promise<Outcome> {
  const own = await editable(initiative, 'edit', 'link in', ctx)
  if ('refused' in own) return tell(own.refused)
  await lockLinks(ctx.tx, own.initiative.organizationId)
  const records = await planOfOrganization(ctx.tx, own.initiative.organizationId)
  const index = indexOf(records, own.initiative.key)
  const [from, to] = [findPiece(values.from, index), findPiece(values.to, index)]
  if ('error' in from || 'error' in to) {
    return refuse({ ...('error' in to && { to: to.error }), ...('error' in from && { from: from.error }) })
  }
  const name = (id: number) => pieceName(records, id)
  const target = records.deliverables.find(({ id }) => id === to.ok)
  if (target?.initiativeId !== own.initiative.id) {
    return refuse({ to: `${name(to.ok)} is not of ${own.initiative.key}. What waits is changed in its own plan.` })
  }
  if (values.remove) {
    if (!(await removeLink(ctx.tx, from.ok, to.ok))) {
      return refuse({ from: `${name(to.ok)} does not wait for ${name(from.ok)}. There is no link to take out.` })
    }
    return {
      ...tell(`${name(to.ok)} does not wait for ${name(from.ok)} any more.`),
      facts: await planChanged(own, ctx),
    }
  }
  const circle = circleOf({ fromId: from.ok, toId: to.ok }, records.dependencies)
  if (circle) return refuse({ from: circleText(circle.map(name)) })
  await putLink(ctx.tx, from.ok, to.ok, values.lag ?? 0)
  const lag = values.lag ? `, ${values.lag} working days after it` : ''
  return {
    ...tell(`Saved: ${name(to.ok)} waits for ${name(from.ok)}${lag}.`),
    facts: await planChanged(own, ctx),
  }
}
