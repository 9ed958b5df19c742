/** A what-if shown to others: computed again, on the plan as it is then and with money as they may see it. */
import { z } from 'zod'
import type { Context, Refusal } from '../../../chat/feature.ts'
import type { Message } from '../../../chat/message.ts'
import type { Snapshot } from '../../../chat/ports.ts'
import { sentence } from '../../../chat/say.ts'
import { standingOf } from '../../../people/standing.ts'
import { createSharing, type Drawing, shareable } from '../../../sharing/sharing.ts'
import type { Shared } from '../../../sharing/store.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { guestsMatter, moneyInChannel } from '../../portfolio/rules/rights.ts'
import { initiativeById } from '../../portfolio/store/reads.ts'
import { viewOf } from '../cards/view.ts'
import { whatIfCard } from '../cards/whatif.ts'
import { outdated } from '../rules/question.ts'
import { groundOf } from '../store/ground.ts'
import { impactOf } from '../store/impact.ts'
import { questionById } from '../store/questions.ts'
import { type Acting, asOf } from './computing.ts'
import { ownQuestion } from './own.ts'

type OfQuestion = { whatIf: number }

const changed = (why: string) => `The plan has changed since. ${why}`

async function own({ whatIf }: OfQuestion, ctx: Context): Promise<Refusal | { crewId: number | null }> {
  const question = await ownQuestion(whatIf, ctx)
  if ('refused' in question) return question
  const initiative = await initiativeById(ctx.tx, question.organizationId, question.initiativeId)
  return { crewId: initiative?.crewId ?? null }
}

/** Whether it can still be asked of the plan; said to whoever shares, and not to everybody. */
async function ready({ whatIf }: OfQuestion, acting: Acting, snapshot: Snapshot): Promise<Refusal | null> {
  return snapshot(async (read) => {
    const question = await questionById(read, acting.actor.organizationId, whatIf)
    if (!question) return { refused: 'This question is not here any more. Nothing was shared.' }
    const ground = await groundOf(read, await asOf(read, acting), { id: question.initiativeId })
    const old = 'refused' in ground ? ground.refused : outdated(question.changes, { ...ground, records: ground.seen })
    return old ? { refused: `${changed(old)} Nothing was shared.` } : null
  })
}

async function draw({ whatIf }: OfQuestion, shared: Shared, { snapshot, readers, now }: Drawing): Promise<Message> {
  const { organizationId, byId, installationId, channel, zone } = shared
  const who = await snapshot((read) => standingOf(read, byId, installationId))
  const answer = await impactOf(snapshot, { organizationId, who, now, zone }, whatIf)
  if ('refused' in answer) return sentence(`A what-if was to be shown here. ${changed(answer.refused)}`)
  const { question, impact, ground } = answer
  const { initiative, seen } = ground
  const { id, crewId } = channel
  // Its platform is asked who reads along only where that matters.
  const ask = [initiative, ...(impact.costs ?? []).map((cost) => cost.initiative)].some((one) =>
    guestsMatter(one, crewId),
  )
  const guests = ask ? ((await readers(id))?.guests ?? null) : null
  const money = (one: InitiativeRecord) => moneyInChannel(one, crewId, guests)
  const since = question.fingerprint === impact.basis.fingerprint ? null : question.askedAt
  return whatIfCard(viewOf(question, impact, initiative, { seen, money, at: now, since, zone, buttons: [] }))
}

export const sharing = createSharing('whatif', {
  'whatif.answer': shareable({ about: z.object({ whatIf: z.number().int() }), of: own, ready, draw }),
})
