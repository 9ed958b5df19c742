/** Dots: placed, placed anew, looked at by whoever placed them. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import { notTaken, sentence, tell } from '../../../chat/say.ts'
import { dotsForm } from '../cards/forms.ts'
import { ownDots } from '../cards/own.ts'
import { placeOn, readDots, themeByTheme } from '../rules/dots.ts'
import { nameOf } from '../rules/records.ts'
import { markPerson } from '../store/people.ts'
import { lockPhase } from '../store/retros.ts'
import { dotsOf, putDots } from '../store/themes.ts'
import type { RetroValue } from './noting.ts'
import { ended, gone, ownPart, ownView } from './own.ts'
import { refreshed } from './records.ts'

export async function drawDots(value: RetroValue, ctx: Context) {
  const part = await ownPart(value.retro, 'vote', ctx)
  if ('refused' in part) return part
  const view = await ownView(value.retro, ctx)
  if ('refused' in view) return view
  const placed = await dotsOf(ctx.tx, value.retro, ctx.actor.id)
  return dotsForm(
    view,
    placed.flatMap(({ themeId, count }) => Array<number>(count).fill(themeId)),
  )
}

export async function saveDots(values: Record<string, unknown>, value: RetroValue, ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const part = await ownPart(value.retro, 'vote', ctx)
  if ('refused' in part) return notTaken(part.refused)
  const view = await ownView(value.retro, ctx)
  if ('refused' in view) return notTaken(view.refused)
  const ids = view.themes.map(({ id }) => id)
  const { settings } = view.retro
  const read = themeByTheme(ids.length, settings)
    ? placeOn({ theme: Number(values.theme), count: Number(values.count) }, await placedBy(value, ctx), ids, settings)
    : readDots(values, ids, settings)
  if ('errors' in read) return { answer: { do: 'refuse', errors: read.errors } }
  const retro = await lockPhase(tx, value.retro, 'vote', { before: now })
  if (!retro) return notTaken(ended({ ...part.retro, phase: 'discuss' }, 'vote', now) ?? gone)
  await putDots(tx, retro.id, actor.id, read.ok)
  await markPerson(tx, retro.id, actor.id, { voted: read.ok.size > 0 })
  const used = [...read.ok.values()].reduce((sum, given) => sum + given, 0)
  const left = retro.settings.dots - used
  const said = `${used === 1 ? '1 dot is' : `${used} dots are`} placed${left ? `, ${left} left` : ''}. You can place them anew until the vote ends.`
  const again = { press: 'retro.vote', label: left ? 'Place more' : 'Place them anew', value, opens: true as const }
  return {
    ...tell(sentence(said, [{ block: 'buttons', buttons: [again] }])),
    effects: refreshed(retro, [part.person]),
  }
}

const placedBy = async ({ retro }: RetroValue, { tx, actor }: Context) =>
  new Map((await dotsOf(tx, retro, actor.id)).map(({ themeId, count }) => [themeId, count]))

export async function myDots(value: RetroValue, ctx: Context): Promise<Outcome> {
  const view = await ownView(value.retro, ctx)
  if ('refused' in view) return tell(view.refused)
  if (view.retro.phase !== 'vote')
    return tell(`Whose dot is whose is known while the vote of ${nameOf(view.retro)} lasts; only sums are kept.`)
  return tell(ownDots(view, await placedBy(value, ctx)))
}
