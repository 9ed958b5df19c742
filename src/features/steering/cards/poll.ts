/** The card of a steering poll: the question while it is open, what came out after. */
import type { Block, Button, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { fixedLines, voteButtons } from '../../../voting/cards/lines.ts'
import { outcomeLine, resultBlocks } from '../../../voting/cards/result.ts'
import { methodNames } from '../../../voting/cards/words.ts'
import type { PollView } from '../../../voting/rules/view.ts'
import { asksOptions } from '../rules/asking.ts'
import { nameOf, type SteeringRecord } from '../rules/records.ts'

export interface SteeringCard {
  steering: SteeringRecord
  view: PollView
  /** `null`: it was about one that is gone. */
  about: { key: string; name: string } | null
  repeats: string | null
  /** "DEC-7", once it is one. */
  decision: string | null
}

export function pollCard(card: SteeringCard): Message {
  const { steering, view } = card
  const title = `${nameOf(steering)} ${steering.question}`
  const summary = view.poll.state === 'open' ? `Vote: ${title}` : `${title} ${ended(card)}`
  return {
    summary: shorten(summary, 300),
    blocks: [
      { block: 'heading', text: shorten(title, 140) },
      ...(title.length > 140 ? [{ block: 'text' as const, text: steering.question }] : []),
      { block: 'note', text: aboutIt(card) },
      ...(view.result ? [] : optionBlocks(view)),
      ...(view.poll.state === 'closed' ? [{ block: 'text' as const, text: [{ strong: outcomeLine(view) }] }] : []),
      ...resultBlocks(view),
      ...outcomeBlocks(card),
      ...fixedLines(view),
      ...voteButtons(view),
      ...authorButtons(steering),
    ],
  }
}

function ended({ view }: SteeringCard): string {
  return view.poll.state === 'withdrawn' ? 'was taken back.' : outcomeLine(view)
}

function aboutIt({ steering, view, about, repeats }: SteeringCard): Inline[] {
  const subject =
    steering.initiativeId === null
      ? ''
      : about
        ? ` · about ${about.key} ${about.name}`
        : ' · about an initiative that is not there any more; the question stands'
  const again = repeats ? ` · repeats ${repeats}` : ''
  return ['Asked by ', { person: steering.authorId }, ` · ${methodNames[view.poll.method]}${subject}${again}`]
}

function optionBlocks({ poll, options }: PollView): Block[] {
  if (!asksOptions(poll.method) || options.length === 0) return []
  const lines: Inline[] = options.flatMap(({ text, addedById }, index) => [
    `${index ? '\n' : ''}${index + 1}. ${text}`,
    ...(addedById && !poll.settings.anonymous ? [{ quiet: ', added by ' }, { person: addedById }] : []),
  ])
  return [{ block: 'text', text: lines }]
}

function outcomeBlocks({ steering, decision }: SteeringCard): Block[] {
  const { outcome, outcomeById, outcomeAt, settings } = steering
  if (!outcome || !outcomeById || !outcomeAt) return []
  const by: Inline[] = [
    'Stated by ',
    { person: outcomeById },
    ', ',
    { when: outcomeAt, zone: settings.zone },
    '.',
    ...(decision ? [` Recorded as ${decision}.`] : []),
  ]
  return [
    { block: 'alert', label: 'Outcome', text: outcome },
    { block: 'note', text: settings.outcomeWhy ? [`Why: ${settings.outcomeWhy} `, ...by] : by },
  ]
}

function authorButtons(steering: SteeringRecord): Block[] {
  const value = { steering: steering.id }
  const buttons: Button[] = []
  if (steering.state === 'open') {
    const confirm = { title: 'Take it back?', text: 'The vote ends and nothing is counted.', yes: 'Take it back' }
    buttons.push({ press: 'steering.withdraw', label: 'Take it back', value, style: 'quiet', confirm })
  }
  if (steering.state === 'closed' && steering.decisionId === null) {
    const label = steering.outcome ? 'State it anew' : 'State the outcome'
    buttons.push({ press: 'steering.state', label, value, opens: true })
    if (steering.outcome)
      buttons.push({ press: 'steering.decide', label: 'Make it a decision', value, style: 'primary' })
  }
  if (steering.recurs) buttons.push({ press: 'steering.stop', label: 'Stop repeating', value, style: 'quiet' })
  return buttons.length ? [{ block: 'buttons', buttons }] : []
}

/** Said once in the thread of the card, and to who asked. */
export function closedCard({ steering, view }: SteeringCard, toAuthor: boolean): Message {
  const text = `${nameOf(steering)} ${shorten(steering.question, 140)} has closed. ${outcomeLine(view)}`
  const value = { steering: steering.id }
  const stated = steering.outcome !== null
  return {
    summary: text,
    blocks: [
      { block: 'text', text },
      ...(toAuthor
        ? [{ block: 'note' as const, text: 'The count is a fact; what follows from it is for you to say.' }]
        : []),
      ...(toAuthor && !stated
        ? [
            {
              block: 'buttons' as const,
              buttons: [{ press: 'steering.state', label: 'State the outcome', value, opens: true as const }],
            },
          ]
        : []),
    ],
  }
}
