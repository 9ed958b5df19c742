/** What came out: the count of each method, and the reasons and conditions that may be read. */
import type { Block, Button } from '../../chat/message.ts'
import { tallySides } from '../../chat/plain.ts'
import type { PollResult, ResultOf } from '../rules/records.ts'
import type { PollView } from '../rules/view.ts'
import { sideCounts, tallyBlock } from './bars.ts'
import { reasonBlocks } from './reasons.ts'
import { optionTally, rankingFacts, runoffBlocks, schulzeBlocks, scoreTally } from './tallies.ts'
import { capital, plural, type SideWords, sideName } from './words.ts'

/** Nothing while it is hidden. `outcome`: not where the card around it says what came of it. */
export function resultBlocks(
  view: PollView,
  { words = view.poll.settings.sides, outcome = true }: { words?: SideWords; outcome?: boolean } = {},
): Block[] {
  const { result, poll } = view
  if (!result) return []
  const looks = lookButtons(view)
  return [
    ...(view.live ? [{ block: 'note' as const, text: 'As it stands now; votes can still be changed.' }] : []),
    ...countBlocks(view, result, words, outcome && !view.live),
    ...quorumBlocks(result, words),
    ...reasonBlocks(view),
    ...(looks.length && (poll.state === 'closed' || view.live) ? [{ block: 'buttons' as const, buttons: looks }] : []),
  ]
}

function countBlocks(view: PollView, result: PollResult, words: SideWords, outcome: boolean): Block[] {
  switch (result.method) {
    case 'dualMajority':
      return dualBlocks(result, words, outcome)
    case 'single':
    case 'approval':
      return optionTally(view, result, words)
    case 'instantRunoff':
      return runoffBlocks(view, result, words)
    case 'schulze':
      return schulzeBlocks(view, result, words)
    case 'score':
      return scoreTally(view, result, words)
    case 'consent': {
      const rows = (['consent', 'object', 'abstain'] as const).map((stance) => ({
        label: { consent: 'Consent', object: 'Object', abstain: 'Abstain' }[stance],
        count: result.counts[stance].all,
        sides: sideCounts(result.counts[stance], words),
      }))
      const end = result.passes
        ? 'It passes: no reasoned objection stands.'
        : `It does not pass: ${plural(result.objections, 'objection')} with a reason ${result.objections === 1 ? 'stands' : 'stand'}.`
      return [tallyBlock('votes', result.ballots.all, rows), { block: 'text', text: end }]
    }
    case 'fist': {
      const rows = [...result.counts].reverse().map(({ fingers, counts }) => ({
        label: plural(fingers, 'finger'),
        count: counts.all,
        sides: sideCounts(counts, words),
      }))
      const end =
        result.ready === null
          ? 'No data: nobody showed a hand.'
          : result.ready
            ? 'Ready: everybody who answered shows 3 or more.'
            : `Not ready: ${plural(result.concerns, 'hand')} under 3.`
      return [tallyBlock('hands', result.ballots.all, rows), { block: 'text', text: end }]
    }
    case 'ranking':
      return [{ block: 'facts', facts: rankingFacts(view, result, words) }]
  }
}

const outcomes = {
  accepted: 'Both sides say yes.',
  rejected: 'Both sides say no.',
  noAgreement: 'No agreement: one side says yes, the other no.',
  noResult: 'No result.',
}

/** "Product  for 3, against 0: yes" */
function dualBlocks(result: ResultOf<'dualMajority'>, words: SideWords, outcome: boolean): Block[] {
  const line = (side: 'project' | 'product' | 'both') => {
    const { votes, verdict, cast, needed, tieBroken, size } = result[side]
    const abstained = votes?.abstain ? `, abstained ${votes.abstain}` : ''
    const numbers = votes ? `for ${votes.for}, against ${votes.against}${abstained}` : `${cast} of ${size} voted`
    const missing = verdict === 'noResult' ? ` (${cast} voted, ${needed} needed)` : ''
    const said = { yes: 'yes', no: 'no', tie: 'a tie', noResult: 'no result' }[verdict]
    const value = `${numbers}: ${said}${missing}${tieBroken ? ', the tie broken by the sponsors' : ''}`
    return { label: capital(sideName(side, words)), value }
  }
  const sponsors = result.both.cast > 0 ? [line('both')] : []
  return [
    { block: 'facts', facts: [line('product'), line('project'), ...sponsors] },
    ...(outcome ? [{ block: 'text' as const, text: outcomes[result.outcome] }] : []),
  ]
}

function quorumBlocks({ quorum, quorumMet }: PollResult, words: SideWords): Block[] {
  if (quorum.length === 0) return []
  const part = ({ of, cast, needed }: PollResult['quorum'][number]) =>
    `${of === 'overall' ? 'overall' : words[of]} ${cast} of ${needed} needed`
  const said = quorumMet ? 'Quorum met' : 'Quorum missed: the count decides nothing'
  return [{ block: 'note', text: `${said} (${quorum.map(part).join(', ')}).` }]
}

function lookButtons({ poll, ballots, reasons, result }: PollView): Button[] {
  const value = { poll: poll.id }
  return [
    ...(ballots?.length || reasons.length ? [{ press: 'vote.ballots', label: 'All votes and reasons', value }] : []),
    ...(result?.method === 'schulze' ? [{ press: 'vote.matrix', label: 'Every pair', value }] : []),
  ]
}

/** The count in lines, for a record: "IT", "2 of 3 votes (product 2)". */
export function countLines(view: PollView): { label: string; text: string }[] {
  if (!view.result) return []
  return countBlocks(view, view.result, view.poll.settings.sides, false).flatMap((block) => {
    if (block.block === 'facts') return block.facts.map(({ label, value }) => ({ label, text: String(value) }))
    if (block.block !== 'tally') return []
    const { label: counted, of, rows } = block
    return rows.map((row) => ({
      label: row.label,
      text: `${row.said ?? `${row.count} of ${of}`} ${counted}${tallySides(row)}`,
    }))
  })
}

/** One line: what came out, for summaries and lists. */
export function outcomeLine({ result, options, poll }: PollView): string {
  if (!result) return `${poll.settings.name} is open.`
  const names = (ids: number[]) => ids.map((id) => options.find((option) => option.id === id)?.text ?? '').join(' and ')
  const missed = result.quorumMet ? '' : ' The quorum is missed.'
  if (result.ballots.all === 0) return 'Nobody voted.'
  switch (result.method) {
    case 'dualMajority':
      return outcomes[result.outcome]
    case 'consent':
      return (result.passes ? 'It passes.' : 'It does not pass.') + missed
    case 'fist':
      return (result.ready ? 'Ready.' : 'Not ready.') + missed
    case 'instantRunoff':
      return (result.winner === null ? 'Nobody ranked anything.' : `${names([result.winner])} wins.`) + missed
    case 'ranking':
    case 'single':
    case 'approval':
    case 'schulze':
    case 'score': {
      const winners = result.method === 'ranking' ? (result.order[0] ?? []) : result.winners
      if (winners.length === 0) return `Nothing was chosen.${missed}`
      return `${names(winners)} ${winners.length === 1 ? 'wins' : 'are level'}.${missed}`
    }
  }
}
