/** What else can be done to an open vote: name a stand-in, add an option, say why. */
import type { Context, Effect, Outcome, Refusal } from '../../chat/feature.ts'
import { notTaken, tell } from '../../chat/say.ts'
import { namesOf } from '../../people/persons.ts'
import { nobodyElse, optionForm, reasonForm, standInForm } from '../cards/form.ts'
import { mostOptions } from '../rules/ballot.ts'
import type { PollRecord } from '../rules/records.ts'
import type { Tokens } from '../sealing.ts'
import { addOption, electorateOf, lockOpen, nameStandIn, optionsOf, pollById } from '../store/polls.ts'
import { castBallot, castBefore, standInCardOf } from './casting.ts'
import { cardOf, ended, gone, type OwnPoll, ownPoll, type VoteValue } from './own.ts'

async function locked({ poll: { id } }: OwnPoll, { tx, now }: Context): Promise<PollRecord | Refusal> {
  const open = await lockOpen(tx, id, now)
  const poll = await pollById(tx, id)
  if (!poll) return { refused: gone }
  return open ? poll : { refused: ended(poll, now) ?? gone }
}

export async function drawStandIn(value: VoteValue, ctx: Context) {
  const own = await ownPoll({ poll: value.poll }, ctx)
  if ('refused' in own) return own
  const { poll, elector } = own
  if (poll.settings.anonymous)
    return {
      refused: `${poll.settings.name} is anonymous, so nobody can vote in another’s place. Nothing was changed.`,
    }
  const people = (await electorateOf(ctx.tx, poll.id)).filter(
    ({ personId, side, observer }) => side === elector.side && !observer && personId !== elector.personId,
  )
  const names = await namesOf(
    ctx.tx,
    people.map(({ personId }) => personId),
  )
  const offered = people.map(({ personId: id }) => ({ id, name: names.get(id) ?? `person ${id}` }))
  return standInForm(poll, offered, elector.standInId)
}

export async function saveStandIn({ person }: { person: string }, value: VoteValue, ctx: Context): Promise<Outcome> {
  const own = await ownPoll({ poll: value.poll }, ctx)
  if ('refused' in own) return notTaken(own.refused)
  const poll = await locked(own, ctx)
  if ('refused' in poll) return notTaken(poll.refused)
  const standInId = person === nobodyElse ? null : Number(person)
  const busy = (await electorateOf(ctx.tx, poll.id)).some(
    (one) => one.standInId === standInId && one.personId !== own.elector.personId,
  )
  if (standInId !== null && busy)
    return { answer: { do: 'refuse', errors: { person: 'They stand in for somebody else already. Choose another.' } } }
  await nameStandIn(ctx.tx, poll.id, own.elector.personId, standInId)
  const card = standInCardOf(poll.id, own.elector.personId)
  const effects: Effect[] =
    standInId === null ? [{ do: 'refresh', card }] : [{ do: 'dm', to: standInId, card, kind: 'soon' }]
  const said = standInId === null ? 'Nobody stands in for you any more.' : 'They are told and can vote for you.'
  return {
    ...tell(`${said} Should you vote yourself, yours stands.`),
    effects: [...effects, { do: 'refresh', card: cardOf(poll) }],
  }
}

export async function drawOption(value: VoteValue, ctx: Context) {
  const own = await ownPoll({ poll: value.poll }, ctx)
  if ('refused' in own) return own
  const { poll, options } = own
  if (!poll.settings.addOptions)
    return { refused: `Whoever asked ${poll.settings.name} wants no more options. Nothing was added.` }
  if (options.length >= mostOptions)
    return {
      refused: `${poll.settings.name} has ${options.length} options, and more are not compared any more. Nothing was added.`,
    }
  return optionForm(poll)
}

export async function saveOption({ text }: { text: string }, value: VoteValue, ctx: Context): Promise<Outcome> {
  const own = await ownPoll({ poll: value.poll }, ctx)
  if ('refused' in own) return notTaken(own.refused)
  const poll = await locked(own, ctx)
  if ('refused' in poll) return notTaken(poll.refused)
  const options = await optionsOf(ctx.tx, poll.id)
  const words = text.replace(/\s+/g, ' ').trim()
  const same = (a: string) => a.toLowerCase() === words.toLowerCase()
  if (options.some((option) => same(option.text)))
    return { answer: { do: 'refuse', errors: { text: 'This is an option already. Vote for it, or write another.' } } }
  if (options.length >= mostOptions)
    return {
      answer: {
        do: 'refuse',
        errors: { text: `There are ${options.length} options by now; no more can be compared.` },
      },
    }
  await addOption(ctx.tx, poll.id, (options.at(-1)?.position ?? -1) + 1, words, ctx.actor.id)
  return {
    ...tell('The option is added. It is not your vote: press Vote for that.'),
    effects: [{ do: 'refresh', card: cardOf(poll) }],
  }
}

export async function drawReason(value: VoteValue, ctx: Context, tokens: Tokens) {
  const own = await ownPoll(value, ctx)
  if ('refused' in own) return own
  const before = await castBefore(own, ctx, tokens)
  if (!before) return { refused: 'Vote first; then you can say why.' }
  return reasonForm(own.poll, value, before.reason)
}

export async function saveReason(
  { reason }: { reason: string },
  value: VoteValue,
  ctx: Context,
  tokens: Tokens,
): Promise<Outcome> {
  const own = await ownPoll(value, ctx)
  if ('refused' in own) return notTaken(own.refused)
  const before = await castBefore(own, ctx, tokens)
  if (!before) return notTaken('Vote first; then you can say why.')
  const cast = await castBallot(own, { ...before, reason: reason.trim() }, ctx, tokens)
  return 'refused' in cast ? notTaken(cast.refused) : cast
}
