/** What was counted: by question and side, how far apart they are, and how that was before. */
import type { Block, Inline } from '../../../chat/message.ts'
import type { Crew } from '../../../people/crews.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import { fewest, gapIn, leading } from '../rules/counting.ts'
import { type Kind, type PulseResult, type Question, sides } from '../rules/records.ts'
import type { CountedPulse } from '../store/reads.ts'

type Counted = Pick<CountedPulse, 'questions' | 'result'>

export const onDay = (day: Day) => formatDay(day, { year: true })

const signed = (score: number) => (score > 0 ? `+${score}` : score < 0 ? `−${-score}` : '0')
const words: Record<Kind, (score: number) => string> = { pulse: signed, confidence: (score) => `${score} %` }

function scoresLine(kind: Kind, { labels }: Crew, result: PulseResult, id: string): Inline[] {
  const gap = gapIn(result, id)
  const each = sides.map((side) => {
    const score = result.scores[id]?.[side] ?? null
    return `${labels[side]} ${score === null ? 'too few to show' : words[kind](score)}`
  })
  return [each.join(', '), ...(gap === null ? [] : [' · ', { strong: `gap ${Math.abs(gap)}` }])]
}

/** Who sees it higher, in words: a sign says it to nobody. */
export function headline(kind: Kind, { labels }: Crew, questions: Question[], result: PulseResult): string {
  const first = leading(kind, questions, result)
  const gap = first && gapIn(result, first.id)
  if (first === null || gap === null) {
    const small = sides.filter((side) => result.answered[side] < fewest).map((side) => labels[side])
    return `Fewer than ${fewest} answered on ${small.join(' and on ')}: how far apart both sides ${kind === 'pulse' ? 'see value' : 'are'} is not shown.`
  }
  const [higher, lower] = gap > 0 ? [labels.project, labels.product] : [labels.product, labels.project]
  switch (kind) {
    case 'pulse':
      return gap === 0
        ? 'Both sides see value alike.'
        : `${higher} sees more value than ${lower}: gap ${Math.abs(gap)}.`
    case 'confidence':
      return gap === 0
        ? 'Both sides are equally sure.'
        : `Furthest apart on ${first.name}: ${higher} is surer than ${lower}, gap ${Math.abs(gap)}.`
  }
}

function basis({ labels }: Crew, { asked, answered }: PulseResult): string {
  const equal = answered.project === answered.product
  const many = (count: number) => `${count} answer${count === 1 ? '' : 's'}`
  const counted = equal
    ? `${many(answered.project)} a side`
    : sides.map((side) => `${many(answered[side])} of ${labels[side]}`).join(' and ')
  return `${counted}, a talk and not a verdict. Asked: ${sides.map((side) => `${labels[side]} ${asked[side]}`).join(', ')}.`
}

const how: Record<Kind, string> = {
  pulse:
    'NPSS: percent who say 9 or 10 minus percent who say 0 to 6, from −100 to +100 (PMI). Gap: how far the two are apart.',
  confidence: 'The mean of each side, given in tens of percent. Gap: how far the two are apart.',
}

function trend(kind: Kind, crew: Crew, { questions, result }: Counted, before: CountedPulse[]): Block[] {
  const first = leading(kind, questions, result)
  const same = first ? before.filter((one) => first.id in one.result.scores) : []
  if (!first || same.length === 0) return []
  const lines = same.map((one): Inline[] => [
    `\n- ${onDay(one.day)}: `,
    ...scoresLine(kind, crew, one.result, first.id),
  ])
  return [{ block: 'text', text: [{ strong: `${first.name}, before` }, ...lines.flat()] }]
}

export function countedBlocks(kind: Kind, crew: Crew, counted: Counted, before: CountedPulse[]): Block[] {
  const { questions, result } = counted
  return [
    { block: 'text', text: headline(kind, crew, questions, result) },
    {
      block: 'facts',
      facts: questions.map(({ id, name }) => ({ label: name, value: scoresLine(kind, crew, result, id) })),
    },
    ...trend(kind, crew, counted, before),
    { block: 'note', text: basis(crew, result) },
    { block: 'note', text: how[kind] },
  ]
}
