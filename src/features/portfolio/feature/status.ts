/** `/tandem status`: how an initiative stands, or a line for each; private, with a way to share. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import type { Button, Message } from '../../../chat/message.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { standingOf, whoActs } from '../../../people/standing.ts'
import { type Day, toLocal } from '../../../schedule/calendar.ts'
import type { Drawing } from '../../../sharing/sharing.ts'
import { shareHere } from '../../../sharing/sharing.ts'
import type { Shared } from '../../../sharing/store.ts'
import { statusCard, statusList } from '../cards/status.ts'
import type { InitiativeRecord, MoneyShown } from '../rules/records.ts'
import type { Standing } from '../rules/rights.ts'
import { anyInitiative } from '../store/reads.ts'
import { seenInitiatives } from '../store/seen.ts'
import { portfolioOf, statusIn } from '../store/views.ts'
import { moneyIn } from './audience.ts'
import { byId, byKey, type Own } from './own.ts'

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
    await shareHere('portfolio.status', value, ctx),
  ]
  return tell(await statusMessage(ctx.tx, own.initiative, own.today, own.money, buttons))
}

export async function drawStatus(
  { initiative: id }: { initiative: number },
  { channel }: Shared,
  drawing: Drawing,
): Promise<Message | null> {
  const initiative = await drawing.snapshot((read) => anyInitiative(read, id))
  if (!initiative) return null
  const money = await moneyIn(channel, [initiative], drawing)
  const { day } = toLocal(drawing.now, initiative.crew?.zone ?? 'UTC')
  return drawing.snapshot((read) => statusMessage(read, initiative, day, money(initiative), []))
}

async function statusMessage(read: Tx, initiative: InitiativeRecord, today: Day, money: MoneyShown, buttons: Button[]) {
  const records = await portfolioOf(read, initiative.organizationId, [initiative], today)
  const keys = new Map(records.plan.initiatives.map(({ id, key }) => [id, key]))
  return statusCard({ status: statusIn(records, initiative, today), money, keys, buttons })
}

/** Of the channel's crew where one is asked in it, else of one's own crews, else all that this person may see. */
export async function meantBy(
  who: Standing,
  { read, organizationId, crewId }: { read: Tx; organizationId: number; crewId: number | null },
): Promise<InitiativeRecord[]> {
  const all = await seenInitiatives(read, organizationId, who)
  const of = (crewIds: (number | null)[]) =>
    all.filter((one) => [one.crewId, one.steeringCrewId].some((id) => id !== null && crewIds.includes(id)))
  const here = of([crewId])
  const mine = of(who.crewIds)
  return here.length ? here : mine.length ? mine : all
}

/** For whoever acts, where they act. */
export const meantHere = (who: Standing, { tx, actor, place }: Context) =>
  meantBy(who, { read: tx, organizationId: actor.organizationId, crewId: place.crewId ?? null })

export const noInitiative = `There is no initiative yet. ${command('initiative')} makes one; ${command('plan import')} takes a whole plan.`

async function linesOf(read: Tx, meant: InitiativeRecord[], organizationId: number, zone: string, now: Date) {
  const { day } = toLocal(now, meant[0]?.crew?.zone ?? zone)
  const records = await portfolioOf(read, organizationId, meant, day)
  return meant.map((one) => statusIn(records, one, day))
}

async function statusOfAll(ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const meant = await meantHere(await whoActs(ctx), ctx)
  if (meant.length === 0) return tell(noInitiative)
  const statuses = await linesOf(tx, meant, actor.organizationId, actor.zone, now)
  return tell(
    statusList(statuses, 'Status', [
      ...statuses.slice(0, 10).map(({ initiative: { id, key } }) => ({
        press: 'portfolio.status',
        label: key,
        value: { initiative: id },
      })),
      await shareHere('portfolio.statuses', {}, ctx),
    ]),
  )
}

/** Those of the channel's crew, where it has any. */
export async function drawStatuses(
  _: object,
  { organizationId, byId: personId, installationId, channel: { crewId }, zone }: Shared,
  { snapshot, now }: Drawing,
): Promise<Message | null> {
  return snapshot(async (read) => {
    const who = await standingOf(read, personId, installationId)
    const meant = await meantBy(who, { read, organizationId, crewId })
    return meant.length ? statusList(await linesOf(read, meant, organizationId, zone, now), 'Status', []) : null
  })
}
