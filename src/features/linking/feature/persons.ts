/** One person with two accounts. */
import type { Context, Fact, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { installationById, noteActed } from '../../../people/identities.ts'
import { joinPersons } from '../../../people/joining.ts'
import { readPerson } from '../../../people/persons.ts'
import { joinQuestion } from '../cards/codes.ts'
import { platformNames } from '../cards/link.ts'
import type {} from '../facts.ts'
import { triesSince } from '../rules/code.ts'
import { codeById, type KeptCode, takeCode } from '../store/codes.ts'

const already = 'Your accounts are one person already. Nothing was changed.'

/** The code is spent; whoever typed it is asked whether they are who it names. */
export async function typedByPerson(code: KeptCode, ctx: Context): Promise<Outcome> {
  const { actor, place, now, tx } = ctx
  if (code.personId === actor.id) {
    return tell(
      code.installationId === place.installationId
        ? 'This is your own code. Type it with your account on the other platform.'
        : already,
    )
  }
  if (code.installationId === place.installationId) {
    return tell('This code is for an account on another platform, and you are both on this one. Nothing was changed.')
  }
  if (!(await readPerson(tx, actor.organizationId, code.personId))) {
    return tell(
      `This code comes from another organization. Link a channel first (${command('link')} in a channel of the crew); then your accounts can be joined.`,
    )
  }
  if (!(await takeCode(tx, code.id, actor.id, now))) return tell('This code was used just now. Nothing was changed.')
  const platform = (await installationById(tx, code.installationId))?.platform ?? 'web'
  return tell(joinQuestion({ code: code.id, personId: code.personId, platform: platformNames[platform] }))
}

/** Only who typed the code, soon after. */
export async function join({ code: codeId }: { code: number }, ctx: Context): Promise<Outcome> {
  const { actor, place, now, tx } = ctx
  const code = await codeById(tx, codeId)
  if (!code || code.usedById !== actor.id || code.channelId !== null || !code.usedAt) return tell(already)
  if (code.usedAt <= triesSince(now)) {
    return tell(`That was more than 10 minutes ago. Ask for a new code with ${command('link me')}.`)
  }
  if (!(await readPerson(tx, actor.organizationId, code.personId))) return tell(already)
  const facts = await joined(tx, code.personId, actor.id)
  // Whoever acted is gone; their account is not.
  await noteActed(tx, place, code.personId, now)
  return {
    ...tell(
      `You are one person now, with both accounts: asked once, counted once. ${command('me')} says where Tandem writes to you.`,
    ),
    facts,
  }
}

/** In one transaction with everything that follows. */
export async function joined(tx: Tx, personId: number, formerId: number): Promise<Fact[]> {
  const crews = await joinPersons(tx, personId, formerId)
  return [
    { fact: 'person.joined', personId, formerId },
    ...crews.map((crewId) => ({ fact: 'crew.changed' as const, crewId })),
    { fact: 'person.changed', personId },
    { fact: 'person.emptied', personId, formerId },
  ]
}
