/** Codes: asked for, and typed on the other platform. */

import { randomBytes, randomInt } from 'node:crypto'
import type { Context, Outcome } from '../../../chat/feature.ts'
import { momentText } from '../../../chat/moment.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { ownCrew } from '../../../people/crews.ts'
import { isGuest } from '../../../people/identities.ts'
import { channelCode, personCode } from '../cards/codes.ts'
import { blockedUntil, expiryOf, fits, hashOf, newCode, readCode, triesSince } from '../rules/code.ts'
import { type KeptCode, noteTry, openCodes, putCode, triesOf } from '../store/codes.ts'
import { groundOf } from '../store/links.ts'
import { typedInChannel } from './channels.ts'
import { typedByPerson } from './persons.ts'

const unknown = `This code is wrong, used or older than 10 minutes. Ask for a new one with ${command('link')} (a channel) or ${command('link me')} (your other account).`

/** In a channel of one's crew. */
export async function askForChannel(ctx: Context): Promise<Outcome> {
  const { actor, place, tx } = ctx
  const here = place.channelId ? await groundOf(tx, place.channelId) : null
  const crew = place.crewId ? await ownCrew(tx, actor, place.crewId) : null
  if (!here) {
    return tell(
      `Type ${command('link')} in a channel of your crew: it gives a code for a channel on the other platform. ${command('link me')} joins your own two accounts.`,
    )
  }
  if (!place.crewId) {
    return tell(
      `This channel belongs to no crew yet. Set one up here with ${command('setup')}; or, to bring this channel into a crew elsewhere, type ${command('link')} in that crew’s channel and its code here.`,
    )
  }
  if (!crew) return tell('Only members of the crew that meets here can link it with another channel.')
  if (await isGuest(tx, actor.id, place.installationId)) {
    return tell('Guests cannot link channels. A full member of the crew can.')
  }
  const code = await keep({ channelId: here.id, crewId: crew.id }, ctx)
  return tell(channelCode(code, crew.name, here.name))
}

export async function askForMe(ctx: Context): Promise<Outcome> {
  return tell(personCode(await keep({ channelId: null, crewId: null }, ctx)))
}

async function keep(
  what: { channelId: number | null; crewId: number | null },
  { actor, place, now, tx }: Context,
): Promise<string> {
  const code = newCode(randomInt)
  const salt = randomBytes(16).toString('hex')
  const { installationId } = place
  const kept = { personId: actor.id, installationId, salt, hash: hashOf(code, salt), expiresAt: expiryOf(now), ...what }
  await putCode(tx, kept, triesSince(now))
  return code
}

/** `/tandem link CODE`. Too many wrong ones, and none is looked at for a while. */
export async function typed(text: string, ctx: Context): Promise<Outcome> {
  const { actor, now, tx } = ctx
  const until = blockedUntil(await triesOf(tx, actor.id, triesSince(now)), now)
  if (until) {
    return tell(
      `That were five wrong codes in 10 minutes. No more are looked at before ${momentText(until, actor.zone)}. Ask for a new code then.`,
    )
  }
  const code = readCode(text)
  const found = code ? await matching(code, ctx) : undefined
  if (!found) {
    await noteTry(tx, actor.id, now)
    return tell(unknown)
  }
  return found.channelId === null ? typedByPerson(found, ctx) : typedInChannel(found, ctx)
}

async function matching(code: string, { tx, now }: Context): Promise<KeptCode | undefined> {
  return (await openCodes(tx, now)).find((kept) => fits(code, kept))
}
