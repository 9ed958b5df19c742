/** A session that goes on, what came of it, and that it is on another day. */
import type { Block, Inline, Message } from '../../../chat/message.ts'
import { command } from '../../../chat/spoken.ts'
import { agendaBlocks, button, named, recordBlocks, titleOf } from './lines.ts'
import type { SessionView } from './view.ts'

export function sessionCard(view: SessionView): Message {
  const { session } = view
  const open = session.state === 'open'
  return {
    summary: open ? `${titleOf(view)} begins` : `${titleOf(view)} is closed`,
    blocks: [
      { block: 'heading', text: open ? `${titleOf(view)} begins` : titleOf(view) },
      ...agendaBlocks(view),
      ...recordBlocks(view),
      ...(open
        ? [
            {
              block: 'buttons' as const,
              buttons: [
                button('decide', 'Record a decision', session.id, { style: 'primary', opens: true }),
                button('act', 'Add an action', session.id, { opens: true }),
                button('close', 'Close', session.id, { opens: true }),
              ],
            },
          ]
        : [{ block: 'note' as const, text: 'It is closed.' }]),
    ],
  }
}

export function summaryCard(view: SessionView): Message {
  const { session, decided, promised } = view
  const nothing: Block[] =
    decided.length || promised.length ? [] : [{ block: 'text', text: 'Nothing was decided and nothing promised.' }]
  return {
    summary: `${titleOf(view)}: ${decided.length} decided, ${promised.length} promised`,
    blocks: [
      { block: 'heading', text: `What came of it: ${titleOf(view)}` },
      { block: 'facts', facts: [{ label: 'There', value: thereText(view) }] },
      ...(session.summary ? [{ block: 'text' as const, text: session.summary }] : []),
      ...recordBlocks(view),
      ...nothing,
    ],
  }
}

/** By side, as numbers; with names while they are kept. */
function thereText({ session, crew, answers }: SessionView): Inline[] {
  const { presence } = session
  if (!presence) return ['nobody said who was there']
  const there = new Set(answers.flatMap(({ personId, there: was }) => (was ? [personId] : [])))
  const of = (side: 'project' | 'product' | 'both') =>
    crew.members.filter((one) => one.side === side && there.has(one.personId)).map(({ personId }) => personId)
  const row = (label: string, side: 'project' | 'product' | 'both'): Inline[] => {
    const { there: count, of: all } = presence[side]
    const ids = of(side)
    return [`${label} ${count} of ${all}`, ...(ids.length ? [' (', ...named(ids), ')'] : [])]
  }
  return [
    ...row(crew.labels.project.toLowerCase(), 'project'),
    ' · ',
    ...row(crew.labels.product.toLowerCase(), 'product'),
    ...(presence.both.of ? [' · ', ...row('sponsors', 'both')] : []),
  ]
}

/** In the thread of the pre-read: an update alone tells nobody. */
export function movedCard({ session, crew, startsAt }: SessionView): Message {
  if (session.state === 'skipped') {
    const text = `This one is skipped; its points are for the next. ${command('align next')} shows when that is.`
    return { summary: text, blocks: [{ block: 'text', text }] }
  }
  return {
    summary: 'The session is on another day',
    blocks: [
      { block: 'text', text: ['It is on ', { when: startsAt, zone: crew.zone }, ' now. Say again whether you come.'] },
    ],
  }
}
