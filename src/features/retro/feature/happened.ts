/** What the other features know since the last retro: decisions, scope changes, dates and money, blockers. */
import type { CardDrawer, Context, House, Outcome } from '../../../chat/feature.ts'
import type { Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { whoActs } from '../../../people/standing.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { decisionsOfCrew } from '../../decisions/store/reads.ts'
import { amountText, moneyText } from '../../portfolio/rules/money.ts'
import type { InitiativeRecord, MoneyShown } from '../../portfolio/rules/records.ts'
import { guestsMatter, mayOf, moneyInChannel, moneyShown, rolesOf } from '../../portfolio/rules/rights.ts'
import { finishWords } from '../../portfolio/rules/status-line.ts'
import { initiativesOfCrew } from '../../portfolio/store/reads.ts'
import { portfolioOf, statusIn } from '../../portfolio/store/views.ts'
import { titleOf } from '../../scope/rules/records.ts'
import { scopesOf } from '../../scope/store/scopes.ts'
import { blockersBetween, openBlockers } from '../../standup/store/items.ts'
import { type Happened, happenedCard } from '../cards/happened.ts'
import { stoodFor } from '../rules/happened.ts'
import type { RetroRecord } from '../rules/records.ts'
import { anyRetro } from '../store/retros.ts'
import type { RetroValue } from './noting.ts'
import { ownRetro } from './own.ts'

type Money = (one: InitiativeRecord) => MoneyShown

async function gather(read: Tx, retro: RetroRecord, crew: Crew, seen: InitiativeRecord[], money: Money, now: Date) {
  const since = retro.since ?? retro.at
  const today = toLocal(now, crew.zone).day
  const decisions = await decisionsOfCrew(read, crew.id)
  const scopes = await scopesOf(read, retro.organizationId)
  const records = await portfolioOf(read, retro.organizationId, seen, today)
  const decided = decisions.filter(({ acceptedAt }) => acceptedAt !== null && acceptedAt >= since)
  const changed = scopes.filter(
    ({ state, updatedAt }) => (state === 'accepted' || state === 'rejected') && updatedAt >= since,
  )
  const words = (one: (typeof decided)[number]) => `DEC-${one.number} ${shorten(one.what, 140)}`
  const ids = new Set(seen.map(({ id }) => id))
  const happened: Happened = {
    since,
    zone: crew.zone,
    initiatives: seen.map((one) => {
      const status = statusIn(records, one, today)
      return {
        title: `${one.key} ${one.name}`,
        lines: [
          finishWords(one, status.finish),
          moneyLine(one, status.costs, money(one)),
          ...decided.filter(({ initiativeId }) => initiativeId === one.id).map(words),
          ...changed
            .filter(({ initiativeId }) => initiativeId === one.id)
            .map((scope) => `${shorten(titleOf(scope), 140)}: ${scope.state}`),
        ],
      }
    }),
    crew: decided.filter(({ initiativeId }) => initiativeId === null || !ids.has(initiativeId)).map(words),
    blockers: await stood(read, crew.id, since, now),
  }
  return happened
}

/** "spent 45,000 EUR, planned 120,000 EUR", as its reader may see it. */
function moneyLine(one: InitiativeRecord, costs: { amount: number; count: number }, shown: MoneyShown): string {
  if (costs.count === 0) return 'spent: no data'
  const spent = moneyText(costs.amount, one.currency, shown, { amount: one.budget, name: 'budget' })
  if (shown !== 'amounts') return `spent: ${spent}`
  return `spent ${spent}, planned ${one.budget === null ? 'no budget' : amountText(one.budget, one.currency)}`
}

async function stood(read: Tx, crewId: number, since: Date, now: Date): Promise<string[]> {
  const all = [...(await blockersBetween(read, crewId, since, now)), ...(await openBlockers(read, crewId))]
  const blockers = [...new Map(all.filter(({ text }) => text !== '').map((one) => [one.id, one])).values()]
  return blockers
    .sort((a, b) => a.number - b.number)
    .map(({ number, text, openedAt, resolvedAt }) => {
      const long = stoodFor(openedAt, resolvedAt ?? now)
      return `B-${number} ${shorten(text, 140)}: ${resolvedAt ? `stood ${long}` : `stands since ${long}`}`
    })
}

/** In every channel of the crew, so as the one sees it that may see least. */
async function strictest(crew: Crew, initiatives: InitiativeRecord[], readers: House['readers']): Promise<Money> {
  const ask = initiatives.some((one) => guestsMatter(one, crew.id))
  const guests = await Promise.all(
    crew.channels.map(async ({ id }) => (ask ? ((await readers(id))?.guests ?? null) : null)),
  )
  const order: MoneyShown[] = ['hidden', 'percent', 'amounts']
  return (one) => {
    const shown = guests.map((known) => moneyInChannel(one, crew.id, known))
    return order.find((least) => shown.includes(least)) ?? moneyInChannel(one, crew.id, null)
  }
}

export const drawHappened: CardDrawer = async (key, read, now, { readers }): Promise<Message | null> => {
  const retro = await anyRetro(read, Number(key))
  const crew = retro && (await crewById(read, retro.crewId))
  if (!retro || !crew) return null
  const initiatives = await initiativesOfCrew(read, crew.id)
  const money = await strictest(crew, initiatives, readers)
  return happenedCard(retro, await gather(read, retro, crew, initiatives, money, now))
}

/** To one person alone, as they may see it. */
export async function happened({ retro: id }: RetroValue, ctx: Context): Promise<Outcome> {
  const own = await ownRetro(id, ctx)
  if ('refused' in own) return tell(own.refused)
  const who = await whoActs(ctx)
  const initiatives = (await initiativesOfCrew(ctx.tx, own.crew.id)).filter((one) => mayOf('see', who, one))
  const money: Money = (one) => moneyShown(one.crew?.money ?? null, { alone: rolesOf(who, one) })
  return tell(happenedCard(own.retro, await gather(ctx.tx, own.retro, own.crew, initiatives, money, ctx.now)))
}
