/** The scope-change card: value and impact as they were frozen, who decides, and the vote. */
import type { Block, Inline, Message, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { fixedLines, voteButtons } from '../../../voting/cards/lines.ts'
import { resultBlocks } from '../../../voting/cards/result.ts'
import type { PollView } from '../../../voting/rules/view.ts'
import { othersMoved } from '../rules/impact.ts'
import { type ScopeCommentRecord, scopeName, titleOf } from '../rules/records.ts'
import { askButtons, bodyOf, type ScopeView, stateWords, withdrawButton } from './draft.ts'
import { computedLine } from './impact.ts'
import { laterText, movedDays } from './lines.ts'

export interface VoteView extends ScopeView {
  /** Of the round that the card is of; `null`: it never opened. */
  poll: PollView | null
  round: number
  /** What the side of each member is called; of who is on both, nothing. */
  sides: Map<number, string>
  comments: (ScopeCommentRecord & { key: string })[]
  /** The baseline's version now, where the plan is not what it was computed on. */
  moved: { by: 'version' | 'plan'; version: number | null } | null
}

export function voteCard(view: VoteView): Message {
  const { scope, initiative, poll, round, zone, now } = view
  const title = `${titleOf(scope)} · ${initiative.key} ${initiative.name}`
  if (round !== scope.round || !poll || poll.poll.state !== 'open') return ended(view)
  const next = (scope.impact?.version ?? 0) + 1
  return {
    summary: titleOf(scope),
    blocks: [
      { block: 'heading', text: title },
      { block: 'note', text: byLine(view) },
      ...bodyOf(view),
      ...touched(view),
      { block: 'note', text: computedLine(scope, zone, now) },
      ...(scope.correction
        ? [
            {
              block: 'note' as const,
              text: `Voted on again after an error was reported: ${shorten(scope.correction, 300)}`,
            },
          ]
        : []),
      ...movedBlock(view),
      { block: 'buttons', buttons: askButtons(scope) },
      ...(poll.poll.extended > 0
        ? [
            {
              block: 'alert' as const,
              label: 'No result yet',
              text: 'A side was tied or too few of it voted. The vote goes on for one working day, once.',
            },
          ]
        : []),
      // Open, there is a count only where whoever proposed it chose to show it.
      ...resultBlocks(poll),
      ...fixedLines(poll),
      ...voteButtons(poll),
      { block: 'note', text: `If accepted, this becomes plan v${next}. Until then nothing changes.` },
    ],
  }
}

function byLine({ scope, sides }: VoteView): Text {
  const { value, settings } = scope
  const by = value.benefit?.byId ?? value.score?.byId
  const cost = settings.cost?.byId ?? settings.effectsById
  const sided = (person: number): Inline[] => {
    const side = sides.get(person)
    return side ? [{ person }, ` (${side})`] : [{ person }]
  }
  return [
    'Proposed by ',
    { person: scope.proposerId },
    ...(by === undefined ? [] : [' · value by ', ...sided(by)]),
    ...(cost == null ? [] : [', cost by ', ...sided(cost)]),
    ...(scope.round > 1 ? [` · round ${scope.round}`] : []),
  ]
}

/** What the owners of the others say. */
export function touched({ scope, comments }: Pick<VoteView, 'scope' | 'comments'>): Block[] {
  const others = scope.impact ? othersMoved(scope.impact) : []
  if (others.length === 0 && comments.length === 0) return []
  const objections = comments.filter(({ objects }) => objects)
  const know = others.length ? `The owners of ${others.map(({ key }) => key).join(', ')} know` : 'Others know'
  const words = comments.filter(({ text }) => text !== '')
  return [
    {
      block: 'note',
      text: `${know}; ${objections.length === 0 ? 'no objection yet' : objections.length === 1 ? '1 objects' : `${objections.length} object`}.`,
    },
    ...words.map(
      ({ personId, objects, text, key }): Block => ({
        block: 'text',
        text: [
          { person: personId },
          objects ? { strong: ` objects for ${key}: ` } : ` for ${key}: `,
          shorten(text, 300),
        ],
      }),
    ),
  ]
}

function movedBlock({ scope, moved }: VoteView): Block[] {
  if (!moved || !scope.impact) return []
  const on = scope.impact.version === null ? 'a plan without a baseline' : `plan v${scope.impact.version}`
  const text =
    moved.by === 'version'
      ? `Computed on ${on}, now v${moved.version}: recompute?`
      : `Computed on ${on}, which has moved since: recompute?`
  return [
    {
      block: 'alert',
      label: 'The plan moved',
      text: `${text} The vote then starts again.`,
      buttons: [
        {
          press: 'scope.recompute',
          label: 'Recompute',
          value: { scope: scope.id, round: scope.round },
          confirm: {
            title: 'Start the vote again?',
            text: 'It is computed on the plan as it is now; ballots cast so far are void, and everybody is told.',
            yes: 'Recompute',
          },
        },
      ],
    },
  ]
}

/** A vote that is over keeps its place in the channel and says what became of it; the result stands in its thread. */
function ended({ scope, round, poll }: VoteView): Message {
  const name = round === scope.round ? titleOf(scope) : `${titleOf(scope)}, round ${round}`
  const became =
    poll?.poll.state === 'withdrawn'
      ? round < scope.round
        ? `this vote is void. It was computed again; round ${scope.round} is voted on.`
        : `${stateWords(scope)}.`
      : round < scope.round
        ? `voted on again as round ${scope.round}.`
        : `${stateWords(scope)}.`
  return {
    summary: `${name}: ${became}`,
    blocks: [
      { block: 'text', text: [{ strong: name }, `: ${became}`] },
      {
        block: 'buttons',
        buttons: [
          { press: 'scope.show', label: 'Show', value: { scope: scope.id }, style: 'quiet' },
          ...(scope.state === 'voting' && round === scope.round ? [withdrawButton(scope)] : []),
        ],
      },
    ],
  }
}

/** To an owner of an initiative whose dates move, before the vote opens. */
export function toldCard(
  view: VoteView & { key: string; initiativeId: number; own: ScopeCommentRecord | null },
): Message {
  const { scope, initiative, key, initiativeId, own, zone } = view
  const shift = scope.impact?.initiatives.find(({ id }) => id === initiativeId)
  const value = { scope: scope.id, initiative: initiativeId }
  const open = scope.state === 'announced' || scope.state === 'voting'
  const said: Text = own
    ? ['You said: ', own.text || 'no objection', own.objects ? ' (an objection).' : '.']
    : 'Your words stand on the card of the vote.'
  return {
    summary: `${scopeName(scope)} would move ${key}`,
    blocks: [
      { block: 'heading', text: `${scopeName(scope)} would move ${key}` },
      {
        block: 'text',
        text: [
          `${shorten(scope.what, 140)} (${initiative.key} ${initiative.name}), proposed by `,
          { person: scope.proposerId },
          '.',
        ],
      },
      ...(shift
        ? [
            {
              block: 'facts' as const,
              facts: [{ label: `${key} finish`, value: view.scope.impact ? shiftWords(shift) : '' }],
            },
          ]
        : []),
      { block: 'note', text: said },
      ...(scope.state === 'announced' && scope.opensAt
        ? [
            {
              block: 'note' as const,
              text: [
                'The vote opens when all who are asked have answered, at the latest ',
                { when: scope.opensAt, zone },
                '.',
              ] as Text,
            },
          ]
        : []),
      ...(open
        ? [
            {
              block: 'buttons' as const,
              buttons: [
                ...(own ? [] : [{ press: 'scope.fine', label: 'No objection', value }]),
                { press: 'scope.say', label: 'Comment', value, opens: true as const },
                { press: 'scope.object', label: 'Object', value, opens: true as const },
                { press: 'scope.show', label: 'Show', value: { scope: scope.id } },
              ],
            },
          ]
        : [{ block: 'note' as const, text: `Now: ${stateWords(scope)}.` }]),
    ],
  }
}

const shiftWords = (shift: { before: string; after: string; days: number }) =>
  `${movedDays(shift.before, shift.after)}, ${laterText(shift)}`
