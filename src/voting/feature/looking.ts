/** Looking at a vote in private: my own, all that may be seen, every pair. */
import type { Context, Outcome } from '../../chat/feature.ts'
import type { Block } from '../../chat/message.ts'
import { tell } from '../../chat/say.ts'
import { namesOf } from '../../people/persons.ts'
import { waitingBlock } from '../cards/lines.ts'
import { ownCard } from '../cards/own.ts'
import { ballotsCard } from '../cards/reasons.ts'
import { matrixBlocks } from '../cards/tallies.ts'
import type { Tokens } from '../sealing.ts'
import { ballotOf } from '../store/ballots.ts'
import { electorateOf, electorOf, openPollsOf, optionsOf } from '../store/polls.ts'
import { pollView } from '../views.ts'
import { castBefore } from './casting.ts'
import { gone, mayReadVotes, pollHere, type VoteValue } from './own.ts'

export async function myVote({ poll: pollId }: VoteValue, ctx: Context, tokens: Tokens): Promise<Outcome> {
  const { tx, actor } = ctx
  const poll = await pollHere(ctx, pollId)
  if (!poll) return tell(gone)
  const elector = await electorOf(tx, poll.id, actor.id)
  const ballot = elector && (await castBefore({ poll, elector }, ctx, tokens))
  const named = poll.settings.anonymous ? null : await ballotOf(tx, poll, actor.id)
  const away = (await electorateOf(tx, poll.id)).filter(({ standInId }) => standInId === actor.id)
  const names = await namesOf(
    tx,
    away.map(({ personId }) => personId),
  )
  const seen = poll.state === 'closed' || (await pollView(tx, poll.id))?.live
  return tell(
    ownCard({
      poll,
      options: await optionsOf(tx, poll.id),
      elector,
      ballot,
      castBy: named && { id: named.castById, self: named.castById === actor.id },
      standsInFor: away.map(({ personId, voted }) => ({
        id: personId,
        name: names.get(personId) ?? 'somebody',
        voted,
      })),
      readsAll: Boolean(seen) && !poll.settings.anonymous && (await mayReadVotes(ctx, poll)),
    }),
  )
}

export async function allVotes(
  { poll: pollId, page = 0 }: { poll: number; page?: number | undefined },
  ctx: Context,
): Promise<Outcome> {
  const poll = await pollHere(ctx, pollId)
  const view = poll && (await pollView(ctx.tx, poll.id))
  if (!view) return tell(gone)
  const { name, readers } = view.poll.settings
  if (!(await mayReadVotes(ctx, view.poll))) return tell(`The votes on ${name} are for ${readers}.`)
  if (view.ballots?.length || view.reasons.length) return tell(ballotsCard(view, page))
  if (view.poll.state === 'open') return tell(`How people vote on ${name} is shown after the close.`)
  return tell(`Nobody gave a reason on ${name}, or what was cast is older than it is kept.`)
}

export async function matrix({ poll: pollId }: VoteValue, ctx: Context): Promise<Outcome> {
  const poll = await pollHere(ctx, pollId)
  const view = poll && (await pollView(ctx.tx, poll.id))
  if (!view) return tell(gone)
  const { name, readers } = view.poll.settings
  if (!(await mayReadVotes(ctx, view.poll))) return tell(`The count on ${name} is for ${readers}.`)
  if (view.result?.method !== 'schulze') return tell(`There are no pairs to show for ${name}, or not yet.`)
  const title: Block = { block: 'text', text: [{ strong: `${name}: every pair` }] }
  return tell({ summary: `${name}: every pair`, blocks: [title, ...matrixBlocks(view, view.result)] })
}

/** "vote on SC-4 closes Thu 17:00 [Vote]" */
export async function waiting(personId: number, { tx, now }: Pick<Context, 'tx' | 'now'>): Promise<Block[]> {
  const blocks: Block[] = []
  for (const { id } of await openPollsOf(tx, personId, now)) {
    const view = await pollView(tx, id)
    if (view) blocks.push(waitingBlock(view, personId))
  }
  return blocks
}
