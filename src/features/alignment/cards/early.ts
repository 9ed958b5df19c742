/** Ten working days before: to who leads, and to who is required and not in. */
import type { Message } from '../../../chat/message.ts'
import { formatDay } from '../../../schedule/calendar.ts'
import { button, named, titleOf } from './lines.ts'
import { answerButtons } from './preread.ts'
import type { SessionView } from './view.ts'

export function proposalCard(view: SessionView): Message {
  const { session, startsAt, crew } = view
  const { day, missing } = session.proposal
  const done = session.state !== 'planned' && session.state !== 'announced'
  if (missing.length === 0 || done) {
    const text = done ? `${titleOf(view)} needs no other day any more.` : `${titleOf(view)}: its day is settled.`
    return {
      summary: text,
      blocks: [{ block: 'text', text: [text, ' It is on ', { when: startsAt, zone: crew.zone }, '.'] }],
    }
  }
  const verb = missing.length === 1 ? 'is not in' : 'are not in'
  return {
    summary: `${titleOf(view)}: somebody required is not in`,
    blocks: [
      { block: 'heading', text: titleOf(view) },
      { block: 'text', text: ['You lead it. ', ...named(missing), ` ${verb} on that day, and it needs them.`] },
      {
        block: 'text',
        text: day
          ? [
              'The first day on which everybody required of both sides is in: ',
              { strong: formatDay(day, { year: true }) },
              '.',
            ]
          : 'No day of the four weeks after it suits everybody required. Whoever cannot come can name somebody else.',
      },
      {
        block: 'buttons',
        buttons: [
          ...(day
            ? [
                {
                  press: 'alignment.there',
                  label: 'Move there',
                  value: { session: session.id, day },
                  style: 'primary' as const,
                },
              ]
            : [button('move', 'Move it', session.id, { opens: true })]),
          button('keep', 'Keep', session.id),
        ],
      },
    ],
  }
}

/** To who leads it now, because somebody else cannot. */
export function leadCard(view: SessionView, personId: number): Message {
  const { session, startsAt, crew } = view
  const leads = personId === session.projectLeadId || personId === session.productLeadId
  const text = leads ? `You lead ${titleOf(view)}` : `${titleOf(view)} is led by somebody else`
  const open = session.state === 'planned' || session.state === 'announced'
  return {
    summary: text,
    blocks: [
      { block: 'heading', text },
      {
        block: 'text',
        text: ['It is on ', { when: startsAt, zone: crew.zone }, leads ? '. Whose turn it was cannot come.' : '.'],
      },
      ...(open && leads ? [{ block: 'buttons' as const, buttons: answerButtons(session.id) }] : []),
    ],
  }
}

/** `isIn`: on the day that it is on now. */
export function earlyCard(view: SessionView, personId: number, isIn: boolean): Message {
  const { session, startsAt, crew, answers } = view
  const said = answers.find((one) => one.personId === personId)?.coming ?? null
  const open = session.state === 'planned' || session.state === 'announced'
  const text = `${titleOf(view)} needs you`
  return {
    summary: text,
    blocks: [
      { block: 'heading', text },
      {
        block: 'text',
        text: isIn
          ? ['It is on ', { when: startsAt, zone: crew.zone }, ' now, a day on which you are in.']
          : [
              'It is on ',
              { when: startsAt, zone: crew.zone },
              ', a day on which you are not in. Do you come all the same?',
            ],
      },
      ...(said === null
        ? []
        : [{ block: 'note' as const, text: said ? 'You said: I’ll be there.' : 'You said: I can’t.' }]),
      ...(open ? [{ block: 'buttons' as const, buttons: answerButtons(session.id) }] : []),
    ],
  }
}
