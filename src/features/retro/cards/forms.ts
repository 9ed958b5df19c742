/** The forms in which people write, group, vote, talk and promise. */
import type { Inputs, Option } from '../../../chat/form.ts'
import { shorten } from '../../../chat/plain.ts'
import { dotFields, themeByTheme } from '../rules/dots.ts'
import { type NoteRecord, nameOf, type ThemeRecord } from '../rules/records.ts'
import { notesIn, type RetroView } from '../rules/view.ts'
import { count, seenBy, titleOf } from './lines.ts'

export const longestNote = 500
const mostTyped = 4_000

export function noteForm(view: RetroView, text = '') {
  const { retro } = view
  return {
    id: 'retro.note',
    title: 'Write notes',
    intro: titleOf(view),
    note: `Who sees them: ${seenBy(view)}. You can change and delete them until grouping begins.`,
    submit: 'Add',
    value: { retro: retro.id },
    inputs: Object.fromEntries(
      retro.format.columns.map(({ id, name, hint }, at) => [
        id,
        {
          input: 'text' as const,
          label: name,
          lines: 3,
          max: mostTyped,
          optional: true as const,
          hint: `${hint ? `${hint} ` : ''}One note a line.`,
          ...(at === 0 && text && { value: text }),
        },
      ]),
    ),
  }
}

export function editForm({ retro, crew }: RetroView, note: NoteRecord) {
  return {
    id: 'retro.edit',
    title: 'Change a note',
    intro: titleOf({ retro, crew }),
    submit: 'Save',
    value: { retro: retro.id, note: note.id },
    inputs: {
      column: {
        input: 'choice' as const,
        label: 'Column',
        options: retro.format.columns.map(({ id, name }) => ({ value: id, label: name })),
        value: note.columnId,
      },
      text: { input: 'text' as const, label: 'Note', lines: 3, max: longestNote, value: note.text },
    },
  }
}

/** `picked`: what is chosen when it opens. Notes of other themes are not offered: a theme gives them back first. */
export function groupForm(view: RetroView, theme: ThemeRecord | null, picked: string[], like: string | null) {
  const { retro } = view
  const columns = new Map(retro.format.columns.map(({ id, name }) => [id, name]))
  const offered = [...(theme ? notesIn(view, theme.id) : []), ...notesIn(view, null)]
  const order = (note: NoteRecord) => (picked.includes(note.id) ? 0 : 1)
  return {
    id: 'retro.group',
    title: theme ? 'Change a theme' : 'Name a theme',
    intro: `${nameOf(retro)}: ${count(notesIn(view, null).length, 'note')} in no theme yet.`,
    note: 'Who is in no theme when the vote begins is a theme of its own.',
    submit: theme ? 'Save' : 'Make a theme',
    value: { retro: retro.id, ...(theme && { theme: theme.id }), ...(like && { like }) },
    inputs: {
      name: { input: 'text' as const, label: 'Theme', max: 120, ...(theme && { value: theme.name }) },
      notes: {
        input: 'choices' as const,
        label: 'Notes in it',
        options: [...offered]
          .sort((a, b) => order(a) - order(b))
          .map(({ id, columnId, text }) => ({
            value: id,
            label: shorten(`${columns.get(columnId) ?? '?'}: ${text}`, 75),
          })),
        ...(picked.length && { value: picked }),
      },
    },
  }
}

/** `placed`: a theme for each dot that is given already. */
export function dotsForm({ retro, themes, ...view }: RetroView, placed: number[]) {
  const { dots, perTheme } = retro.settings
  const options: Option[] = themes.map(({ id, name }) => ({
    value: String(id),
    label: shorten(`${name} (${count(notesIn(view, id).length, 'note')})`, 75),
  }))
  const left = dots - placed.length
  return {
    id: 'retro.vote',
    title: 'Place your dots',
    intro: `${nameOf(retro)}: what should we talk about? At most ${count(perTheme, 'dot')} on one theme.`,
    note: 'Until the end you can place them anew. Nobody sees where yours are; afterwards only sums are kept.',
    submit: 'Vote',
    value: { retro: retro.id },
    inputs: themeByTheme(themes.length, retro.settings) ? oneTheme(options, left) : eachDot(options, dots, placed),
  }
}

function eachDot(options: Option[], dots: number, placed: number[]): Inputs {
  return Object.fromEntries(
    dotFields(dots).map((field, at) => {
      const on = placed[at]
      const value = on === undefined ? {} : { value: String(on) }
      return [field, { input: 'choice', label: `Dot ${at + 1}`, options, optional: true, ...value }]
    }),
  )
}

function oneTheme(options: Option[], left: number): Inputs {
  return {
    theme: { input: 'choice', label: 'Theme', options },
    count: {
      input: 'number',
      label: 'Dots on it',
      min: 0,
      hint: `${count(left, 'dot')} left. One theme at a time; 0 takes them back.`,
    },
  }
}

export function commentForm({ retro }: Pick<RetroView, 'retro'>, theme: ThemeRecord) {
  return {
    id: 'retro.comment',
    title: 'Say something',
    intro: `${nameOf(retro)} ${shorten(theme.name, 200)}`,
    note: retro.anonymous
      ? 'Shown without your name, together with what others say.'
      : 'Shown in the thread with your name, in every channel of the crew.',
    submit: 'Say it',
    value: { theme: theme.id },
    inputs: { text: { input: 'text' as const, label: 'What do you say to it?', lines: 4, max: 1_000 } },
  }
}

export function actionForm({ retro }: Pick<RetroView, 'retro'>, people: Option[], dueOn: string) {
  return {
    id: 'retro.act',
    title: 'Add an action item',
    intro: `${nameOf(retro)}: one person, one day.`,
    note: 'It always carries a name, and comes back until it is done.',
    submit: 'Promise it',
    value: { retro: retro.id },
    inputs: {
      text: { input: 'text' as const, label: 'What', max: 300, lines: 2 },
      owner: { input: 'choice' as const, label: 'Who', options: people },
      due: { input: 'date' as const, label: 'Until', value: dueOn },
    },
  }
}

export function noneForm({ retro }: Pick<RetroView, 'retro'>) {
  return {
    id: 'retro.none',
    title: 'Without an action item',
    intro: `${nameOf(retro)} closes without an action item.`,
    note: 'The crew reads the reason in the summary.',
    submit: 'Close it',
    value: { retro: retro.id },
    inputs: { reason: { input: 'text' as const, label: 'Why is there none?', max: 500, lines: 2 } },
  }
}

export function timeForm({ retro }: Pick<RetroView, 'retro'>, now: string) {
  return {
    id: 'retro.time',
    title: 'Set the end',
    intro: `${nameOf(retro)}: when does this phase end by itself?`,
    submit: 'Set it',
    value: { retro: retro.id },
    inputs: {
      ends: {
        input: 'text' as const,
        label: 'Ends',
        max: 60,
        value: now,
        hint: `In words: "tomorrow 17:00", "in 10 minutes", "fri". "by hand": only when you move on.`,
      },
    },
  }
}
