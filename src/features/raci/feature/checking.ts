/** The matrix checked, and what nobody owns taken by whoever presses first. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import type { Side } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { tell } from '../../../chat/say.ts'
import { crewById } from '../../../people/crews.ts'
import { mayOf } from '../../portfolio/rules/rights.ts'
import { deliverablesOf, initiativesOf } from '../../portfolio/store/reads.ts'
import { checkCard, type Unowned } from '../cards/matrix.ts'
import type {} from '../facts.ts'
import { type Finding, findings, type Others } from '../rules/matrix.ts'
import { matricesOf, matrixOf } from '../store/reads.ts'
import { addPart, lockActivity } from '../store/writing.ts'
import { chosen, type OfInitiative } from './matrix.ts'
import { byId, type Own, peopleOf } from './own.ts'

export async function check(key: string | undefined, ctx: Context): Promise<Outcome> {
  const found = await chosen(key, ctx)
  return 'initiative' in found ? checked(found, ctx) : found
}

export async function checkOf({ initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await byId(initiative, 'see', 'see', ctx)
  return 'refused' in own ? tell(own.refused) : checked(own, ctx)
}

async function checked({ initiative, who }: Own, ctx: Context): Promise<Outcome> {
  const rows = await matrixOf(ctx.tx, initiative.id)
  const { name } = await peopleOf(ctx)
  const { key, phase } = initiative
  const found = findings({ key, phase, rows }, await othersOf(initiative.id, who, ctx), name)
  const pieces = await deliverablesOf(ctx.tx, initiative.id)
  const value = (take: Unowned['value']['take'], of: number) => ({ initiative: initiative.id, take, of })
  const unowned: Unowned[] = [
    ...sidesOf(initiative).map((side) => ({
      label: 'No owner',
      text: `${initiative.key}, ${side} side`,
      value: value(side, initiative.id),
    })),
    ...found.flatMap((one) => rowTaken(one, value)),
    ...pieces
      .filter(({ ownerId, finishedOn }) => ownerId === null && finishedOn === null)
      .map((piece) => ({
        label: 'No owner',
        text: `${initiative.key} ${piece.key} ${shorten(piece.name, 60)}`,
        value: value('deliverable', piece.id),
      })),
  ]
  return tell(checkCard(initiative, found, unowned, rows.length))
}

/** Those that this person may see. */
async function othersOf(id: number, who: Own['who'], { tx, actor }: Context): Promise<Others> {
  const all = await initiativesOf(tx, actor.organizationId)
  const others = all.filter((one) => one.id !== id && mayOf('see', who, one))
  const rows = await matricesOf(
    tx,
    others.map((one) => one.id),
  )
  return others.map(({ id: other, key }) => ({
    key,
    rows: rows.filter(({ initiativeId }) => initiativeId === other),
  }))
}

function rowTaken(one: Finding, value: (take: 'activity', of: number) => Unowned['value']): Unowned[] {
  return one.what === 'row' && one.takes
    ? [{ label: 'Nobody', text: one.text, value: value('activity', one.activity.id) }]
    : []
}

function sidesOf({ projectOwnerId, productOwnerId }: Own['initiative']): Side[] {
  return [
    ...(projectOwnerId === null ? ['project' as const] : []),
    ...(productOwnerId === null ? ['product' as const] : []),
  ]
}

const taken = 'Somebody was faster: it has an owner now. Nothing was changed.'

export async function take({ initiative: id, take: what, of }: Unowned['value'], ctx: Context): Promise<Outcome> {
  const own = await byId(id, 'edit', 'take something of', ctx)
  if ('refused' in own) return tell(own.refused)
  const { initiative } = own
  const personId = ctx.actor.id
  const base = { organizationId: initiative.organizationId, initiativeId: id, personId }
  if (what === 'activity') return takeActivity(own, of, ctx)
  if (what === 'deliverable') {
    const piece = (await deliverablesOf(ctx.tx, id)).find((one) => one.id === of)
    if (!piece) return tell('This deliverable is not in the plan any more. Nothing was changed.')
    if (piece.ownerId !== null) return tell(taken)
    return {
      ...tell(`${initiative.key} ${piece.key} is yours.`),
      facts: [{ fact: 'ownership.taken', ...base, deliverableId: piece.id, side: null }],
    }
  }
  if (!sidesOf(initiative).includes(what)) return tell(taken)
  const crew = initiative.crewId === null ? null : await crewById(ctx.tx, initiative.crewId)
  const member = crew?.members.find((one) => one.personId === personId)
  if (member?.side !== what) {
    return tell(
      `This is the ${what} side of ${initiative.key}, for a member of that side of its crew. Nothing was changed.`,
    )
  }
  return {
    ...tell(`You own the ${what} side of ${initiative.key} now.`),
    facts: [{ fact: 'ownership.taken', ...base, deliverableId: null, side: what }],
  }
}

/** What is missing of it: who answers for it, who does it. */
async function takeActivity({ initiative }: Own, id: number, ctx: Context): Promise<Outcome> {
  await lockActivity(ctx.tx, id)
  const row = (await matrixOf(ctx.tx, initiative.id)).find((one) => one.id === id)
  if (!row) return tell('This activity is not in the matrix any more. Nothing was changed.')
  const missing = (['accountable', 'responsible'] as const).filter((role) => row[role].length === 0)
  if (missing.length === 0) return tell(taken)
  for (const role of missing) await addPart(ctx.tx, id, ctx.actor.id, role)
  const words = missing.map((role) => (role === 'accountable' ? 'answer for it' : 'do it'))
  return tell(`"${row.activity}" of ${initiative.key} is yours: you ${words.join(' and ')}.`)
}
