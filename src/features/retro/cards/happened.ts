/** Facts since the last retro, per initiative and never per person. */
import type { Block, Inline, Message } from '../../../chat/message.ts'
import { nameOf, type RetroRecord } from '../rules/records.ts'
import { list } from './lines.ts'

export interface Happened {
  since: Date
  zone: string
  initiatives: { title: string; lines: string[] }[]
  /** Of the crew, about no initiative. */
  crew: string[]
  blockers: string[]
}

const mostLines = 6
const mostInitiatives = 12

const lines = (texts: string[]): Inline[][] => texts.map((text) => [`\n- ${text}`])

export function happenedCard(retro: RetroRecord, { since, zone, initiatives, crew, blockers }: Happened): Message {
  const title = `${nameOf(retro)}: what happened`
  const rest = initiatives.length - mostInitiatives
  const blocks: Block[] = [
    ...initiatives.slice(0, mostInitiatives).flatMap((one) => list(one.title, lines(one.lines), mostLines)),
    ...(rest > 0 ? [{ block: 'note' as const, text: `and ${rest} more initiatives` }] : []),
    ...list('Decided besides', lines(crew), mostLines),
    ...list('Blockers', lines(blockers), mostLines),
  ]
  return {
    summary: title,
    blocks: [
      { block: 'text', text: [{ strong: 'What happened since ' }, { when: since, zone }] },
      ...(blocks.length ? blocks : [{ block: 'text' as const, text: 'Nothing is on record.' }]),
      { block: 'note', text: 'From the records of Tandem, for each initiative; of nobody in particular.' },
    ],
  }
}
