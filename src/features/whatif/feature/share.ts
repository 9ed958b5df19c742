/** A what-if shown to others: computed again, on the plan as it is now and with money as they may see it. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { viewOf } from '../cards/view.ts'
import { whatIfCard } from '../cards/whatif.ts'
import { impactOf } from '../store/impact.ts'
import { ownQuestion } from './ask.ts'
import { asOf, moneyHere } from './computing.ts'

const alone =
  'Only you read along here, so nothing was shared. Share here posts it where the answer stands in a channel.'

export async function share({ whatIf: id }: { whatIf: number }, ctx: Context): Promise<Outcome> {
  const { place, now, actor } = ctx
  const own = await ownQuestion(id, ctx)
  if ('refused' in own) return tell(own.refused)
  if (place.channelId === undefined) return tell(alone)
  const as = await asOf(ctx.tx, ctx)
  return {
    later: async (snapshot) => {
      const answer = await impactOf(snapshot, as, id)
      if ('refused' in answer)
        return async () => tell(`The plan has changed since. ${answer.refused} Nothing was shared.`)
      const { question, impact, ground } = answer
      const reader = { seen: ground.seen, money: moneyHere(place), at: now, zone: actor.zone, buttons: [] }
      const message = whatIfCard(viewOf(question, impact, ground.initiative, reader))
      return async () => ({ answer: { do: 'post', message } })
    },
  }
}
