/** The one root message of a retro: drawn from its phase, with what everybody can do and what whoever runs it can. */
import type { Block, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { ranked } from '../rules/dots.ts'
import { isPhase } from '../rules/phases.ts'
import { nameOf } from '../rules/records.ts'
import { nearDuplicates } from '../rules/similar.ts'
import { notesIn, type RetroView, topOf } from '../rules/view.ts'
import { everybody, steering } from './board-buttons.ts'
import {
  actionLine,
  count,
  lineLength,
  list,
  noteLine,
  progress,
  seenBy,
  strip,
  themeLine,
  titleOf,
  untilFacts,
  whyNothing,
} from './lines.ts'

/** What stands on one card of a column, of themes, of action items; the rest is one press away. */
const [mostNotes, mostThemes, mostActions] = [8, 20, 8]

export function boardCard(view: RetroView): Message {
  const { retro } = view
  const title = titleOf(view)
  return {
    summary: `${title}: ${stateWords(view)}`,
    blocks: [
      { block: 'heading', text: title },
      { block: 'note', text: about(view) },
      ...(isPhase(retro.phase) ? [{ block: 'text' as const, text: strip(retro) }] : []),
      ...body(view),
      ...fixed(view),
      ...everybody(view),
      ...steering(view),
    ],
  }
}

export function stateWords({ retro, people }: RetroView): string {
  switch (retro.phase) {
    case 'collect':
      return 'write your notes.'
    case 'group':
      return 'the notes are being grouped.'
    case 'vote':
      return `place your ${count(retro.settings.dots, 'dot')}.`
    case 'discuss':
      return 'what do we say to the top themes?'
    case 'act':
      return 'what do we promise?'
    case 'closed':
      return 'closed.'
    case 'skipped':
      return people.some(({ wrote }) => wrote) ? 'called off.' : 'called off, nobody had written anything.'
  }
}

function about({ retro, people, crew }: RetroView): Inline[] {
  const side = people.find(({ personId }) => personId === retro.facilitatorId)?.side
  const label = side && side !== 'both' ? ` (${crew.labels[side].toLowerCase()})` : ''
  return [
    retro.format.name,
    ...(retro.facilitatorId === null ? [] : [' · run by ', { person: retro.facilitatorId }, label]),
    retro.anonymous ? ' · anonymous' : '',
    ...(retro.settings.pace === 'live' ? [' · live, one hour'] : []),
  ]
}

function body(view: RetroView): Block[] {
  const { retro, actions } = view
  switch (retro.phase) {
    case 'collect':
      return [
        ...openBefore(view),
        ...list(
          'What is asked',
          retro.format.columns.map(({ name, hint }) => [`\n- ${name}${hint ? `: ${hint}` : ''}`]),
          6,
        ),
        progress(view, 'wrote', 'have written'),
        progress(view, 'ready', 'are ready'),
      ]
    case 'group':
      return [...themeBlocks(view), ...columns(view), ...alikeHint(view)]
    case 'vote':
      return [...themeBlocks(view), progress(view, 'voted', 'have voted')]
    case 'discuss':
      return [...tally(view), ...list('Promised so far', actions.map(actionLine), mostActions)]
    case 'act':
      return [...tally(view), ...promised(view)]
    case 'closed':
      return [...tally(view), ...promised(view)]
    case 'skipped':
      return [{ block: 'text', text: `${nameOf(retro)} was called off. What was written in it is deleted.` }]
  }
}

/** What was promised before comes first. */
function openBefore({ before }: RetroView): Block[] {
  return list(`Still open from before (${before.length})`, before.map(actionLine), mostActions)
}

function themeBlocks(view: RetroView): Block[] {
  const lines = view.themes.map((theme) => themeLine(view, theme))
  return list(`Themes (${lines.length})`, lines, mostThemes)
}

function columns(view: RetroView): Block[] {
  const left = notesIn(view, null)
  if (left.length === 0) return [{ block: 'note', text: 'Every note is in a theme.' }]
  return view.retro.format.columns.flatMap(({ id, name }) => {
    const of = left.filter(({ columnId }) => columnId === id)
    return list(
      `${name} (${of.length})`,
      of.map((note) => noteLine(note)),
      mostNotes,
    )
  })
}

function alikeHint(view: RetroView): Block[] {
  const groups = view.retro.settings.suggest ? nearDuplicates(notesIn(view, null)).length : 0
  if (groups === 0) return []
  const said = groups === 1 ? 'Some notes say nearly the same' : `${groups} times some notes say nearly the same`
  return [{ block: 'note', text: `${said}: "Notes alike" shows them to whoever groups.` }]
}

function tally(view: RetroView): Block[] {
  const top = topOf(view)
  if (top.length === 0) return [{ block: 'note', text: 'There are no themes.' }]
  const others = view.themes.length - top.length
  const all = Math.max(
    1,
    view.themes.reduce((sum, { dots }) => sum + (dots ?? 0), 0),
  )
  const rows = ranked(top)
    .slice(0, mostThemes)
    .map(({ name, dots }) => ({ label: shorten(name, lineLength), count: dots ?? 0, sides: [] }))
  const rest = [
    ...(top.length > mostThemes ? [`and ${top.length - mostThemes} more with as many dots`] : []),
    ...(others > 0 ? [`${count(others, 'theme')} below the cut`] : []),
  ]
  return [
    { block: 'text', text: [{ strong: 'Talked about' }] },
    { block: 'tally', label: 'dots', of: all, rows },
    ...(rest.length ? [{ block: 'note' as const, text: `${rest.join('; ')}.` }] : []),
  ]
}

function promised({ retro, actions }: RetroView): Block[] {
  if (actions.length) return list(`Promised (${actions.length})`, actions.map(actionLine), mostActions)
  const why = whyNothing(retro)
  if (why) return [{ block: 'text', text: why }]
  if (retro.phase === 'closed') return []
  return [{ block: 'note', text: 'It closes with at least one action item, or with the reason why there is none.' }]
}

function fixed(view: RetroView): Block[] {
  const { phase } = view.retro
  if (!isPhase(phase)) return []
  const seen = phase === 'collect' ? [{ label: 'Who sees your notes', value: seenBy(view) }] : []
  const dots = phase === 'vote' ? [{ label: 'Your dots', value: dotWords(view) }] : []
  return [{ block: 'facts', facts: [...seen, ...dots, ...untilFacts(view)] }]
}

function dotWords({ retro: { settings } }: RetroView): string {
  return `${settings.dots}, at most ${settings.perTheme} on one theme; you can change them until the end. Only sums are kept`
}
