/** Bars and tables of the methods that choose among options. */
import type { Block } from '../../chat/message.ts'
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

export function optionTally(view: Options, result: ResultOf<'single' | 'approval'>, words: SideWords): Block[] {
  const name = namer(view)
  const rows = result.options.map(({ option, counts }) => ({
    label: name(option),
    count: counts.all,
    sides: sideCounts(counts, words),
    ...(result.winners.includes(option) && { won: true as const }),
  }))
  const abstained = result.method === 'single' ? result.abstained : null
  return [
    tallyBlock('votes', result.ballots.all, rows),
    ...(abstained?.all ? [note(`${plural(abstained.all, 'abstention')}${bracketed(abstained, words)}.`)] : []),
    ...(result.winners.length > 1 ? [note(`Level: ${result.winners.map(name).join(' and ')}.`)] : []),
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

/** Row over column, in ballots. */
export function matrixBlocks(view: Options, result: ResultOf<'schulze'>): Block[] {
  const { options } = view
  const line = (row: number) =>
    options
      .flatMap((other, column) =>
        column === row
          ? []
          : [`${result.pairwise[row]?.[column] ?? 0} to ${result.pairwise[column]?.[row] ?? 0} over ${other.text}`],
      )
      .join('; ')
  return [
    { block: 'note', text: 'How many rank the one above the other. "7 to 5 over B": 7 ballots prefer it, 5 prefer B.' },
    { block: 'facts', facts: options.map(({ text }, row) => ({ label: text, value: line(row) })) },
  ]
}

const note = (text: string): Block => ({ block: 'note', text })
const bracketed = (counts: SideCounts, words: SideWords) => {
  const sides = sidesOf(counts, words)
  return sides ? ` (${sides})` : ''
}
