/** What stands around a plan, on one card; people's time and stakeholders. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import type { Button } from '../../../chat/message.ts'
import { tell } from '../../../chat/say.ts'
import { personsOf } from '../../../people/persons.ts'
import { aroundCard } from '../cards/around.ts'
import { allocateForm, stakeholderForm } from '../cards/around-forms.ts'
import { longDay } from '../cards/lines.ts'
import { takenFrom } from '../rules/moving.ts'
import { type AllocationAnswers, checkAllocation, overAllocation, reallocated } from '../rules/people.ts'
import { spanText } from '../rules/words.ts'
import { gatesOf, putStakeholder, removeStakeholder, risksOf, setAllocations, stakeholdersOf } from '../store/around.ts'
import { allocationsOf, allocationsOfOrganization } from '../store/reads.ts'
import { mayDecide } from './gates.ts'
import { momentText, move, replaced } from './moving.ts'
import { allowed, byId } from './own.ts'
import { peopleOptions, refuse } from './words.ts'

type OfInitiative = { initiative: number }

const editable = ({ initiative }: OfInitiative, doing: string, ctx: Context) => byId(initiative, 'edit', doing, ctx)

export async function around({ initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await byId(initiative, 'see', 'see', ctx)
  if ('refused' in own) return tell(own.refused)
  const [gates, risks] = [await gatesOf(ctx.tx, initiative), await risksOf(ctx.tx, [initiative])]
  const change: Button = { press: 'portfolio.which-risk', label: 'Change a risk', value: { initiative }, opens: true }
  return tell(
    aroundCard({
      initiative: own.initiative,
      allocations: (await allocationsOf(ctx.tx, [initiative])).filter(({ toDay }) => toDay >= own.today),
      risks,
      gates,
      stakeholders: await stakeholdersOf(ctx.tx, initiative),
      money: own.money,
      mayDecide: ({ id }) => gates.some((gate) => gate.id === id && mayDecide(own, gate)),
      buttons: risks.length && allowed(own, 'edit') ? [change] : [],
    }),
  )
}

export async function drawAllocate(value: OfInitiative, ctx: Context) {
  const own = await editable(value, 'allocate people to', ctx)
  return 'refused' in own ? own : allocateForm(own.initiative, await peopleOptions(ctx), own.today)
}

export async function allocate(values: AllocationAnswers, value: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await editable(value, 'allocate people to', ctx)
  if ('refused' in own) return tell(own.refused)
  const errors = checkAllocation(values, own.today)
  if (Object.keys(errors).length) return refuse(errors)
  const [personId = 0] = values.person
  const { id: initiativeId, organizationId, key } = own.initiative
  const before = (await allocationsOf(ctx.tx, [initiativeId])).filter((one) => one.personId === personId)
  const { percent, from: fromDay, to: toDay } = values
  const name = (await personsOf(ctx.tx, organizationId)).find(({ id }) => id === personId)?.name ?? 'This person'
  const facts = await replaced(ctx.tx, initiativeId, personId, ctx)
  const taken = takenFrom(before, { percent, fromDay, toDay }, own.today)
  if (taken !== null) {
    const moved = await move(own, { personId, percent, fromDay, toDay, before: taken }, ctx)
    facts.push(...moved.facts)
    if (moved.at) {
      const asked = `${name}, ${percent} % for ${key} instead of ${taken} %, ${spanText(fromDay, toDay)}`
      const when = momentText(moved.at, moved.zone)
      return {
        ...tell(
          `Asked for: ${asked}. The product owner of ${key} is told first, with what it does to dates. It takes effect on ${when}, unless they object.`,
        ),
        facts,
      }
    }
  } else {
    const rows = reallocated(before, { percent, fromDay, toDay })
    await setAllocations(ctx.tx, { organizationId, initiativeId, personId }, rows)
  }
  const all = (await allocationsOfOrganization(ctx.tx, organizationId)).filter(
    (one) => one.personId === personId && one.toDay >= own.today,
  )
  const over = overAllocation(all)
  const warning = over ? ` Across all initiatives that is ${over.percent} % from ${longDay(over.day)} on.` : ''
  return { ...tell(`Saved: ${name}, ${percent} % for ${key}, ${spanText(fromDay, toDay)}.${warning}`), facts }
}

export async function drawStakeholder(value: OfInitiative, ctx: Context) {
  const own = await editable(value, 'add a stakeholder to', ctx)
  return 'refused' in own ? own : stakeholderForm(own.initiative, await peopleOptions(ctx))
}

interface StakeholderValues {
  name: string
  informedOf: string
  person: number[]
  remove: boolean
}

export async function saveStakeholder(values: StakeholderValues, value: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await editable(value, 'add a stakeholder to', ctx)
  if ('refused' in own) return tell(own.refused)
  const name = values.name.trim()
  if (values.remove) {
    const removed = await removeStakeholder(ctx.tx, value.initiative, name)
    return removed
      ? tell(`${name} is told no more about ${own.initiative.key}.`)
      : refuse({ name: `${name} is no stakeholder of ${own.initiative.key}.` })
  }
  if (values.person.length > 1) return refuse({ person: 'Name one person.' })
  const [personId = null] = values.person
  await putStakeholder(ctx.tx, { initiativeId: value.initiative, name, personId, informedOf: values.informedOf.trim() })
  return tell(`Saved: ${name} is told about ${own.initiative.key}: ${values.informedOf.trim()}.`)
}
