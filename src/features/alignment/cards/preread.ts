/** The pre-read: one card in the crew's channels, current until the session is closed. */
import type { Block, Button, Inline, Message } from '../../../chat/message.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { ageInDays } from '../../portfolio/rules/status-line.ts'
import { absentSide } from '../rules/meeting.ts'
import { agendaBlocks, button, itemLines, named, oldDays, recordBlocks, titleOf, whenAndWho } from './lines.ts'
import type { SessionView } from './view.ts'

export function preReadCard(view: SessionView): Message {
  const { session } = view
  return {
    summary: `${titleOf(view)}: the pre-read`,
    blocks: [
      { block: 'heading', text: titleOf(view) },
      { block: 'text', text: whenAndWho(view) },
      ...stateBlocks(view),
      ...(session.agenda ? [{ block: 'text' as const, text: [{ strong: 'In one line: ' }, session.agenda.line] }] : []),
      ...agendaBlocks(view),
      ...knowBlocks(view),
      { block: 'facts', facts: comingFacts(view) },
      ...buttonBlocks(view),
      { block: 'note', text: figuresText(view) },
    ],
  }
}

function stateBlocks(view: SessionView): Block[] {
  const { state } = view.session
  switch (state) {
    case 'planned':
    case 'announced': {
      const absent = absentSide(view.crew.members, view.answers)
      const text = absent && `Nobody of ${view.crew.labels[absent]} can come. Move it, or nothing joint can be decided.`
      return text
        ? [{ block: 'alert', label: 'One side is missing', text, buttons: [moveButton(view.session.id)] }]
        : []
    }
    case 'open':
      return [{ block: 'text', text: [{ strong: 'It goes on in the thread.' }] }]
    case 'closed':
      return [
        { block: 'text', text: [{ strong: 'Closed.' }, ' What came of it is in the thread.'] },
        ...recordBlocks(view),
      ]
    case 'skipped':
      return [{ block: 'text', text: [{ strong: 'This one is skipped.' }, ' Its points are for the next one.'] }]
  }
}

const moveButton = (id: number) => button('move', 'Move this one', id, { opens: true })

function knowBlocks({ session, agenda }: SessionView): Block[] {
  const more = agenda.know.length
  const counts = [
    ...(session.agenda?.counts ?? []),
    ...(more ? [`${more} more ${more === 1 ? 'matter' : 'matters'} for which there is no time`] : []),
  ]
  if (counts.length === 0) return []
  const read: Button = button('read', 'Read', session.id, { style: 'quiet' })
  return [
    { block: 'text', text: [{ strong: 'TO KNOW (no time)' }, `\n${counts.join(', ')}`] },
    ...(more ? [{ block: 'buttons' as const, buttons: [read] }] : []),
  ]
}

/** By side; sponsors stand apart. Names are the crew's. */
export function comingFacts({ crew, answers, session }: SessionView): { label: string; value: Inline[] }[] {
  const asked = crew.members.filter(({ part }) => part !== 'watches')
  const said = new Map(answers.map(({ personId, coming }) => [personId, coming]))
  const group = (wanted: boolean | null) => {
    const of = (side: string) =>
      asked.filter((one) => one.side === side && (said.get(one.personId) ?? null) === wanted).map((one) => one.personId)
    const groups = [
      { label: `${crew.labels.project.toLowerCase()} `, ids: of('project') },
      { label: `${crew.labels.product.toLowerCase()} `, ids: of('product') },
      { label: '', ids: of('both') },
    ]
    return groups.filter(({ ids }) => ids.length)
  }
  const row = (label: string, wanted: boolean | null, sides: boolean) => {
    const value = group(wanted).flatMap((one, at): Inline[] => [
      ...(at ? [sides ? ' · ' : ', '] : []),
      sides ? one.label : '',
      ...named(one.ids),
    ])
    return value.length ? [{ label, value }] : []
  }
  const rows = [...row('Coming', true, true), ...row('Cannot', false, true)]
  const over = session.state === 'closed' || session.state === 'skipped'
  const all = [...rows, ...(over ? [] : row('No answer yet', null, false))]
  return all.length ? all : [{ label: 'Coming', value: ['nobody has said'] }]
}

export const answerButtons = (session: number): Button[] => [
  button('come', 'I’ll be there', session, { style: 'primary' }),
  button('miss', 'I can’t', session),
  button('point', 'Add a point', session, { opens: true }),
]

function buttonBlocks({ session, agenda }: SessionView): Block[] {
  if (session.state !== 'planned' && session.state !== 'announced' && session.state !== 'open') return []
  const figures = [...agenda.decide, ...agenda.talk].some(({ asOf }) => asOf !== null)
  const doubt = button('doubt', 'I disagree with a figure', session.id, { opens: true })
  return [{ block: 'buttons', buttons: [...answerButtons(session.id), ...(figures ? [doubt] : [])] }]
}

function figuresText({ session, crew, agenda }: SessionView): Inline[] {
  if (!session.agendaAt) return ['The figures come with the pre-read, two working days before.']
  const made = toLocal(session.agendaAt, crew.zone).day
  const old = [...agenda.decide, ...agenda.talk].filter(({ asOf }) => asOf && ageInDays(asOf, made) > oldDays).length
  const marked = old === 0 ? '' : ` ${old} ${old === 1 ? 'is' : 'are'} older than ${oldDays} days and marked.`
  return ['Figures of ', { when: session.agendaAt, zone: crew.zone }, `, each with its age.${marked}`]
}

/** All of it, to who asks: what there is no time for, too. */
export function wholeAgenda(view: SessionView): Message {
  const { agenda } = view
  return {
    summary: `${titleOf(view)}: everything on it`,
    blocks: [
      { block: 'heading', text: titleOf(view) },
      ...agendaBlocks(view),
      ...(agenda.know.length
        ? [
            {
              block: 'text' as const,
              text: [{ strong: 'TO KNOW (no time)' }, '\n', ...itemLines(agenda.know.slice(0, mostRead), view)],
            },
          ]
        : []),
      ...(agenda.know.length > mostRead
        ? [{ block: 'note' as const, text: `and ${agenda.know.length - mostRead} more` }]
        : []),
    ],
  }
}

const mostRead = 15
