/** A retro as a file. From an anonymous one as little as from its cards: no name, no side, no order. */
import { ranked } from '../rules/dots.ts'
import { type NoteRecord, nameOf } from '../rules/records.ts'
import { commentsShown, notesIn, type RetroView } from '../rules/view.ts'
import { whyNothing } from './lines.ts'

type Names = Map<number, string>

const by = (names: Names, id: number | null) => (id === null ? '' : (names.get(id) ?? 'somebody who left'))

/** Notes are text, whatever they look like: nothing in them is a heading, a list or a link. */
const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#+\-.!|~]/g, '\\$&')

export function markdown(view: RetroView, names: Names): string {
  const { retro, crew, actions } = view
  const why = whyNothing(retro)
  const noted = ({ text, authorId }: NoteRecord) =>
    `- ${plain(text)}${authorId === null ? '' : ` (${plain(by(names, authorId))})`}`
  const section = (title: string, lines: string[]) => (lines.length ? [`## ${title}`, '', ...lines, ''] : [])
  const themes = ranked(view.themes).flatMap((theme) => {
    const said = commentsShown(view, theme.id).map(
      ({ text, authorId }) => `  > ${authorId === null ? '' : `${plain(by(names, authorId))}: `}${plain(text)}`,
    )
    const dots = theme.dots === null ? '' : `, ${theme.dots} ${theme.dots === 1 ? 'dot' : 'dots'}`
    return [
      `### ${plain(theme.name)}${dots}`,
      '',
      ...notesIn(view, theme.id).map(noted),
      ...(said.length ? ['', ...said] : []),
      '',
    ]
  })
  const columns = retro.format.columns.flatMap(({ id, name }) => {
    const left = notesIn(view, null).filter(({ columnId }) => columnId === id)
    return left.length ? [`### ${plain(name)}`, '', ...left.map(noted), ''] : []
  })
  return [
    `# ${nameOf(retro)} Retrospective: ${plain(crew.name)}`,
    '',
    `${retro.day}, ${plain(retro.format.name)}${retro.anonymous ? ', anonymous' : ''}`,
    '',
    ...section('Themes', themes),
    ...section('Notes', columns),
    ...section(
      'Action items',
      actions.map(
        ({ number, text, ownerId, dueOn, state }) =>
          `- A-${number} ${plain(text)}: ${plain(by(names, ownerId))}, ${dueOn}, ${state}`,
      ),
    ),
    ...(actions.length === 0 && why ? [plain(why), ''] : []),
  ].join('\n')
}

export function table(view: RetroView, names: Names): (string | number)[][] {
  const { retro, actions } = view
  const columns = new Map(retro.format.columns.map(({ id, name }) => [id, name]))
  const themes = new Map(view.themes.map((theme) => [theme.id, theme]))
  const theme = (id: number | null) => (id === null ? '' : (themes.get(id)?.name ?? ''))
  return [
    ['retro', 'what', 'column', 'theme', 'dots', 'text', 'name', 'due', 'state'],
    ...view.notes.map(({ columnId, themeId, text, authorId }) => [
      ...[nameOf(retro), 'note', columns.get(columnId) ?? '', theme(themeId)],
      ...[themeId === null ? '' : (themes.get(themeId)?.dots ?? ''), text, by(names, authorId), '', ''],
    ]),
    ...view.themes.flatMap(({ id, name, dots }) =>
      commentsShown(view, id).map(({ text, authorId }) => [
        ...[nameOf(retro), 'comment', '', name, dots ?? '', text, by(names, authorId), '', ''],
      ]),
    ),
    ...actions.map(({ text, ownerId, dueOn, state }) => [
      ...[nameOf(retro), 'action item', '', '', '', text, by(names, ownerId), dueOn, state],
    ]),
  ]
}
