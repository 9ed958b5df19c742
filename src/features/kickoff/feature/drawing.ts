/** Draws each card from what is committed now. */
import type { CardDrawer, Context, House, Outcome } from '../../../chat/feature.ts'
import type { Message } from '../../../chat/message.ts'
import { tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import type { Crew } from '../../../people/crews.ts'
import { isMember } from '../../../people/sides.ts'
import { whoActs } from '../../../people/standing.ts'
import { pollOfCard } from '../../../voting/views.ts'
import { actionsOfSource } from '../../actions/store/reads.ts'
import type { MoneyShown } from '../../portfolio/rules/records.ts'
import { moneyShown, rolesOf } from '../../portfolio/rules/rights.ts'
import { baselineVersion } from '../../portfolio/store/reads.ts'
import { askCard } from '../cards/concern.ts'
import { closedCard, type KickoffView, kickoffCard, wholePlan } from '../cards/kickoff.ts'
import { confidenceOf } from '../rules/confidence.ts'
import { actionSource } from '../rules/records.ts'
import { anyKickoff, concernsOf, isAsked, newestNumber } from '../store.ts'
import { askViewOf } from './concerns.ts'
import { around, cardOf, kickoffHere, type OfKickoff, type OwnKickoff } from './own.ts'

/** Where the page of a kickoff can be read by this person. */
export type PlanAddress = (kickoffId: number, personId: number) => string

async function viewOf(
  read: Tx,
  { kickoff, initiative, crew }: OwnKickoff,
  money: MoneyShown,
  paged: boolean,
): Promise<KickoffView> {
  const { organizationId, plan } = kickoff
  const poll = await pollOfCard(read, cardOf(kickoff))
  const version = await baselineVersion(read, initiative.id)
  const still = (id: number | null) => (id !== null && isMember(crew, id) ? id : null)
  return {
    kickoff,
    initiative: { ...initiative, retired: initiative.phase === 'retired' },
    zone: crew.zone,
    money,
    presenting: {
      project: still(kickoff.projectPresenterId),
      product: still(kickoff.productPresenterId),
      labels: crew.labels,
    },
    poll,
    confidence: kickoff.state === 'closed' ? confidenceOf(poll?.result ?? null, crew.labels) : null,
    concerns: await concernsOf(read, kickoff.id),
    actions: await actionsOfSource(read, organizationId, actionSource(kickoff.id)),
    newest: await newestNumber(read, initiative.id),
    movedTo: version !== null && version !== (plan.baseline?.version ?? null) ? version : null,
    paged,
  }
}

/** As everybody who reads along in the crew's channels may see it; where it is not known who does, as if a guest did. */
async function moneyInChannels({ channels }: Crew, house: House, crewSays: MoneyShown | null): Promise<MoneyShown> {
  let guests: number | null = 0
  for (const { id } of crewSays ? [] : channels) {
    const readers = await house.readers(id)
    guests = readers === null || guests === null ? null : guests + readers.guests
  }
  return moneyShown(crewSays, { channel: { ofCrew: true, guests } })
}

async function foundBy(key: string, read: Tx): Promise<OwnKickoff | null> {
  const kickoff = await anyKickoff(read, Number.parseInt(key, 10))
  return kickoff && around(kickoff, read)
}

export const cardsOf = (address: PlanAddress | undefined): Record<string, CardDrawer> => ({
  async 'kickoff.card'(key, read, _now, house) {
    const found = await foundBy(key, read)
    if (!found) return null
    const money = await moneyInChannels(found.crew, house, found.initiative.crew?.money ?? null)
    return kickoffCard(await viewOf(read, found, money, address !== undefined))
  },
  async 'kickoff.closed'(key, read) {
    const found = await foundBy(key, read)
    return found && closedCard(await viewOf(read, found, 'hidden', false))
  },
  async 'kickoff.ask'(key, read) {
    const found = await foundBy(key, read)
    const personId = Number(key.split(':')[1])
    return found && askCard(askViewOf(found, await isAsked(read, found.kickoff.id, personId)))
  },
})

/** All of it, to a member alone, with money as they may see it. */
export async function readAll(value: OfKickoff, ctx: Context, address: PlanAddress | undefined): Promise<Outcome> {
  const found = await kickoffHere(value, ctx)
  if ('refused' in found) return tell(found.refused)
  const { initiative } = found
  const money = moneyShown(initiative.crew?.money ?? null, { alone: rolesOf(await whoActs(ctx), initiative) })
  const paged = address ? [{ press: 'kickoff.page', label: 'As a page', value }] : []
  return tell(wholePlan(await viewOf(ctx.tx, found, money, paged.length > 0), paged))
}

/** The address is one's own: it ends with one's membership. */
export async function pageLink(value: OfKickoff, ctx: Context, address: PlanAddress | undefined): Promise<Outcome> {
  const found = await kickoffHere(value, ctx)
  if ('refused' in found) return tell(found.refused)
  if (!address) return tell('No page can be reached from here: whoever runs Tandem has not told its address.')
  const link = address(found.kickoff.id, ctx.actor.id)
  const name = `The unified plan of ${found.initiative.key}`
  return tell({
    summary: `${name} as a page.`,
    blocks: [
      { block: 'text', text: [{ link, text: name }] },
      {
        block: 'note',
        text: 'For 30 days, and as long as you are in the crew. Whoever has the address can read it: money shows on it as to readers nobody knows.',
      },
    ],
  })
}

/** For the page: of somebody who is still in the crew. An address can be handed on, so money shows as where nobody knows who reads. */
export async function pageOf(read: Tx, kickoffId: number, personId: number): Promise<Message | null> {
  const kickoff = await anyKickoff(read, kickoffId)
  const found = kickoff && (await around(kickoff, read))
  if (!found || !isMember(found.crew, personId)) return null
  const money = moneyShown(found.initiative.crew?.money ?? null, { channel: { ofCrew: true, guests: null } })
  return wholePlan(await viewOf(read, found, money, false))
}
