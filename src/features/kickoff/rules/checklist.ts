/** The joint checklist: of each thing that both sides should know at the start, what is there, or what is missing and how it is mended. Pure. */
import { command } from '../../../chat/spoken.ts'
import { formatDay, toLocal } from '../../../schedule/calendar.ts'
import { type Use, uses } from '../../portfolio/rules/methodology.ts'
import { lateWords, oldText } from '../../portfolio/rules/status-line.ts'
import { methodologyWords } from '../../portfolio/rules/words.ts'
import { cadenceWords, type Ground, milestonesAhead, percentOf, readWords, topRisks, whoAnswers } from './ground.ts'
import type { Side } from './records.ts'

/** What mends it: a press that opens the right form, else a command to be typed. */
export type Mend = { press: string; label: string; value: object } | { type: string }

/** A word, or a person by id. */
export type Part = string | { person: number }

export interface Line {
  key: string
  label: string
  /** `offered`: where the methodology leaves it to the crew. */
  use: Use
  /** What is there; nothing where it is missing. */
  there: Part[] | null
  missing: string | null
  /** Why it is looked at again although it is there. */
  mends: Mend[]
}

export interface Presenters {
  project: number | null
  product: number | null
  labels: Record<Side, string>
}

const longDay = (day: string) => formatDay(day, { year: true })
const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

export function checklistOf(ground: Ground, presenters: Presenters): Line[] {
  const use = uses[ground.initiative.methodology]
  return [
    whyLine(ground),
    resultLine(ground),
    { ...roadmapLine(ground), use: use.milestones },
    { ...baselineLine(ground), use: use.baselines },
    raciLine(ground),
    methodologyLine(ground),
    { ...metricsLine(ground), use: use.outcomeChecks },
    { ...cadenceLine(ground), use: use.alignment },
    riskLine(ground),
    presenterLine(ground, presenters),
  ]
}

const line = (key: string, label: string, there: Part[] | null, missing: string | null, mends: Mend[]): Line => ({
  key,
  label,
  use: 'expected',
  there,
  missing,
  mends: there && !missing ? [] : mends,
})

const press = (
  name: string,
  label: string,
  { initiative }: Ground,
  value: object = { initiative: initiative.id },
): Mend => ({
  press: `${name}`,
  label,
  value,
})

function whyLine(ground: Ground): Line {
  const { why, whyCount, initiative } = ground
  const mends = [press('portfolio.set-why', 'Say why', ground)]
  if (!why) return line('why', 'Why', null, 'Nobody has said why it is done.', mends)
  const { project, product } = whyCount
  const day = toLocal(why.at, initiative.crew?.zone ?? 'UTC').day
  const [yes, of] = [project.yes + product.yes, project.of + product.of]
  const voices = of ? `; acknowledged by ${yes} of ${of}` : ''
  return line(
    'why',
    'Why',
    [
      why.sentence,
      ` For ${why.forWhom}. Version ${why.version} by `,
      { person: why.byId },
      `, ${longDay(day)}${voices}`,
    ],
    null,
    mends,
  )
}

function resultLine(ground: Ground): Line {
  const { results } = ground.status
  const words = results.slice(0, 2).map((one) => `${one.key} ${readWords(one, ground.today)}`)
  const more = results.length > 2 ? ` and ${results.length - 2} more` : ''
  const there = results.length ? [`${words.join('; ')}${more}`] : null
  return line('result', 'Key result', there, there ? null : 'It is for no key result.', [
    press('portfolio.results', 'Choose key results', ground),
  ])
}

function roadmapLine(ground: Ground): Line {
  const { finish } = ground.status
  const milestones = milestonesAhead(ground.status)
  const [label, add] = ['Roadmap slice', press('portfolio.add', 'Add to the plan', ground)]
  if (finish.cycle)
    return line('roadmap', label, null, `The plan goes in a circle, so it has no dates: ${finish.cycle.join(', ')}.`, [
      press('portfolio.change', 'Change the plan', ground),
    ])
  if (!ground.from || !finish.day) return line('roadmap', label, null, 'Nothing is planned yet.', [add])
  const span = `${longDay(ground.from)} to ${longDay(finish.day)}`
  const [next] = milestones
  if (!next) return line('roadmap', label, [span], 'No milestone is ahead.', [add])
  return line(
    'roadmap',
    label,
    [`${span}, ${counted(milestones.length, 'milestone')} ahead: ${next.name}, ${longDay(next.day)}`],
    null,
    [add],
  )
}

