/** Ranking begun, closed before its deadline, taken back. How each ranks is voting's. */
import type { Consequence, Context, Effect, Outcome } from '../../../chat/feature.ts'
import type { Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { deadlinesOf, readDeadline } from '../../../schedule/deadlines.ts'
import { endNow } from '../../../voting/feature/jobs.ts'
import { openPoll, withdrawPoll } from '../../../voting/opening.ts'
import { pollOfCard } from '../../../voting/views.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { anyScope } from '../../scope/store/scopes.ts'
import { startForm } from '../cards/forms.ts'
import type { RoundView } from '../cards/view.ts'
import { itemTitle, nameOf, over, type PrioritizationRecord, titleOf } from '../rules/records.ts'
import { itemsOf, putFigures } from '../store/items.ts'
import { anyRound, moveRound } from '../store/rounds.ts'
import { figuresIn } from './beginning.ts'
import type { OfRound } from './ideas.ts'
import {
  begunCardOf,
  closedCardOf,
  forRunners,
  itemsNow,
  labelsOf,
  mayRun,
  own,
  refreshed,
  roundCardOf,
  told,
} from './own.ts'

/** A name in a list of choices. */
const longestOption = 90

async function startable(id: number, ctx: Context) {
  const found = await own(id, ctx)
  if ('refused' in found) return found
  const { round } = found
  if (!mayRun(found, ctx.actor.id)) return { refused: forRunners(round, 'begin the ranking of') }
  if (round.state !== 'collecting')
    return { refused: `Ranking of ${nameOf(round)} has begun already. Nothing was changed.` }
  return found
}

export async function drawStart({ round: id }: OfRound, ctx: Context) {
  const found = await startable(id, ctx)
  if ('refused' in found) return found
  const alive = (await itemsNow(ctx.tx, found.round)).filter(({ ended }) => ended === null)
  if (alive.length < 2)
    return { refused: `${nameOf(found.round)} needs two items to put in an order. Add ideas first.` }
  if (votersOf(found.crew).every(({ observer }) => observer))
    return { refused: `Nobody of ${found.crew.name} is on a side and takes part, so nobody would rank.` }
  return startForm(found.round, alive.length)
}

/** Both sides rank; sponsors are on neither and read along, as do those who watch. */
const votersOf = ({ members }: Crew) =>
  members.map(({ personId, side, part }) => ({ personId, side, observer: side === 'both' || part === 'watches' }))

export async function saveStart(
  { deadline }: { deadline: string },
  { round: id }: OfRound,
  ctx: Context,
): Promise<Outcome> {
  const found = await startable(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { round, crew } = found
  const { tx, now } = ctx
  const closes = readDeadline(deadline, now, deadlinesOf(crew))
  if ('error' in closes) return { answer: { do: 'refuse', errors: { deadline: closes.error } } }
  const closesAt = closes.ok
  if (!(await moveRound(tx, round, { state: 'ranking', deadline: deadline.trim(), closesAt })))
    return notTaken(`${nameOf(round)} has moved on meanwhile. Nothing was changed.`)
  // Its row is locked: no idea comes from here on.
  await figuresAnew(tx, round, crew, now)
  const items = (await itemsNow(tx, round)).filter(({ ended }) => ended === null)
  if (items.length < 2)
    return { answer: { do: 'refuse', errors: { deadline: 'Fewer than two items are left in it.' } } }
  await openPoll(
    tx,
    {
      organizationId: round.organizationId,
      card: roundCardOf(round),
      question: `${titleOf(round)}: which comes first?`,
      method: 'ranking',
      authorId: round.authorId,
      closesAt,
      options: items.map((item) => shorten(itemTitle(item), longestOption)),
      electorate: votersOf(crew),
      settings: {
        anonymous: true,
        abstain: false,
        reason: 'never',
        name: nameOf(round),
        readers: `the ${crew.name} crew`,
        zone: crew.zone,
        crewIds: [crew.id],
        decides:
          'both sides: an owner of one proposes an order, one of the other agrees. The ranking prepares it and decides nothing',
        sides: labelsOf(crew),
      },
    },
    now,
  )
  return {
    ...tell(`Ranking of ${nameOf(round)} has begun. Each side ranks blind.`),
    effects: [...refreshed(round), ...told(crew, begunCardOf(round), roundCardOf(round))],
  }
}

/** Everybody ranks on the same figures: those of this moment. */
async function figuresAnew(tx: Tx, round: PrioritizationRecord, crew: Crew, now: Date): Promise<void> {
  for (const item of await itemsOf(tx, round.id)) {
    const scope = item.scopeChangeId === null ? null : await anyScope(tx, item.scopeChangeId)
    const initiative = scope && (await anyInitiative(tx, scope.initiativeId))
    if (!scope || !initiative) continue
    const to = { currency: round.currency, organizationId: round.organizationId, zone: crew.zone }
    await putFigures(tx, item.id, await figuresIn(tx, scope, initiative.currency, to, now))
  }
}

/** In the thread: the card above has changed, and asks for something. */
export function begunCard({ round, poll, items, crew }: RoundView): Message {
  const open = round.state === 'ranking' && poll?.poll.state === 'open'
  const text: Inline[] = open
    ? [
        `Ranking of ${titleOf(round)} has begun: ${items.length} items, each side blind. It closes `,
        { when: poll.poll.closesAt, zone: crew.zone },
        '. Rank mine is on the card above.',
      ]
    : [`Ranking of ${titleOf(round)} is over.`]
  const summary = open ? `Ranking of ${titleOf(round)} has begun.` : `Ranking of ${titleOf(round)} is over.`
  const buttons = [
    {
      press: 'vote.cast',
      label: 'Rank mine',
      value: { poll: poll?.poll.id },
      style: 'primary' as const,
      opens: true as const,
    },
  ]
  return {
    summary: shorten(summary, 300),
    blocks: [{ block: 'text', text }, ...(open ? [{ block: 'buttons' as const, buttons }] : [])],
  }
}

export async function close({ round: id }: OfRound, ctx: Context): Promise<Outcome> {
  const found = await own(id, ctx)
  if ('refused' in found) return tell(found.refused)
  const { round } = found
  if (!mayRun(found, ctx.actor.id)) return tell(forRunners(round, 'close'))
  const view = await pollOfCard(ctx.tx, roundCardOf(round))
  const closed = view && (await endNow(ctx.tx, view.poll.id, ctx.now))
  if (!closed) return tell(`${nameOf(round)} is not being ranked. Nothing was changed.`)
  return { ...tell(`${nameOf(round)} is closed. Where the sides differ stands on its card.`), ...closed }
}

/** Counted, at its deadline or before. */
export async function pollClosed(cardKey: string, { tx, now }: { tx: Tx; now: Date }): Promise<Consequence> {
  const round = await anyRound(tx, Number(cardKey))
  if (round?.state !== 'ranking' || !(await moveRound(tx, round, { state: 'ranked', closedAt: now }))) return {}
  const crew = await crewById(tx, round.crewId)
  const effects: Effect[] = refreshed(round)
  return { effects: crew ? [...effects, ...told(crew, closedCardOf(round), roundCardOf(round))] : effects }
}

export async function withdraw({ round: id }: OfRound, ctx: Context): Promise<Outcome> {
  const found = await own(id, ctx)
  if ('refused' in found) return tell(found.refused)
  const { round } = found
  if (!mayRun(found, ctx.actor.id)) return tell(forRunners(round, 'take back'))
  const moved = !over(round) && (await takeBack(ctx.tx, round, ctx.now))
  if (!moved) return tell(`${nameOf(round)} has ended already. Nothing was changed.`)
  return { ...tell(`${nameOf(round)} is taken back. Nothing was decided.`), effects: refreshed(round) }
}

export async function takeBack(tx: Tx, round: PrioritizationRecord, now: Date): Promise<boolean> {
  // The vote's row first, as whoever closes it takes them.
  const view = await pollOfCard(tx, roundCardOf(round))
  if (view?.poll.state === 'open') await withdrawPoll(tx, view.poll.id, now)
  return moveRound(tx, round, { state: 'withdrawn', closedAt: now })
}
