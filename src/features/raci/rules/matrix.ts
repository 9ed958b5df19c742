/** Who does, answers for, is asked about and is told of each activity (RACI). Pure. */
import { checkRaci, type RaciRow, rowErrors } from '../../../methods/raci.ts'
import { type Phase, phases } from '../../portfolio/rules/records.ts'
import { phaseWords } from '../../portfolio/rules/words.ts'

export interface Activity extends RaciRow {
  id: number
  initiativeId: number
  phase: Phase
  /** Its name. */
  activity: string
  responsible: number[]
  accountable: number[]
  consulted: number[]
  informed: number[]
}

export type Parts = Pick<Activity, 'responsible' | 'accountable' | 'consulted' | 'informed'>
export const roles = ['responsible', 'accountable', 'consulted', 'informed'] as const

export interface ActivityAnswers extends Parts {
  activity: string
  phase: string
}

const plain = (name: string) => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** `others`: of the same initiative, without the one that is changed. */
export function checkActivity(
  answers: ActivityAnswers,
  others: Activity[],
  name: (id: number) => string,
): Record<string, string> {
  const errors: Record<string, string> = {}
  const same = others.find((one) => one.phase === answers.phase && plain(one.activity) === plain(answers.activity))
  if (same) errors.activity = `"${same.activity}" stands in this phase already. Change that one, or give another name.`
  for (const error of rowErrors(answers)) {
    if (error.finding === 'noAccountable') errors.accountable = 'Name the one person who answers for it.'
    if (error.finding === 'noResponsible') errors.responsible = 'Name at least one person who does it.'
    if (error.finding === 'severalAccountable') {
      const people = error.people.map((id) => name(Number(id)))
      errors.accountable = `${people.join(' and ')} are ${people.length}: exactly one person answers for an activity. The others can do it, or be asked.`
    }
  }
  return errors
}

/** Accountable for more than so many activities, of whatever initiatives, is too much. */
export const mostAccountable = 5

/** Those that should have rows: from the phase it is in to the launch; later ones once they are there. */
export function phasesAhead(now: Phase): Phase[] {
  const [from, launch] = [phases.indexOf(now), phases.indexOf('launch')]
  return phases.slice(from, Math.max(from, launch) + 1)
}

export type Finding =
  | { what: 'row'; activity: Activity; text: string; takes: boolean }
  | { what: 'matrix'; text: string }

/** Rows of other initiatives, each with the key of its own. */
export type Others = { key: string; rows: Activity[] }[]

/** What does not hold, in sentences; what nobody answers for can be taken. Who answers for too much is counted over all of them. */
export function findings(
  { key, phase, rows }: { key: string; phase: Phase; rows: Activity[] },
  others: Others,
  name: (id: number) => string,
): Finding[] {
  const found = checkRaci({ phases: phasesAhead(phase), rows }, { most: Number.POSITIVE_INFINITY })
  const all = [{ key, rows }, ...others]
  const busy = checkRaci({ phases: [], rows: all.flatMap((one) => one.rows) }, { most: mostAccountable })
  return [...found, ...busy.filter((one) => one.finding === 'overloaded')].flatMap((one) => finding(one, all, name))
}

function finding(
  one: ReturnType<typeof checkRaci<Activity>>[number],
  all: Others,
  name: (id: number) => string,
): Finding[] {
  switch (one.finding) {
    case 'noAccountable':
      return [{ what: 'row', activity: one.row, text: `${at(one.row)}: nobody answers for it.`, takes: true }]
    case 'severalAccountable': {
      const people = one.people.map((id) => name(Number(id))).join(' and ')
      return [
        {
          what: 'row',
          activity: one.row,
          text: `${at(one.row)}: ${people} all answer for it. Keep one.`,
          takes: false,
        },
      ]
    }
    case 'noResponsible':
      return [{ what: 'row', activity: one.row, text: `${at(one.row)}: nobody does it.`, takes: true }]
    case 'ownWork': {
      const text = `${at(one.row)}: ${name(Number(one.person))} is asked about or told of their own work.`
      return [{ what: 'row', activity: one.row, text, takes: false }]
    }
    case 'greyArea':
      return [{ what: 'matrix', text: `${phaseWords[one.phase as Phase]} is a grey area: no activity stands in it.` }]
    case 'clash':
      return [{ what: 'matrix', text: clash(one.rows, name) }]
    case 'overloaded':
      return overload(Number(one.person), all, name)
  }
}

/** Of who answers for something here: the names of these, the number of the others. */
function overload(person: number, [own, ...others]: Others, name: (id: number) => string): Finding[] {
  const count = (rows: Activity[]) => rows.filter(({ accountable }) => accountable.includes(person))
  const here = count(own?.rows ?? [])
  if (!own || here.length === 0) return []
  const there = others.map(({ key, rows }) => ({ key, many: count(rows).length })).filter(({ many }) => many > 0)
  const total = there.reduce((sum, { many }) => sum + many, here.length)
  const parts = [
    `${here.map(({ activity }) => activity).join(', ')} of ${own.key}`,
    ...there.map(({ key, many }) => `${many} of ${key}`),
  ]
  return [
    {
      what: 'matrix',
      text: `${name(person)} answers for ${total} activities, more than ${mostAccountable}, over all initiatives that you may see: ${parts.join('; ')}.`,
    },
  ]
}

const at = ({ phase, activity }: Activity) => `${phaseWords[phase]}, ${activity}`

function clash(rows: Activity[], name: (id: number) => string): string {
  const who = rows
    .filter(({ accountable }) => accountable.length > 0)
    .map(({ phase, accountable }) => `${accountable.map(name).join(' and ')} in ${phaseWords[phase].toLowerCase()}`)
  return `"${rows[0]?.activity}" is answered for by ${who.join(', ')}. Say who hands it over, or keep one.`
}
