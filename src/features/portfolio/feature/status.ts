/** `/tandem status`: how an initiative stands, or a line for each; private, with a way to share. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import type { Button, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { crewById } from '../../../people/crews.ts'
import { type Day, toLocal } from '../../../schedule/calendar.ts'
import { statusCard, statusList } from '../cards/status.ts'
import type { InitiativeRecord, MoneyShown } from '../rules/records.ts'
import { mayOf, moneyShown, type Standing } from '../rules/rights.ts'
import { anyInitiative, initiativesOf } from '../store/reads.ts'
import { portfolioOf, statusIn } from '../store/views.ts'
import { byId, byKey, type Own, whoActs } from './own.ts'

export async function status(key: string | undefined, ctx: Context): Promise<Outcome> {
  if (key === undefined) return statusOfAll(ctx)
  const found = await byKey(key, 'see', 'see', ctx)
  return 'refused' in found ? tell(found.refused) : showStatus(found, ctx)
}

export async function statusById({ initiative }: { initiative: number }, ctx: Context): Promise<Outcome> {
  const found = await byId(initiative, 'see', 'see', ctx)
  return 'refused' in found ? tell(found.refused) : showStatus(found, ctx)
}

async function showStatus(own: Own, ctx: Context): Promise<Outcome> {
  const value = { initiative: own.initiative.id }
  const buttons: Button[] = [
    { press: 'portfolio.plan', label: 'Plan', value },
    { press: 'portfolio.why', label: 'Why', value },
    ...shareButtons(own, ctx),
  ]
  return tell(await statusMessage(ctx.tx, own.initiative, own.today, own.money, buttons))
}

/** In a personal chat, where Teams answers whatever was typed in a channel, "here" is nobody else: there the crew is named. */
function shareButtons({ initiative: { id, crew }, who }: Own, { place }: Context): Button[] {
  const value = { initiative: id }
  const here = place.channelId !== undefined && place.platform !== 'teams'
  if (here) return [{ press: 'portfolio.share-status', label: 'Share here', value }]
  if (!crew || !who.crewIds.includes(crew.id)) return []
  return [{ press: 'portfolio.announce-status', label: `Share with ${shorten(crew.name, 40)}`, value }]
}

/** On every channel of its crew, as it is then; each time anew. */
export async function announceStatus({ initiative }: { initiative: number }, ctx: Context): Promise<Outcome> {
  const own = await byId(initiative, 'see', 'see', ctx)
  if ('refused' in own) return tell(own.refused)
  const { crew, id, key } = own.initiative
  if (!crew || !own.who.crewIds.includes(crew.id)) return tell('It is shared by members of its crew.')
  const found = await crewById(ctx.tx, crew.id)
  const names = found?.channels.map(({ name }) => name) ?? []
  if (names.length === 0) return tell(`${crew.name} meets in no channel where ${key} could be shared.`)
  return {
    ...tell(`Shared in ${names.join(' and ')}.`),
    effects: [{ do: 'announce', to: crew.id, card: { kind: 'portfolio.status', key: `${id}:${ctx.now.getTime()}` } }],
  }
}

/** For a channel of its crew; who reads there is not known here, so as if a guest did. */
export async function drawStatus(key: string, read: Tx, now: Date): Promise<Message | null> {
  const initiative = await anyInitiative(read, Number(key.split(':')[0]))
  if (!initiative) return null
  const { day } = toLocal(now, initiative.crew?.zone ?? 'UTC')
  const money = moneyShown(initiative.crew?.money ?? null, { channel: { ofCrew: true, guests: null } })
  return statusMessage(read, initiative, day, money, [])
}

async function statusMessage(read: Tx, initiative: InitiativeRecord, today: Day, money: MoneyShown, buttons: Button[]) {
  const records = await portfolioOf(read, initiative.organizationId, [initiative], today)
  const keys = new Map(records.plan.initiatives.map(({ id, key }) => [id, key]))
  return statusCard({ status: statusIn(records, initiative, today), money, keys, buttons })
}

/** What a channel may see of an initiative's money. A press does not tell who reads there: then as if a guest did. */
export function moneyHere({ crewId, steeringCrewId, crew }: InitiativeRecord, { place }: Context): MoneyShown {
  const ofCrew = place.crewId !== undefined && [crewId, steeringCrewId].includes(place.crewId)
  return moneyShown(crew?.money ?? null, { channel: { ofCrew, guests: null } })
}

export async function shareStatus({ initiative }: { initiative: number }, ctx: Context): Promise<Outcome> {
  const own = await byId(initiative, 'see', 'see', ctx)
  if ('refused' in own) return tell(own.refused)
  const message = await statusMessage(ctx.tx, own.initiative, own.today, moneyHere(own.initiative, ctx), [])
  return { answer: { do: 'post', message } }
}

/** Of the channel's crew where one is asked in it, else of one's own crews, else all that this person may see. */
export async function meantBy(who: Standing, { tx, actor, place }: Context): Promise<InitiativeRecord[]> {
  const all = (await initiativesOf(tx, actor.organizationId)).filter((one) => mayOf('see', who, one))
  const of = (crewIds: (number | undefined)[]) =>
    all.filter((one) => [one.crewId, one.steeringCrewId].some((id) => id !== null && crewIds.includes(id)))
  const here = of([place.crewId])
  const mine = of(who.crewIds)
  return here.length ? here : mine.length ? mine : all
}

export const noInitiative = `There is no initiative yet. ${command('initiative')} makes one; ${command('plan import')} takes a whole plan.`

async function lines(ctx: Context) {
  const meant = await meantBy(await whoActs(ctx), ctx)
  const { day } = toLocal(ctx.now, meant[0]?.crew?.zone ?? ctx.actor.zone)
  const records = await portfolioOf(ctx.tx, ctx.actor.organizationId, meant, day)
  return meant.map((one) => statusIn(records, one, day))
}

async function statusOfAll(ctx: Context): Promise<Outcome> {
  const statuses = await lines(ctx)
  if (statuses.length === 0) return tell(noInitiative)
  return tell(
    statusList(statuses, 'Status', [
      ...statuses.slice(0, 10).map(({ initiative: { id, key } }) => ({
        press: 'portfolio.status',
        label: key,
        value: { initiative: id },
      })),
      { press: 'portfolio.share-statuses', label: 'Share here', value: {} },
    ]),
  )
}

export async function shareStatuses(_: object, ctx: Context): Promise<Outcome> {
  const statuses = await lines(ctx)
  return statuses.length ? { answer: { do: 'post', message: statusList(statuses, 'Status', []) } } : tell(noInitiative)
}
