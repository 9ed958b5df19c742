/** Formats: the columns of a retro, those that are known and those that a crew names itself. Pure. */
import type { Column, Format } from './records.ts'

const made = (name: string, ...columns: [string, string][]): Format => ({
  name,
  columns: columns.map(([title, hint], at) => ({ id: `c${at + 1}`, name: title, hint })),
})

export const formats: Record<string, Format> = {
  ssc: made(
    'Start, stop, continue',
    ['Start', 'What should we begin to do?'],
    ['Stop', 'What does not help us?'],
    ['Continue', 'What should we keep?'],
  ),
  fourls: made(
    '4 Ls',
    ['Liked', 'What went well?'],
    ['Learned', 'What do we know now?'],
    ['Lacked', 'What was missing?'],
    ['Longed for', 'What did we wish for?'],
  ),
  msg: made(
    'Mad, sad, glad',
    ['Mad', 'What made us angry?'],
    ['Sad', 'What let us down?'],
    ['Glad', 'What made us happy?'],
  ),
  sailboat: made(
    'Sailboat',
    ['Wind', 'What drives us?'],
    ['Anchor', 'What holds us back?'],
    ['Rocks', 'What could sink us?'],
    ['Island', 'Where do we want to be?'],
  ),
  daki: made(
    'DAKI',
    ['Drop', 'What should go?'],
    ['Add', 'What should come?'],
    ['Keep', 'What should stay?'],
    ['Improve', 'What could be better?'],
  ),
  lean: made(
    'Lean wastes',
    ['Waiting', 'Where does work wait for somebody?'],
    ['Handoffs', 'Where is something lost on the way?'],
    ['Rework', 'What was done twice?'],
    ['Unused', 'What was built, and who misses it?'],
    ['Too much at once', 'What is begun and not finished?'],
  ),
}

/** The choice of a form for columns of one's own. */
export const ownFormat = 'own'
const [fewest, most, longestName, longestHint] = [2, 6, 40, 120]

/** One column a line: "Kudos: who helped you?". The words after the colon are a hint. */
export function readColumns(text: string): { ok: Format } | { error: string } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length < fewest || lines.length > most)
    return {
      error: `${lines.length} columns; write ${fewest} to ${most}, one a line, for example "Kudos: who helped?".`,
    }
  const columns: Column[] = []
  for (const [at, line] of lines.entries()) {
    const cut = line.indexOf(':')
    const name = (cut < 0 ? line : line.slice(0, cut)).trim()
    const hint = cut < 0 ? '' : line.slice(cut + 1).trim()
    if (!name) return { error: `"${line}" has no name before the colon. Write it like "Kudos: who helped?".` }
    if (name.length > longestName)
      return { error: `"${name}" is ${name.length} characters long; a column's name has at most ${longestName}.` }
    if (hint.length > longestHint)
      return { error: `What stands behind "${name}:" is ${hint.length} characters long; at most ${longestHint} fit.` }
    if (columns.some((one) => one.name.toLowerCase() === name.toLowerCase()))
      return { error: `"${name}" is there twice. Give each column a name of its own.` }
    columns.push({ id: `c${at + 1}`, name, hint })
  }
  return { ok: { name: columns.map(({ name }) => name).join(', '), columns } }
}

/** As it is typed again. */
export const columnLines = ({ columns }: Format) =>
  columns.map(({ name, hint }) => (hint ? `${name}: ${hint}` : name)).join('\n')

/** Under which choice of a form a format stands. */
export function choiceOf(one: Format): string {
  return Object.entries(formats).find(([, known]) => columnLines(known) === columnLines(one))?.[0] ?? ownFormat
}
