/** Blockers and questions to the other side: in the digest, in its thread, and to the person who is needed. */
import type { Block, Button, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Crew } from '../../../people/crews.ts'
import { memberName, sideLabel } from '../rules/view.ts'
import type { Blocker, SideQuestion } from '../store/items.ts'
import { lineLength } from './line.ts'

export function blockerName({ number }: Pick<Blocker, 'number'>): string {
  return `B-${number}`
}

export function blockerBlock(blocker: Blocker, zone: string, length = lineLength): Block {
  const text: Inline[] = [
    { person: blocker.ownerId },
    `: ${length ? shorten(blocker.text, length) : blocker.text}`,
    { quiet: ', since ' },
    { when: blocker.openedAt, zone },
  ]
  if (blocker.resolvedAt) {
    text.push('. Resolved', ...(blocker.resolvedById ? [' by ', { person: blocker.resolvedById }] : []), '.')
    return { block: 'alert', label: `Resolved ${blockerName(blocker)}`, text }
  }
  if (blocker.helpedById) text.push('. ', { person: blocker.helpedById }, ' is helping.')
  else if (blocker.needsPersonId) text.push('. Needs ', { person: blocker.needsPersonId }, '.')
  return { block: 'alert', label: `Blocked ${blockerName(blocker)}`, text, buttons: blockerButtons(blocker) }
}

export function blockerButtons(blocker: Blocker): Button[] {
  if (blocker.resolvedAt) return []
  const value = { blocker: blocker.id }
  return [
    ...(blocker.helpedById ? [] : [{ press: 'standup.help', label: 'I can help', value }]),
    { press: 'standup.resolve', label: 'Resolved', value },
  ]
}

export function questionBlock(question: SideQuestion, crew: Crew, length = lineLength): Block {
  const text: Inline[] = [
    { person: question.askerId },
    ` asks ${sideLabel(crew, question.toSide).toLowerCase()}: ${length ? shorten(question.text, length) : question.text}`,
  ]
  if (question.answer && question.answeredById) {
    text.push(
      ' ',
      { person: question.answeredById },
      ` answers: ${length ? shorten(question.answer, length) : question.answer}`,
    )
    return { block: 'alert', label: 'Answered', text }
  }
  return {
    block: 'alert',
    label: 'Needs the other side',
    text,
    buttons: [{ press: 'standup.reply', label: 'Answer', value: { question: question.id }, opens: true }],
  }
}

/** In the thread: a blocker that came after the digest, or one that is still open after a working day. */
export function blockerCard(blocker: Blocker, crew: Crew, again: boolean): Message {
  const lead = again && !blocker.resolvedAt ? 'Still open after 8 working hours.' : undefined
  return {
    summary: `${blockerName(blocker)}, ${memberName(crew, blocker.ownerId)}: ${shorten(blocker.text, lineLength)}`,
    blocks: [
      ...(lead ? [{ block: 'text' as const, text: lead }] : []),
      blockerBlock(blocker, crew.zone),
      ...whole(blocker.roundId, [blocker.text]),
    ],
  }
}

export function questionCard(question: SideQuestion, crew: Crew): Message {
  return {
    summary: `${memberName(crew, question.askerId)} asks ${sideLabel(crew, question.toSide).toLowerCase()}: ${shorten(question.text, lineLength)}`,
    blocks: [questionBlock(question, crew), ...whole(question.roundId, [question.text, question.answer ?? ''])],
  }
}

/** Where a line was cut: the way to the whole of it. */
function whole(round: number, texts: string[]): Block[] {
  if (texts.every((text) => shorten(text, lineLength) === shorten(text, text.length + 1))) return []
  return [{ block: 'buttons', buttons: [{ press: 'standup.read', label: 'Read all', value: { round } }] }]
}

/** To the person named as the one who can help. */
export function neededCard(blocker: Blocker, crew: Crew, personId: number): Message {
  const owner = memberName(crew, blocker.ownerId)
  if (blocker.needsPersonId !== personId) {
    const text = `${owner} does not need you for ${blockerName(blocker)} any more.`
    return { summary: text, blocks: [{ block: 'text', text }] }
  }
  return {
    summary: `${owner} needs you: ${shorten(blocker.text, lineLength)}`,
    blocks: [
      { block: 'text', text: [{ person: blocker.ownerId }, ` needs you in the ${crew.name} crew.`] },
      blockerBlock(blocker, crew.zone, 0),
    ],
  }
}

/** To the owner: somebody helps, or it was resolved. */
export function helpedCard(blocker: Blocker, crew: Crew): Message {
  const who = blocker.resolvedById ?? blocker.helpedById
  const name = who ? memberName(crew, who) : 'Somebody'
  const what = blocker.resolvedAt ? 'says it is resolved' : 'can help'
  return {
    summary: `${blockerName(blocker)}: ${name} ${what}.`,
    blocks: [
      { block: 'text', text: [...(who ? [{ person: who }] : ['Somebody']), ` ${what}.`] },
      blockerBlock(blocker, crew.zone, 0),
    ],
  }
}

/** To the asker: the other side answered. */
export function answeredCard(question: SideQuestion, crew: Crew): Message {
  const name = question.answeredById ? memberName(crew, question.answeredById) : 'The other side'
  return {
    summary: `${name} answered your question in the ${crew.name} crew.`,
    blocks: [
      { block: 'text', text: `Your question was answered in the ${crew.name} crew.` },
      questionBlock(question, crew, 0),
    ],
  }
}