function baselineLine(ground: Ground): Line {
  const { finish, progress } = ground.status
  const label = 'Plan and baseline'
  if (finish.pieces === 0 || !finish.day)
    return line('baseline', label, null, 'There is no plan to agree on yet.', [
      press('portfolio.add', 'Add to the plan', ground),
    ])
  const day = progress && toLocal(progress.at, ground.initiative.crew?.zone ?? 'UTC').day
  const old = day && oldText(day, ground.today)
  const reported = day ? `progress given ${longDay(day)}${old ? ` (${old})` : ''}` : 'no progress given yet'
  const plan = `${counted(finish.pieces, 'deliverable')}, finish ${longDay(finish.day)}`
  if (finish.version === null)
    return line('baseline', label, [plan], 'Nobody has agreed on it: there is no baseline.', [
      press('portfolio.baseline', 'Set a baseline', ground),
    ])
  const late = finish.late === null ? '' : `, ${lateWords(finish.late)}`
  const decision = finish.decision ? ` (${finish.decision})` : ''
  return line('baseline', label, [`${plan}${late}; baseline v${finish.version}${decision}; ${reported}`], null, [])
}

function raciLine(ground: Ground): Line {
  const { raci, initiative } = ground
  const add = press('raci.add', 'Add an activity', ground)
  if (raci.length === 0) return line('raci', 'Who does what', null, 'No activity is written down yet.', [add])
  const { accountable, without } = whoAnswers(raci)
  const people = accountable.slice(0, 4).flatMap((person, at): Part[] => [at ? ', ' : '', { person }])
  const more = accountable.length > 4 ? ` and ${accountable.length - 4} more` : ''
  const answers: Part[] = accountable.length ? ['; answered for by ', ...people, more] : []
  return line(
    'raci',
    'Who does what',
    [counted(raci.length, 'activity', 'activities'), ...answers],
    without
      ? `${counted(without, 'activity has', 'activities have')} not exactly one person who answers for it.`
      : null,
    [press('raci.check', 'Check it', ground), { type: command(`raci check ${initiative.key}`) }].slice(0, 1),
  )
}

function methodologyLine(ground: Ground): Line {
  const { methodology, phase } = ground.initiative
  return line('methodology', 'Methodology', [`${methodologyWords[methodology]}, phase ${phase}`], null, [])
}

function metricsLine(ground: Ground): Line {
  const { results } = ground.status
  const read = results.filter(({ current }) => current !== null)
  const label = 'Metrics'
  if (results.length === 0)
    return line('metrics', label, null, 'Without a key result nothing is measured.', [
      press('portfolio.results', 'Choose key results', ground),
    ])
  const [first] = results.filter(({ current }) => current === null)
  const newest = read
    .flatMap(({ current }) => current?.day ?? [])
    .sort()
    .at(-1)
  const old = newest && oldText(newest, ground.today)
  const there = newest
    ? [
        `readings of ${read.length} of ${counted(results.length, 'key result')}, the newest ${longDay(newest)}${old ? ` (${old})` : ''}`,
      ]
    : null
  const missing = first ? `No data of ${first.key} yet: without a first reading no change shows.` : null
  return line('metrics', label, there, missing, [
    press('portfolio.reading', 'Give a reading', ground, { objective: first?.objectiveId ?? 0 }),
  ])
}

function cadenceLine(ground: Ground): Line {
  const words = cadenceWords(ground.cadence)
  const missing = ground.cadence.alignment === null ? 'No alignment session is scheduled.' : null
  return line('cadence', 'Cadence', words.length ? [words.join('; ')] : null, missing, [
    { type: command('align schedule') },
  ])
}

function riskLine(ground: Ground): Line {
  const open = topRisks(ground.risks)
  const [first] = open
  const { length: all } = ground.assumptions
  const broken = ground.assumptions.filter(({ state }) => state === 'broken').length
  const assumed = all ? `; ${counted(all, 'assumption')}${broken ? `, ${broken} broken` : ''}` : '; no assumptions'
  if (!first)
    return line('risks', 'Risks', null, `No open risk is written down${assumed}.`, [
      press('portfolio.risk', 'Add a risk', ground),
    ])
  return line(
    'risks',
    'Risks',
    [
      `${open.length} open; R${first.number} ${first.text} (${percentOf(first)}), watched by `,
      { person: first.ownerId },
      assumed,
    ],
    null,
    [],
  )
}

function presenterLine(ground: Ground, { project, product, labels }: Presenters): Line {
  const nobody = (['project', 'product'] as const).filter((side) => (side === 'project' ? project : product) === null)
  const there = [project, product].flatMap((person, at): Part[] =>
    person === null
      ? []
      : [...(at && project !== null ? [', '] : []), { person }, ` (${at ? labels.product : labels.project})`],
  )
  const missing = nobody.length
    ? `Nobody owns the ${nobody.map((side) => labels[side].toLowerCase()).join(' and the ')} side; the presenter is chosen when it begins.`
    : null
  return line('presenters', 'Presenters', there.length ? there : null, missing, [
    press('portfolio.edit', 'Name owners', ground),
  ])
}
