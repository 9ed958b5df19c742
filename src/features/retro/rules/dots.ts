/** Dots: a budget for each person, so many at most for one theme; the sums decide what is talked about. Pure. */
import type { RetroSettings, ThemeRecord } from './records.ts'

type Budget = Pick<RetroSettings, 'dots' | 'perTheme'>

/** Names of the fields of the form, one a dot. */
export const dotFields = (dots: number) => Array.from({ length: dots }, (_, at) => `dot${at + 1}`)

/** Dots by theme; an error beside the dot that is one too many for its theme. */
export function readDots(
  values: Record<string, unknown>,
  themes: number[],
  { dots, perTheme }: Budget,
): { ok: Map<number, number> } | { errors: Record<string, string> } {
  const placed = new Map<number, number>()
  const errors: Record<string, string> = {}
  for (const field of dotFields(dots)) {
    const theme = Number(values[field] ?? Number.NaN)
    if (Number.isNaN(theme)) continue
    const given = placed.get(theme) ?? 0
    if (!themes.includes(theme)) errors[field] = 'This theme is not there any more. Choose another.'
    else if (given >= perTheme)
      errors[field] =
        `A theme gets at most ${perTheme === 1 ? '1 dot' : `${perTheme} dots`} of one person. Choose another, or leave this empty.`
    else placed.set(theme, given + 1)
  }
  return Object.keys(errors).length ? { errors } : { ok: placed }
}

/** So many choices, one list of themes for each dot, fit into a form on every platform; where there are more, theme by theme. */
const mostChoices = 600

export const themeByTheme = (themes: number, { dots }: Pick<Budget, 'dots'>) => themes * dots > mostChoices

/** Dots on one more theme, beside those that are placed; 0 takes them back. */
export function placeOn(
  { theme, count }: { theme: number; count: number },
  placed: Map<number, number>,
  themes: number[],
  { dots, perTheme }: Budget,
): { ok: Map<number, number> } | { errors: Record<string, string> } {
  if (!themes.includes(theme)) return { errors: { theme: 'This theme is not there any more. Choose another.' } }
  const others = [...placed].reduce((sum, [id, given]) => sum + (id === theme ? 0 : given), 0)
  const most = Math.min(perTheme, dots - others)
  if (count > most || count < 0 || !Number.isInteger(count))
    return { errors: { count: `Give whole dots from 0 to ${most}: ${others} of your ${dots} are on other themes.` } }
  const all = new Map(placed)
  if (count) all.set(theme, count)
  else all.delete(theme)
  return { ok: all }
}

export const talkedAbout = 3

/** The most dots first, then in their order. */
export function ranked<T extends Pick<ThemeRecord, 'position' | 'dots'>>(themes: T[]): T[] {
  return [...themes].sort((a, b) => (b.dots ?? 0) - (a.dots ?? 0) || a.position - b.position)
}

/** The top three; who has as many dots as the third is in. Where nobody voted: the three with the most notes. */
export function topThemes<T extends Pick<ThemeRecord, 'id' | 'position' | 'dots'>>(
  themes: T[],
  notesOf: (theme: T) => number = () => 0,
): T[] {
  const order = ranked(themes)
  const cut = order[talkedAbout - 1]?.dots ?? 0
  const voted = order.filter(({ dots }) => (dots ?? 0) > 0 && (dots ?? 0) >= cut)
  if (voted.length) return voted
  return [...themes].sort((a, b) => notesOf(b) - notesOf(a) || a.position - b.position).slice(0, talkedAbout)
}
