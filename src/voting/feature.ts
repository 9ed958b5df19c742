/** Voting, for every feature that puts something to the vote: ballots, closing, reminders. The cards are theirs. */
import { z } from 'zod'
import { type Feature, formDefinition, press } from '../chat/feature.ts'
import { opened } from '../chat/say.ts'
import type { Vault } from '../vault.ts'
import { reminderCard, standInCard } from './cards/own.ts'
import { ballotForms, openVote, pressFingers, pressVote } from './feature/casting.ts'
import { drawOption, drawReason, drawStandIn, saveOption, saveReason, saveStandIn } from './feature/changing.ts'
import { closeNow, jobsOf } from './feature/jobs.ts'
import { allVotes, matrix, myVote, waiting } from './feature/looking.ts'
import { factsOf, forget } from './feature/people.ts'
import { createTokens } from './sealing.ts'
import { electorOf, pollById } from './store/polls.ts'

const vote = z.object({ poll: z.number().int(), voter: z.number().int().optional() })
const hand = vote.extend({ fingers: z.number().int().min(0).max(5) })
const page = z.object({ poll: z.number().int(), page: z.number().int().min(0).optional() })

/** `vault`: what the keys of anonymous polls are sealed with. */
export function createVoting({ vault }: { vault?: Vault | undefined } = {}): Feature {
  const tokens = createTokens(vault)
  return {
    name: 'voting',
    presses: {
      'vote.for': press(vote, (value, ctx) => pressVote('for', value, ctx, tokens)),
      'vote.against': press(vote, (value, ctx) => pressVote('against', value, ctx, tokens)),
      'vote.abstain': press(vote, (value, ctx) => pressVote('abstain', value, ctx, tokens)),
      'vote.cast': press(vote, (value, ctx) => openVote(value, ctx, tokens)),
      'vote.hand': press(hand, (value, ctx) => pressFingers(value, ctx, tokens)),
      'vote.close': press(vote, (value, ctx) => closeNow(value, ctx, tokens)),
      'vote.mine': press(vote, (value, ctx) => myVote(value, ctx, tokens)),
      'vote.ballots': press(page, allVotes),
      'vote.matrix': press(vote, matrix),
      'vote.stand-in': press(vote, async (value, ctx) => opened(await drawStandIn(value, ctx))),
      'vote.add-option': press(vote, async (value, ctx) => opened(await drawOption(value, ctx))),
      'vote.reason': press(vote, async (value, ctx) => opened(await drawReason(value, ctx, tokens))),
    },
    forms: {
      ...ballotForms(tokens, vote),
      'vote.stand-in': formDefinition(vote, drawStandIn, saveStandIn),
      'vote.add-option': formDefinition(vote, drawOption, saveOption),
      'vote.reason': formDefinition(
        vote,
        (value, ctx) => drawReason(value, ctx, tokens),
        (values, value, ctx) => saveReason(values, value, ctx, tokens),
      ),
    },
    cards: {
      async 'vote.reminder'(key, read) {
        const [pollId = 0, personId = 0] = key.split(':').map(Number)
        const poll = await pollById(read, pollId)
        const elector = poll && (await electorOf(read, pollId, personId))
        return poll && reminderCard(poll, elector?.voted ?? true)
      },
      async 'vote.stand-in'(key, read) {
        const [pollId = 0, personId = 0] = key.split(':').map(Number)
        const poll = await pollById(read, pollId)
        const elector = poll && (await electorOf(read, pollId, personId))
        return poll && elector ? standInCard(poll, { ...elector, id: personId }) : null
      },
    },
    jobs: jobsOf(tokens),
    facts: factsOf(tokens),
    forget,
    waiting,
  }
}
