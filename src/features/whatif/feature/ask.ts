/** `/tandem whatif`: asked in a line or in a form, answered to the asker alone, shared by them. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Button } from '../../../chat/message.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { initiativeById } from '../../portfolio/store/reads.ts'
import { type Asked, whatIfForm } from '../cards/form.ts'
import { whatIfCard } from '../cards/whatif.ts'
import { compute } from './compute.ts'
import { askable, recordsFor } from './records.ts'

const nothingYet = `There is no initiative yet to ask about. ${command('initiative')} makes one; ${command('plan')} fills it.`
const alone =
  'Only you read along here, so nothing was shared. Share here posts it where the answer stands in a channel.'
const gone = 'This initiative is not here any more. Nothing was computed.'

/** Without words the form opens, with what was given in it. */
export async function ask(key: string | undefined, words: string | undefined, ctx: Context): Promise<Outcome> {
  if (key !== undefined && words !== undefined) return answer(key, words, ctx)
  if (key === undefined) return openForm({ initiative: null, words: '' }, ctx)
  const found = await recordsFor(key, ctx)
  if ('refused' in found) return tell(found.refused)
  return openForm({ initiative: found.initiative.id, words: '' }, ctx)
}

async function answer(key: string, words: string, ctx: Context): Promise<Outcome> {
  const records = await recordsFor(key, ctx)
  if ('refused' in records) return tell(records.refused)
  const asked = { initiative: records.initiative.id, words: words.trim() }
  const view = await compute(words, records, 'asker', ctx)
  if ('refused' in view) return tell(`${view.refused} Nothing was computed.`)
  return tell(whatIfCard({ ...view, buttons: buttons(asked) }))
}

/** The words travel with the buttons: a question is stored nowhere, and its card is the asker's alone. */
function buttons(asked: Asked): Button[] {
  return [
    { press: 'whatif.share', label: 'Share here', value: asked },
    { press: 'whatif.another', label: 'Try another', value: asked, opens: true },
  ]
}

async function openForm(asked: Asked, ctx: Context): Promise<Outcome> {
  const form = await drawForm(asked, ctx)
  return 'refused' in form ? tell(form.refused) : { answer: { do: 'open', form } }
}

export const another = openForm

export async function drawForm(asked: Asked, ctx: Context): Promise<ReturnType<typeof whatIfForm> | Refusal> {
  const initiatives = await askable(ctx)
  return initiatives.length ? whatIfForm(initiatives, asked) : { refused: nothingYet }
}

export async function submit(
  { initiative: key, change }: { initiative: string; change: string },
  _asked: Asked,
  ctx: Context,
): Promise<Outcome> {
  const records = await recordsFor(key, ctx)
  if ('refused' in records) return { answer: { do: 'refuse', errors: { initiative: records.refused } } }
  const view = await compute(change, records, 'asker', ctx)
  if ('refused' in view) return { answer: { do: 'refuse', errors: { change: view.refused } } }
  return tell(whatIfCard({ ...view, buttons: buttons({ initiative: records.initiative.id, words: change.trim() }) }))
}

/** Computed again, on the plan as it is now and with money as this place may see it. */
export async function share({ initiative: id, words }: Asked, ctx: Context): Promise<Outcome> {
  if (ctx.place.channelId === undefined) return tell(alone)
  const initiative = id === null ? null : await initiativeById(ctx.tx, ctx.actor.organizationId, id)
  if (!initiative) return tell(gone)
  const records = await recordsFor(initiative.key, ctx)
  if ('refused' in records) return tell(records.refused)
  const view = await compute(words, records, 'place', ctx)
  if ('refused' in view) return tell(`The plan has changed since. ${view.refused} Nothing was shared.`)
  return { answer: { do: 'post', message: whatIfCard({ ...view, buttons: [] }) } }
}
