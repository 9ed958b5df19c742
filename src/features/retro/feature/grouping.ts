/** Themes: whoever runs the retro picks notes and names what they are about. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { groupForm } from '../cards/forms.ts'
import { alikeCard, themesCard } from '../cards/running.ts'
import { nameOf, type RetroRecord, type ThemeRecord } from '../rules/records.ts'
import { nearDuplicates } from '../rules/similar.ts'
import { notesIn, type RetroView } from '../rules/view.ts'
import { lockPhase } from '../store/retros.ts'
import { addTheme, changeTheme, deleteTheme, dropEmptyThemes, themeById } from '../store/themes.ts'
import type { RetroValue } from './noting.ts'
import { ended, gone, ownView, runs } from './own.ts'
import { refreshed } from './records.ts'

export interface GroupValue extends RetroValue {
  theme?: number | undefined
  /** A note: those alike are picked when the form opens. */
  like?: string | undefined
}

async function running(id: number, ctx: Context): Promise<RetroView | Refusal> {
  const own = await runs(id, ctx)
  if ('refused' in own) return own
  const late = ended(own.retro, 'group', ctx.now)
  return late ? { refused: late } : ownView(id, ctx)
}

async function locked({ retro }: RetroView, { tx, now }: Context): Promise<RetroRecord | Refusal> {
  const here = await lockPhase(tx, retro.id, 'group', { before: now })
  return here ?? { refused: ended({ ...retro, phase: 'vote' }, 'group', now) ?? gone }
}

const alikeOf = (view: RetroView) => nearDuplicates(notesIn(view, null))

export async function drawGroup({ retro, theme: themeId, like }: GroupValue, ctx: Context) {
  const view = await running(retro, ctx)
  if ('refused' in view) return view
  const theme = view.themes.find(({ id }) => id === themeId) ?? null
  if (themeId !== undefined && !theme) return { refused: 'This theme is not there any more. Nothing was changed.' }
  if (!theme && notesIn(view, null).length === 0)
    return { refused: `Every note of ${nameOf(view.retro)} is in a theme. Change one of the themes instead.` }
  const alike = like ? alikeOf(view).find((notes) => notes.some(({ id }) => id === like)) : undefined
  const picked = (theme ? notesIn(view, theme.id) : (alike ?? [])).map(({ id }) => id)
  return groupForm(view, theme, picked, like ?? null)
}

export async function saveGroup(
  { name, notes }: { name: string; notes: string[] },
  value: GroupValue,
  ctx: Context,
): Promise<Outcome> {
  const view = await running(value.retro, ctx)
  if ('refused' in view) return notTaken(view.refused)
  const title = name.replace(/\s+/g, ' ').trim()
  const same = (one: ThemeRecord) => one.id !== value.theme && one.name.toLowerCase() === title.toLowerCase()
  if (view.themes.some(same))
    return {
      answer: {
        do: 'refuse',
        errors: { name: `"${title}" is a theme already. Change that one, or choose another name.` },
      },
    }
  const retro = await locked(view, ctx)
  if ('refused' in retro) return notTaken(retro.refused)
  if (value.theme === undefined) await addTheme(ctx.tx, retro.id, title, notes)
  else await changeTheme(ctx.tx, { id: value.theme, retroId: retro.id }, title, notes)
  await dropEmptyThemes(ctx.tx, retro.id)
  const left = notesIn(view, null).filter(({ id }) => !notes.includes(id)).length
  return {
    ...tell(
      `"${title}" is a theme of ${notes.length} now. ${left === 0 ? 'Every note is in a theme.' : `${left} notes are in none yet.`}`,
    ),
    effects: refreshed(retro),
  }
}

export async function alike(value: RetroValue, ctx: Context): Promise<Outcome> {
  const view = await running(value.retro, ctx)
  if ('refused' in view) return tell(view.refused)
  if (!view.retro.settings.suggest) return tell(`Notes alike are not looked for in ${nameOf(view.retro)}.`)
  return tell(alikeCard(view, alikeOf(view)))
}

export async function themes(value: RetroValue, ctx: Context): Promise<Outcome> {
  const view = await running(value.retro, ctx)
  return tell('refused' in view ? view.refused : themesCard(view))
}

export async function ungroup({ theme: id }: { theme: number }, ctx: Context): Promise<Outcome> {
  const theme = await themeById(ctx.tx, id)
  const view = theme ? await running(theme.retroId, ctx) : { refused: gone }
  if ('refused' in view) return tell(view.refused)
  const retro = await locked(view, ctx)
  if ('refused' in retro) return tell(retro.refused)
  await deleteTheme(ctx.tx, id)
  return { ...tell(`"${theme?.name}" is dissolved; its notes are in no theme.`), effects: refreshed(retro) }
}
