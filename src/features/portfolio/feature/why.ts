/** `/tandem why`: what it is for, and each member's word on it. */

import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Button, Message } from '../../../chat/message.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { crewById } from '../../../people/crews.ts'
import { whoActs } from '../../../people/standing.ts'
import { type Drawing, shareHere } from '../../../sharing/sharing.ts'
import type { Shared } from '../../../sharing/store.ts'
import { whichInitiative } from '../cards/which.ts'
import { disagreeForm, whyCard } from '../cards/why.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import { countWhy, type WhyVersion } from '../rules/why.ts'
import { whysOf } from '../store/objectives.ts'
import { anyInitiative } from '../store/reads.ts'
import { sayToWhy, whyInitiative } from '../store/views.ts'
import { allowed, byId, byKey, type Own } from './own.ts'
import { meantHere, noInitiative } from './status.ts'

type OfWhy = { why: number }

export async function why(key: string | undefined, ctx: Context): Promise<Outcome> {
  if (key !== undefined) {
    const found = await byKey(key, 'see', 'see', ctx)
    return 'refused' in found ? tell(found.refused) : showWhy(found, ctx)
  }
  const meant = await meantHere(await whoActs(ctx), ctx)
  const [only] = meant
  if (!only) return tell(noInitiative)
  if (meant.length === 1) return whyById({ initiative: only.id }, ctx)
  return tell(whichInitiative('why', meant))
}

export async function whyById({ initiative }: { initiative: number }, ctx: Context): Promise<Outcome> {
  const found = await byId(initiative, 'see', 'see', ctx)
  return 'refused' in found ? tell(found.refused) : showWhy(found, ctx)
}

/** Of the crew that does it; those who only steer it are not asked. */
async function membersOf({ crewId, steeringCrewId }: InitiativeRecord, read: Tx) {
  const id = crewId ?? steeringCrewId
  const crew = id === null ? null : await crewById(read, id)
  return { members: crew?.members ?? [], labels: crew?.labels ?? { project: 'Project', product: 'Product' } }
}

async function viewOf(own: Own, ctx: Context) {
  const { initiative } = own
  const [newest = null] = await whysOf(ctx.tx, initiative.id)
  const { members, labels } = await membersOf(initiative, ctx.tx)
  const inside = members.some(({ personId }) => personId === ctx.actor.id)
  const share = newest ? [await shareHere('portfolio.why', { initiative: initiative.id }, ctx)] : []
  return whyCard({
    initiative,
    why: newest,
    count: countWhy(newest, members),
    labels,
    inside,
    buttons: [...buttonsOf(own, newest, inside, ctx.actor.id), ...share],
    zone: initiative.crew?.zone ?? ctx.actor.zone,
  })
}

/** A channel may be read by others than the crew: reasons have no names there. */
export async function drawWhyShared(
  { initiative: id }: { initiative: number },
  { zone }: Shared,
  { snapshot }: Drawing,
): Promise<Message | null> {
  return snapshot(async (read) => {
    const initiative = await anyInitiative(read, id)
    const [why] = initiative ? await whysOf(read, id) : []
    if (!initiative || !why) return null
    const { members, labels } = await membersOf(initiative, read)
    const count = countWhy(why, members)
    return whyCard({ initiative, why, count, labels, inside: false, buttons: [], zone: initiative.crew?.zone ?? zone })
  })
}

function buttonsOf(own: Own, newest: WhyVersion | null, inside: boolean, personId: number): Button[] {
  const value = { initiative: own.initiative.id }
  const mine = newest?.voices.find((voice) => voice.personId === personId)
  return [
    ...(newest && inside
      ? [
          ...(mine?.agrees
            ? []
            : [
                {
                  press: 'portfolio.acknowledge',
                  label: 'Acknowledge',
                  value: { why: newest.id },
                  style: 'primary' as const,
                },
              ]),
          {
            press: 'portfolio.disagree',
            label: mine && !mine.agrees ? 'Change my reason' : 'Disagree',
            value: { why: newest.id },
            opens: true as const,
          },
        ]
      : []),
    ...(allowed(own, 'edit')
      ? [{ press: 'portfolio.set-why', label: newest ? 'Change' : 'Say why', value, opens: true as const }]
      : []),
  ]
}

async function showWhy(own: Own, ctx: Context): Promise<Outcome> {
  return tell(await viewOf(own, ctx))
}

/** A version that this person may speak to: the newest, of a crew of theirs. */
async function speakable({ why: whyId }: OfWhy, ctx: Context): Promise<{ own: Own; newest: WhyVersion } | Refusal> {
  const initiativeId = await whyInitiative(ctx.tx, whyId)
  const own = await byId(initiativeId ?? 0, 'see', 'see', ctx)
  if ('refused' in own) return own
  const { key } = own.initiative
  const { members } = await membersOf(own.initiative, ctx.tx)
  if (!members.some(({ personId }) => personId === ctx.actor.id))
    return { refused: `Only members of its crew say whether they stand behind ${key}. Nothing was saved.` }
  const [newest] = await whysOf(ctx.tx, own.initiative.id)
  if (!newest || newest.id !== whyId)
    return {
      refused: `Why ${key} has a newer version meanwhile. ${command(`why ${key}`)} shows it; nothing was saved.`,
    }
  return { own, newest }
}

export async function acknowledge(value: OfWhy, ctx: Context): Promise<Outcome> {
  const found = await speakable(value, ctx)
  if ('refused' in found) return tell(found.refused)
  await sayToWhy(ctx.tx, { whyId: value.why, personId: ctx.actor.id }, { agrees: true, reason: null }, ctx.now)
  return showWhy(found.own, ctx)
}

export async function drawDisagree(value: OfWhy, ctx: Context) {
  const found = await speakable(value, ctx)
  if ('refused' in found) return found
  const mine = found.newest.voices.find(({ personId }) => personId === ctx.actor.id)
  return disagreeForm(found.own.initiative, found.newest, mine?.reason ?? null)
}

export async function disagree({ reason }: { reason: string }, value: OfWhy, ctx: Context): Promise<Outcome> {
  const found = await speakable(value, ctx)
  if ('refused' in found) return tell(found.refused)
  const voice = { agrees: false, reason: reason.trim() }
  await sayToWhy(ctx.tx, { whyId: value.why, personId: ctx.actor.id }, voice, ctx.now)
  return showWhy(found.own, ctx)
}
