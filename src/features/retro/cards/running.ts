/** What whoever runs a retro sees alone: notes alike, themes to change, that it is their turn. */
import type { Block, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { type NoteRecord, nameOf, type Phase } from '../rules/records.ts'
import { notesIn, type RetroView } from '../rules/view.ts'
import { stateWords } from './board.ts'
import { buttons, count, list, noteLine, titleOf } from './lines.ts'

const strong = (text: string): Block => ({ block: 'text', text: [{ strong: text }] })

const mostShown = 12

/** Notes that say nearly the same, to whoever groups. */
export function alikeCard({ retro }: RetroView, groups: NoteRecord[][]): Message {
  const title = `${nameOf(retro)}: notes that say nearly the same`
  const shown = groups.slice(0, mostShown)
  const rest = groups.length - shown.length
  return {
    summary: title,
    blocks: [
      strong(groups.length ? title : `${nameOf(retro)}: no two notes say nearly the same.`),
      ...shown.flatMap((notes): Block[] => [
        ...list(
          count(notes.length, 'note'),
          notes.map((note) => noteLine(note)),
          6,
        ),
        ...buttons({
          press: 'retro.group',
          label: 'Make a theme',
          value: { retro: retro.id, like: notes[0]?.id },
          opens: true,
        }),
      ]),
      ...(rest > 0 ? [{ block: 'note' as const, text: `and ${rest} more, once these are themes` }] : []),
    ],
  }
}

export function themesCard(view: RetroView): Message {
  const { retro, themes } = view
  const title = `Themes of ${nameOf(retro)}`
  const shown = themes.slice(0, mostShown * 2)
  return {
    summary: title,
    blocks: [
      strong(themes.length ? title : `${nameOf(retro)} has no themes yet.`),
      ...shown.flatMap(({ id, name }): Block[] => [
        { block: 'text', text: `${shorten(name, 140)} (${count(notesIn(view, id).length, 'note')})` },
        ...buttons(
          {
            press: 'retro.group',
            label: 'Change',
            value: { retro: retro.id, theme: id },
            opens: true,
            style: 'quiet',
          },
          { press: 'retro.ungroup', label: 'Dissolve', value: { theme: id }, style: 'quiet' },
        ),
      ]),
      ...(themes.length > shown.length
        ? [{ block: 'note' as const, text: `and ${themes.length - shown.length} more` }]
        : []),
    ],
  }
}

/** In person, when a phase asks something of whoever runs it and began, or was left, by itself. */
export function dueCard(view: RetroView, phase: Phase): Message {
  const { retro, crew } = view
  const title = titleOf(view)
  if (retro.phase !== phase) return { summary: title, blocks: [{ block: 'text', text: `${title} has moved on.` }] }
  const until: Inline[] = retro.endsAt ? [' until ', { when: retro.endsAt, zone: crew.zone }] : []
  return {
    summary: `${title} waits for you`,
    blocks: [
      {
        block: 'alert',
        label: 'You run it',
        text: [`${title}: ${asked[phase]}`, ...until, '.'],
        buttons: [{ press: 'retro.show', label: 'Show', value: { retro: retro.id } }],
      },
    ],
  }
}

const asked: Record<Phase, string> = {
  collect: 'too few have written yet, so notes are collected',
  group: 'the notes are in. Name the themes',
  vote: 'dots are placed',
  discuss: 'the top themes are talked about',
  act: 'nothing is promised yet. An action item, or the reason why there is none, is waited for',
}

/** In person, to whose turn it is. */
export function turnCard(view: RetroView, personId: number): Message {
  const { retro } = view
  const title = titleOf(view)
  if (retro.facilitatorId !== personId || retro.phase === 'closed' || retro.phase === 'skipped')
    return { summary: title, blocks: [{ block: 'text', text: `${title}: somebody else runs it now, or it is over.` }] }
  const value = { retro: retro.id }
  return {
    summary: `It is your turn to run ${nameOf(retro)}`,
    blocks: [
      {
        block: 'alert',
        label: 'Your turn',
        text: `You run ${title}. Now: ${stateWords(view)} Move on from its card, in the channel or here.`,
        buttons: [
          { press: 'retro.show', label: 'Show', value },
          ...(retro.phase === 'collect' ? [{ press: 'retro.pass', label: 'Not this time', value }] : []),
        ],
      },
    ],
  }
}
