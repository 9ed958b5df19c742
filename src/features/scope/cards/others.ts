/** To the sponsor, the steering crew, those to be informed, and those whose ballot is void. */
import type { Block, Inline, Message, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { fixedLines, voteButtons } from '../../../voting/cards/lines.ts'
import { resultBlocks } from '../../../voting/cards/result.ts'
import { scopeName, titleOf } from '../rules/records.ts'
import { bodyOf, type ScopeView, stateWords } from './draft.ts'
import { computedLine } from './impact.ts'
import { laterText, movedDays } from './lines.ts'
import type { ResultView } from './result.ts'

/** With both sides' reasons: the sponsor decides in the owners' place. */
export function sponsorCard(view: ResultView): Message {
  const { scope, initiative, zone, poll } = view
  const open = scope.state === 'escalated' && !scope.course.nobodyLeft && !view.steering && view.round === scope.round
  const value = { scope: scope.id, round: scope.round }
  const ask: Block[] = open
    ? [
        {
          block: 'text',
          text: [
            'You are the sponsor, and the sides do not agree. You have until ',
            { when: scope.sponsorBy ?? view.now, zone },
            '.',
          ],
        },
        {
          block: 'buttons',
          buttons: [
            { press: 'scope.sponsor-accept', label: 'Accept...', value, style: 'primary', opens: true },
            { press: 'scope.sponsor-reject', label: 'Reject...', value, opens: true },
          ],
        },
      ]
    : [{ block: 'note', text: `Now: ${stateWords(scope)}.` }]
  return {
    summary: `${scopeName(scope)} for ${initiative.key}: the sides do not agree`,
    blocks: [
      { block: 'heading', text: titleOf(scope) },
      ...bodyOf(view),
      ...(poll ? resultBlocks(poll, { outcome: false }) : []),
      ...ask,
    ],
  }
}

export function steeringCard(view: ResultView): Message {
  const { scope, initiative, zone, now, steering } = view
  return {
    summary: `${titleOf(scope)}: the steering crew decides`,
    blocks: [
      { block: 'heading', text: `${titleOf(scope)} · ${initiative.key} ${initiative.name}` },
      {
        block: 'text',
        text: 'The crew’s two sides do not agree, and nobody above decided. You do: the majority of those who vote holds.',
      },
      ...bodyOf(view),
      { block: 'note', text: computedLine(scope, zone, now) },
      ...(view.poll ? resultBlocks(view.poll, { outcome: false }) : []),
      ...(steering?.poll.state === 'open'
        ? [...fixedLines(steering), ...voteButtons(steering)]
        : [{ block: 'note' as const, text: `Now: ${stateWords(scope)}.` }]),
    ],
  }
}

/** What changed for somebody who is to be informed, and why they are told. */
export function changedCard(view: ScopeView & { because: string }): Message {
  const { scope, initiative, because } = view
  const [own] = scope.impact?.initiatives ?? []
  const text: Text = [
    { strong: titleOf(scope) },
    ` is accepted for ${initiative.key} ${initiative.name}.`,
    ...(own ? [` Finish ${movedDays(own.before, own.after)}, ${laterText(own)}.`] : []),
  ]
  const changes = scope.impact?.words ?? []
  return {
    summary: `${initiative.key}: ${scope.what} is accepted`,
    blocks: [
      { block: 'text', text },
      ...(changes.length ? [{ block: 'text' as const, text: changes.slice(0, 5).join(' ') }] : []),
      { block: 'note', text: because },
    ],
  }
}

export function voidCard({ scope }: ScopeView, round: number): Message {
  const text: Inline[] = [
    { strong: `${titleOf(scope)} is voted on again` },
    `: it was computed on the plan as it is now${scope.correction ? `, after an error was reported ("${shorten(scope.correction, 140)}")` : ''}. Your earlier ballot does not count in round ${round}.`,
  ]
  return {
    summary: `${scopeName(scope)} is voted on again`,
    blocks: [
      { block: 'text', text },
      { block: 'buttons', buttons: [{ press: 'scope.show', label: 'Show', value: { scope: scope.id } }] },
    ],
  }
}
