/** A decision as everybody reads it: what, why, who has said what, and whose turn it is. */
import type { Block, Button, Inline, Message, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { moneyText } from '../../portfolio/rules/money.ts'
import type { InitiativeRecord, KeyResultRecord, MoneyShown } from '../../portfolio/rules/records.ts'
import { agreed, decidingSides, type People, sides, turnOf, unheard } from '../rules/deciding.ts'
import {
  type Contradiction,
  type DecisionRecord,
  decisionName,
  type ImpactLine,
  type Side,
  standing,
} from '../rules/records.ts'
import { answerOf, outcomeOf, verdictWords } from '../rules/review.ts'
import { domainLine, longDay, longest, names, sourceText, stateWords } from './lines.ts'

export interface DecisionView {
  decision: DecisionRecord
  initiative: InitiativeRecord | null
  keyResult: KeyResultRecord | null
  people: People
  zone: string
  money: MoneyShown
  supersedes: { number: number } | null
  supersededBy: { number: number } | null
  today: Day
}

type Fact = Extract<Block, { block: 'facts' }>['facts'][number]

/** `lead` stands above it in a direct message; `whole`: nothing is cut. */
export function decisionCard(
  view: DecisionView,
  { lead, whole = false }: { lead?: Text; whole?: boolean } = {},
): Message {
  const { decision } = view
  const title = `${decisionName(decision)} ${shorten(decision.what, 100)}`
  const cutTitle = shorten(decision.what, 100) !== decision.what
  const cut = (text: string) => (whole ? text : shorten(text, longest))
  const isCut = !whole && (cutTitle || textsOf(decision).some((text) => shorten(text, longest) !== text))
  const buttons = [...buttonsOf(view), ...(isCut ? [readAll(decision)] : [])]
  return {
    summary: `${title}: ${stateWords[decision.state]}`,
    blocks: [
      { block: 'heading', text: title },
      ...(lead ? [{ block: 'text' as const, text: lead }] : []),
      ...(whole && cutTitle ? [{ block: 'text' as const, text: decision.what }] : []),
      { block: 'text', text: stateLine(view) },
      ...contradictionAlerts(view),
      { block: 'facts', facts: factsOf(view, cut) },
      ...voicesOf(view, cut),
      ...reviewBlocks(view),
      ...(buttons.length ? [{ block: 'buttons' as const, buttons }] : []),
      ...nextStep(view),
    ],
  }
}

const textsOf = ({ why, effect, link, options, voices }: DecisionRecord): string[] => [
  ...[why, effect, link].filter((text) => text !== null),
  ...options.map(({ text, why: because }) => (because ? `${text}: ${because}` : text)),
  ...voices.map(({ text }) => text),
]

function stateLine({ decision, people, zone, supersedes, supersededBy }: DecisionView): Text {
  const { state, proposedById, acceptedById, acceptedAt } = decision
  const replaced = supersedes
    ? ` It ${state === 'proposed' ? 'would supersede' : 'supersedes'} DEC-${supersedes.number}.`
    : ''
  if (state === 'accepted' || state === 'superseded') {
    // A vote accepts for both sides, whoever asked for it.
    const voted = decision.domain === 'joint' && decision.tally !== null
    const who: Inline[] = voted ? ['the vote of both sides'] : acceptedById === null ? [] : [{ person: acceptedById }]
    const by: Inline[] = who.length && acceptedAt ? [' by ', ...who, ', ', { when: acceptedAt, zone }] : []
    const after =
      state === 'superseded' && supersededBy ? ` Superseded by DEC-${supersededBy.number}, which holds now.` : ''
    return [{ strong: 'Accepted' }, ...by, '.', replaced, after]
  }
  const title = state === 'withdrawn' ? 'Withdrawn' : 'Proposed'
  const whose = state === 'proposed' ? ` ${domainLine(decision.domain, people.labels)}.` : ''
  return [
    { strong: title },
    state === 'withdrawn' ? ', proposed by ' : ' by ',
    { person: proposedById },
    '.',
    whose,
    replaced,
  ]
}

function contradictionAlerts({ decision }: DecisionView): Block[] {
  if (decision.state !== 'proposed') return []
  return standing(decision).map((other): Block => {
    const known = other.acknowledgedById
    const what = `${decisionName(other)} ${shorten(other.what, longest)} (${stateWords[other.state]})`
    return {
      block: 'alert',
      label: 'May contradict',
      text: known === null ? what : [what, '. ', { person: known }, ' knows.'],
      ...(known === null && {
        buttons: [{ press: 'decisions.acknowledge', label: 'I know', value: { decision: decision.id } }],
      }),
    }
  })
}

function factsOf(view: DecisionView, cut: (text: string) => string): Fact[] {
  const { decision, initiative, keyResult, people } = view
  const { why, options, effect, tally, impact, link, reviewOn, domain, state, source } = decision
  const line = (label: string, value: Text | null): Fact[] => (value === null || value === '' ? [] : [{ label, value }])
  return [
    ...line('Initiative', initiative && `${initiative.key} ${shorten(initiative.name, 60)}`),
    ...line('Why', why && cut(why)),
    ...options.map((one, index) => ({
      label: `Option ${index + 1}`,
      value: cut(one.why ? `${one.text}: ${one.why}` : one.text),
    })),
    ...(state === 'proposed' || /^(gate|baseline):/.test(source)
      ? []
      : line('Whose', domainLine(domain, people.labels))),
    ...line('Key result', keyResult && `${keyResult.objectiveKey} ${keyResult.key} ${shorten(keyResult.name, 60)}`),
    ...line('Expected effect', effect && cut(effect)),
    ...(tally ?? []).map(({ label, text }) => ({ label: `Vote, ${label.toLowerCase()}`, value: text })),
    ...(impact ?? []).map((one) => impactFact(one, view)),
    ...line('Recorded from', link ? `${sourceText(decision)}: ${cut(link)}` : sourceText(decision)),
    ...(state === 'proposed' ? [] : decision.contradictions.map(contradictionFact)),
    ...line('Review', reviewOn && longDay(reviewOn)),
  ]
}

/** Once it holds: what it was looked at beside, whatever became of that. */
function contradictionFact(other: Contradiction): Fact {
  const known = other.acknowledgedById
  const what = `${decisionName(other)} ${shorten(other.what, longest)} (${stateWords[other.state]})`
  return { label: 'May contradict', value: known === null ? what : [what, ', known to ', { person: known }] }
}

function impactFact(line: ImpactLine, { money }: DecisionView): Fact {
  if ('text' in line) return { label: line.label, value: line.text }
  const { amount, currency, of } = line
  return { label: line.label, value: moneyText(amount, currency, money, { amount: of, name: 'budget' }) }
}

/** Who has said what, by side; a yes without words is one too. */
function voicesOf({ decision, people }: DecisionView, cut: (text: string) => string): Block[] {
  const label = (side: string) => (side === 'both' ? 'Sponsor' : people.labels[side as Side])
  const groups = [...sides, 'both'].flatMap((side) => {
    const said = decision.voices.filter((one) => one.side === side)
    if (said.length === 0) return []
    return [
      {
        label: label(side),
        people: said.map(({ personId, text, escalates, accepts }) => ({
          person: personId,
          parts: [accepts ? 'accepts' : `${escalates ? 'escalates: ' : ''}${cut(text)}`],
        })),
      },
    ]
  })
  return groups.length ? [{ block: 'answers', groups }] : []
}

function reviewBlocks({ decision: { review }, people }: DecisionView): Block[] {
  if (!review) return []
  const facts = sides.map((side): Fact => {
    const said = answerOf(review, side)
    const value: Text = said
      ? [
          { person: said.personId },
          `: ${verdictWords[said.verdict]}${said.reason ? `, ${shorten(said.reason, longest)}` : ''}`,
        ]
      : 'no answer yet'
    return { label: people.labels[side], value }
  })
  const outcome = outcomeOf(review)
  return [
    { block: 'text', text: [{ strong: `Reviewed since ${longDay(review.askedOn)}` }, ': did it come true?'] },
    { block: 'facts', facts },
    ...(outcome ? [{ block: 'note' as const, text: outcome }] : []),
  ]
}

const readAll = ({ id }: DecisionRecord): Button => ({
  press: 'decisions.read',
  label: 'Read all',
  value: { decision: id },
  style: 'quiet',
})

function buttonsOf({ decision, supersededBy }: DecisionView): Button[] {
  const value = { decision: decision.id }
  if (decision.state === 'proposed') {
    return [
      { press: 'decisions.accept', label: 'Accept', value, style: 'primary' },
      { press: 'decisions.say', label: 'Say something', value, opens: true },
      ...(decision.escalatedAt
        ? []
        : [{ press: 'decisions.escalate', label: 'Escalate', value, opens: true } satisfies Button]),
      { press: 'decisions.change', label: 'Change', value, opens: true },
      {
        press: 'decisions.withdraw',
        label: 'Withdraw',
        value,
        confirm: { title: 'Withdraw it?', text: 'It stays on the record as withdrawn.', yes: 'Withdraw' },
      },
    ]
  }
  if (decision.state !== 'accepted') return []
  return [
    ...(decision.crewId === null
      ? []
      : [{ press: 'actions.decide', label: 'Add an action', value, opens: true } satisfies Button]),
    ...(decision.review
      ? ([
          { press: 'decisions.keep', label: 'Keep', value },
          { press: 'decisions.revise', label: 'Revise', value, opens: true },
          { press: 'decisions.reverse', label: 'Reverse', value, opens: true },
        ] satisfies Button[])
      : []),
    ...(supersededBy
      ? []
      : [{ press: 'decisions.supersede', label: 'Supersede', value, opens: true } satisfies Button]),
  ]
}

function nextStep({ decision, people, supersededBy }: DecisionView): Block[] {
  if (decision.state === 'accepted' && supersededBy) {
    return [{ block: 'note', text: `DEC-${supersededBy.number} is proposed to supersede it. Until then it holds.` }]
  }
  if (decision.state !== 'proposed') return []
  const turn = turnOf(decision, people)
  const who = turn.length ? names(turn) : []
  if (decision.escalatedAt) {
    return [{ block: 'note', text: ['Escalated: ', ...who, ' decides. Until then nothing changes.'] }]
  }
  const silent = unheard(decision, people).map((side) => people.labels[side])
  const left = decidingSides(decision.domain).filter((side) => !agreed(decision, side))
  const step = silent.length
    ? `Next: ${silent.join(' and ')} says something`
    : `Next: ${left.map((side) => people.labels[side]).join(' and ')} accepts it`
  return [
    { block: 'note', text: [step, ...(who.length ? [' (', ...who, ')'] : []), '. Once accepted it is never edited.'] },
  ]
}
