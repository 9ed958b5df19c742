/** A retro as a file, for the crew that held it. */
import { stringify } from 'csv-stringify/sync'
import type { Context, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { personsOf } from '../../../people/persons.ts'
import { markdown, table } from '../cards/export.ts'
import { nameOf, notesShown } from '../rules/records.ts'
import { retroByNumber, retrosOf } from '../store/retros.ts'
import type { RetroValue } from './noting.ts'
import { ownView } from './own.ts'
import { meant } from './showing.ts'

export const fileTypes = ['md', 'csv'] as const
type As = (typeof fileTypes)[number]

export async function exportRetro({ retro: id, as }: RetroValue & { as: As }, ctx: Context): Promise<Outcome> {
  const view = await ownView(id, ctx)
  if ('refused' in view) return tell(view.refused)
  const name = nameOf(view.retro)
  if (!notesShown(view.retro))
    return tell(
      view.retro.phase === 'skipped'
        ? `${name} was called off: there is nothing in it.`
        : `The notes of ${name} are shown from grouping on; until then there is no file of them.`,
    )
  const names = new Map((await personsOf(ctx.tx, ctx.actor.organizationId)).map((one) => [one.id, one.name]))
  const [text, type] =
    as === 'md'
      ? [markdown(view, names), 'text/markdown; charset=utf-8']
      : [stringify(table(view, names), { escape_formulas: true, bom: true }), 'text/csv; charset=utf-8']
  const content = new TextEncoder().encode(text)
  return { answer: { do: 'file', name: `retro-${name.toLowerCase()}.${as}`, type, content } }
}

/** `/tandem retro export R-3 csv`; without a name the newest of the crew. */
export async function exportByName(name: string | undefined, as: As, ctx: Context): Promise<Outcome> {
  if (name === undefined) {
    const of = await meant(ctx)
    const crews = 'crew' in of ? [of.crew] : of.choose
    const [newest] = await retrosOf(
      ctx.tx,
      crews.map(({ id }) => id),
      1,
    )
    if (newest) return exportRetro({ retro: newest.id, as }, ctx)
    return tell(`Your crews have held no retrospective yet. ${command('retro now')} starts one.`)
  }
  const number = Number(/^r-?(\d+)$/i.exec(name.trim())?.[1] ?? Number.NaN)
  const retro = Number.isNaN(number) ? null : await retroByNumber(ctx.tx, ctx.actor.organizationId, number)
  if (!retro) return tell(`"${name}" is no retrospective of your crews. Name one like R-3.`)
  return exportRetro({ retro: retro.id, as }, ctx)
}
