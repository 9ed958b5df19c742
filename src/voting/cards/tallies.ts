/** Bars and tables of the methods that choose among options. */
import type { Block } from '../../chat/message.ts'
import { shorten } from '../../chat/plain.ts'
import type { ResultOf, SideCounts } from '../rules/records.ts'
import type { PollView } from '../rules/view.ts'
import { sideCounts, tallyBlock } from './bars.ts'
import { plural, type SideWords, sidesOf } from './words.ts'

type Options = Pick<PollView, 'options'>

const namer =
  ({ options }: Options) =>
  (id: number) =>
    options.find((option) => option.id === id)?.text ?? 'an option that is gone'

const decimal = (number: number) => String(Math.round(number * 100) / 100)

/** Of more, those that nobody chose are named in a line. */
const mostBars = 8

export function optionTally(view: Options, result: ResultOf<'single' | 'approval'>, words: SideWords): Block[] {
  const name = namer(view)
  const none = result.options.length > mostBars ? result.options.filter(({ counts }) => counts.all === 0) : []
  const rows = result.options
    .filter((one) => !none.includes(one))
    .map(({ option, counts }) => ({
      label: name(option),
      count: counts.all,
      sides: sideCounts(counts, words),
      ...(result.winners.includes(option) && { won: true as const }),
    }))
  const abstained = result.method === 'single' ? result.abstained : null
  return [
    ...(rows.length ? [tallyBlock('votes', result.ballots.all, rows)] : []),
    ...(none.length ? [note(`No vote: ${none.map(({ option }) => shorten(name(option), 60)).join(' · ')}.`)] : []),
    ...(abstained?.all ? [note(`${plural(abstained.all, 'abstention')}${bracketed(abstained, words)}.`)] : []),
  ]
}

export function scoreTally(view: Options, result: ResultOf<'score'>, words: SideWords): Block[] {
  const name = namer(view)
  const said = ({ mean, count }: { mean: number | null; count: number }) =>
    mean === null ? 'no data' : `${decimal(mean)} (${plural(count, 'ballot')})`
  const rows = result.options.map((option) => ({
    label: name(option.option),
    count: option.all.mean ?? 0,
    said: said(option.all),
    sides: (['project', 'product', 'both'] as const)
      .filter((side) => option[side].count > 0)
      .map((side) => ({
        label: side === 'both' ? 'sponsors' : words[side],
        count: option[side].mean ?? 0,
        said: decimal(option[side].mean ?? 0),
      })),
    ...(result.winners.includes(option.option) && { won: true as const }),
  }))
  return [tallyBlock(`points, the mean of 0 to ${result.max}`, result.max, rows)]
}

/** The first round in bars, then who went and why, to the last. */
export function runoffBlocks(view: Options, result: ResultOf<'instantRunoff'>, words: SideWords): Block[] {
  const name = namer(view)
  const [first] = result.rounds
  if (!first || result.winner === null) return [note('No data: nobody ranked anything.')]
  const last = result.rounds.at(-1) ?? first
  const bars = (round: typeof first) =>
    tallyBlock(
      'votes',
      round.tallies.reduce((sum, { counts }) => sum + counts.all, 0),
      round.tallies.map(({ option, counts }) => ({
        label: name(option),
        count: counts.all,
        sides: sideCounts(counts, words),
        ...(round === last && option === result.winner && { won: true as const }),
      })),
    )
  const lines = result.rounds.slice(0, -1).map(({ eliminated, exhausted }, index) => {
    if (!eliminated) return ''
    const gone = exhausted.all ? ` ${plural(exhausted.all, 'ballot')} named none of those left.` : ''
    return `Round ${index + 1}: ${name(eliminated.option)} goes, ${why(eliminated, name)}.${gone}`
  })
  if (result.rounds.length === 1) return [bars(first)]
  return [
    { block: 'text', text: [{ strong: 'First choices' }] },
    bars(first),
    note(lines.join('\n')),
    { block: 'text', text: [{ strong: `Round ${result.rounds.length}, the last` }] },
    bars(last),
  ]
}

type Eliminated = NonNullable<ResultOf<'instantRunoff'>['rounds'][number]['eliminated']>

function why(gone: Eliminated, name: (id: number) => string): string {
  switch (gone.rule) {
    case 'fewest':
      return 'it had the fewest'
    case 'earlierRound':
      return `level with ${others(gone, name)} and behind in round ${gone.round}`
    case 'givenOrder':
      return `level with ${others(gone, name)} in every round and listed last`
  }
}

const others = (gone: { option: number; tied: number[] }, name: (id: number) => string) =>
  gone.tied
    .filter((id) => id !== gone.option)
    .map(name)
    .join(' and ')

export function schulzeBlocks(view: Options, result: ResultOf<'schulze'>, words: SideWords): Block[] {
  const name = namer(view)
  if (result.ballots.all === 0) return [note('No data: nobody voted.')]
  const order = result.order.map((place) => place.map(name).join(' = ')).join(' > ')
  const rows = result.firsts.map(({ option, counts }) => ({
    label: name(option),
    count: counts.all,
    sides: sideCounts(counts, words),
    ...(result.winners.includes(option) && { won: true as const }),
  }))
  return [
    { block: 'text', text: [{ strong: 'Order: ' }, order] },
    tallyBlock('first places', result.ballots.all, rows),
    note('Every option was compared with every other; first places alone do not decide.'),
  ]
}

/** More have numbers: names in every pair are not read any more. */
const mostNamed = 5

/** Row over column, in ballots. */
export function matrixBlocks(view: Options, result: ResultOf<'schulze'>): Block[] {
  const { options } = view
  const numbered = options.length > mostNamed
  const named = (at: number) => (numbered ? String(at + 1) : (options[at]?.text ?? ''))
  const pair = (row: number, column: number) =>
    `${result.pairwise[row]?.[column] ?? 0} to ${result.pairwise[column]?.[row] ?? 0} over ${named(column)}`
  // A pair of numbers stays on its line.
  const kept = (text: string) => (numbered ? text.replaceAll(' ', '\u00a0') : text)
  const line = (row: number) =>
    options.flatMap((_, column) => (column === row ? [] : [kept(pair(row, column))])).join(numbered ? ' · ' : '; ')
  const other = numbered ? 'option 2' : 'B'
  return [
    note(
      `How many rank the one above the other. "7 to 5 over ${numbered ? 2 : 'B'}": 7 ballots prefer it, 5 prefer ${other}.`,
    ),
    {
      block: 'facts',
      facts: options.map(({ text }, row) => ({ label: numbered ? `${row + 1}. ${text}` : text, value: line(row) })),
    },
  ]
}

/** The order of each side, and the one in which both weigh the same; means only where enough ranked. */
export function rankingFacts(view: Options, result: ResultOf<'ranking'>, words: SideWords) {
  const name = namer(view)
  const order = (places: number[][]) => places.map((place) => place.map(name).join(' = ')).join(' > ')
  const sides = (['project', 'product'] as const).map((side) => {
    const own = result[side]
    const value = own ? `${order(own.order)} (${plural(own.ballots, 'ranking')})` : 'no data: nobody ranked'
    return { label: words[side], value }
  })
  return [...sides, { label: 'Both, weighing the same', value: order(result.order) || 'no data' }]
}

const note = (text: string): Block => ({ block: 'note', text })
const bracketed = (counts: SideCounts, words: SideWords) => {
  const sides = sidesOf(counts, words)
  return sides ? ` (${sides})` : ''
}
