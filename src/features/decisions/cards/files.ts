/** All decisions as a file: records in Markdown, rows for a spreadsheet. */
import type { Day } from '../../../schedule/calendar.ts'
import { moneyText } from '../../portfolio/rules/money.ts'
import type { MoneyShown } from '../../portfolio/rules/records.ts'
import { optionsText } from '../rules/proposal.ts'
import { type DecisionRecord, decisionName, type ImpactLine, type Review, type Side } from '../rules/records.ts'
import { answerOf, verdictWords } from '../rules/review.ts'
import { domainLine, sourceText, stateWords } from './lines.ts'

export interface FileRecord {
  decision: DecisionRecord
  initiative: string | null
  crew: string | null
  keyResult: string | null
  supersedes: number | null
  supersededBy: number | null
  money: MoneyShown
  labels: Record<Side, string>
  proposedOn: Day
  acceptedOn: Day | null
}

export interface FileNames {
  person(id: number): string
}

function impactText(line: ImpactLine, money: MoneyShown): string {
  if ('text' in line) return `${line.label}: ${line.text}`
  return `${line.label}: ${moneyText(line.amount, line.currency, money, { amount: line.of, name: 'budget' })}`
}

function reviewText(review: Review, labels: Record<Side, string>, { person }: FileNames): string[] {
  return (['project', 'product'] as const).map((side) => {
    const said = answerOf(review, side)
    if (!said) return `${labels[side]}: no answer yet`
    return `${labels[side]}, ${person(said.personId)}: ${verdictWords[said.verdict]}${said.reason ? `, ${said.reason}` : ''}`
  })
}

function voiceTexts({ decision: { voices }, labels }: FileRecord, { person }: FileNames): string[] {
  return voices.map(({ personId, side, text, escalates, accepts }) => {
    const of = side === 'both' ? 'sponsor' : labels[side]
    return `${person(personId)} (${of}): ${accepts ? 'accepts' : `${escalates ? 'escalates, ' : ''}${text}`}`
  })
}

export const columns = [
  'decision',
  'state',
  'whose',
  'what',
  'why',
  'options',
  'initiative',
  'crew',
  'key result',
  'expected effect',
  'vote',
  'impact',
  'said',
  'proposed by',
  'proposed on',
  'accepted by',
  'accepted on',
  'supersedes',
  'superseded by',
  'review on',
  'review',
  'recorded from',
  'where',
]

export function decisionsTable(records: FileRecord[], names: FileNames): string[][] {
  return [columns, ...records.map((one) => row(one, names))]
}

function row(record: FileRecord, names: FileNames): string[] {
  const { decision: of, initiative, crew, keyResult, supersedes, supersededBy, money, labels } = record
  const other = (number: number | null) => (number === null ? '' : `DEC-${number}`)
  return [
    decisionName(of),
    stateWords[of.state],
    domainLine(of.domain, labels),
    of.what,
    of.why ?? '',
    optionsText(of.options),
    initiative ?? '',
    crew ?? '',
    keyResult ?? '',
    of.effect ?? '',
    (of.tally ?? []).map(({ label, text }) => `${label}: ${text}`).join('\n'),
    (of.impact ?? []).map((line) => impactText(line, money)).join('\n'),
    voiceTexts(record, names).join('\n'),
    names.person(of.proposedById),
    record.proposedOn,
    of.acceptedById === null ? '' : names.person(of.acceptedById),
    record.acceptedOn ?? '',
    other(supersedes),
    other(supersededBy),
    of.reviewOn ?? '',
    of.review ? reviewText(of.review, labels, names).join('\n') : '',
    sourceText(of),
    of.link ?? '',
  ]
}

/** What people typed is text: nothing of it becomes a heading, a link or a table. */
const literal = (text: string) => text.replace(/[\\`*_[\]<>#|~]/g, (sign) => `\\${sign}`).replace(/\s*\n\s*/g, '  \n')

export function decisionsMarkdown(records: FileRecord[], names: FileNames): string {
  const all = records.map((one) => markdown(one, names)).join('\n')
  return `# Decisions\n\n${records.length} ${records.length === 1 ? 'decision' : 'decisions'}, newest first.\n\n${all}`
}

function markdown(record: FileRecord, names: FileNames): string {
  const table = row(record, names)
  const value = (column: string) => table[columns.indexOf(column)] ?? ''
  const { options, voices } = record.decision
  const skipped = ['decision', 'what', 'why', 'options', 'said']
  const facts = columns
    .filter((column) => !skipped.includes(column) && value(column) !== '')
    .map((column) => `- ${column.charAt(0).toUpperCase()}${column.slice(1)}: ${literal(value(column))}`)
  const part = (title: string, lines: string[]) => (lines.length ? [`### ${title}`, '', ...lines, ''] : [])
  return [
    `## ${decisionName(record.decision)} ${literal(value('what'))}`,
    '',
    ...facts,
    '',
    ...part('Why', value('why') ? [literal(value('why'))] : []),
    ...part(
      'Options considered',
      options.map(({ text, why }) => `- ${literal(why ? `${text}: ${why}` : text)}`),
    ),
    ...part('Said', voices.length ? voiceTexts(record, names).map((line) => `- ${literal(line)}`) : []),
  ].join('\n')
}
