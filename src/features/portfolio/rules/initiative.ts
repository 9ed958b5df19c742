/** Initiatives as people describe them. Pure. */
import type { Day } from '../../../schedule/calendar.ts'
import { type Budgets, budgetProblem } from './budget.ts'
import { type Errors, pastDay } from './deliverable.ts'
import { amountTyped, readCurrency, readMoney } from './money.ts'
import type { InitiativeRecord, Kind, Methodology, Phase, RateRecord } from './records.ts'
import { readKey } from './words.ts'

export interface InitiativeAnswers {
  key: string
  name: string
  kind: string
  methodology: string
  phase: string
  crew: string | undefined
  steering: string | undefined
  projectOwner: number[]
  productOwner: number[]
  sponsor: number[]
  startOn: Day | undefined
  planAt: string | undefined
  anniversaries?: boolean
}

export type InitiativeData = Pick<
  InitiativeRecord,
  | 'key'
  | 'name'
  | 'kind'
  | 'methodology'
  | 'phase'
  | 'crewId'
  | 'steeringCrewId'
  | 'projectOwnerId'
  | 'productOwnerId'
  | 'sponsorId'
  | 'startOn'
  | 'planAt'
  | 'anniversaries'
>

export interface InitiativeSurroundings {
  before: InitiativeRecord | null
  /** Of the organization, retired ones too. */
  others: Pick<InitiativeRecord, 'id' | 'key' | 'name' | 'phase'>[]
  /** What waits for it: "CHK T4 waits for PAY T2". */
  waiting: string[]
  today: Day
  /** Owners, sponsor and crew are theirs to change, and the end. */
  mayOwn: boolean
}

const oneOnly = 'Name one person: what two own, nobody owns.'

export function checkInitiative(
  answers: InitiativeAnswers,
  { before, others, waiting, today, mayOwn }: InitiativeSurroundings,
): { data: InitiativeData } | { errors: Errors<InitiativeAnswers> } {
  const key = readKey(answers.key, 'CHK')
  const taken = 'ok' in key && others.find((one) => one.key === key.ok && one.id !== before?.id)
  const both = answers.projectOwner[0] !== undefined && answers.projectOwner[0] === answers.productOwner[0]
  const phase = answers.phase as Phase
  const errors: Errors<InitiativeAnswers> = {
    ...('error' in key && { key: key.error }),
    ...(taken && { key: takenKey(taken) }),
    ...(answers.projectOwner.length > 1 && { projectOwner: oneOnly }),
    ...(both && { productOwner: 'The sides have an owner each. Name somebody else, or nobody yet.' }),
    ...(answers.productOwner.length > 1 && { productOwner: oneOnly }),
    ...(answers.sponsor.length > 1 && { sponsor: oneOnly }),
    ...(answers.steering &&
      answers.steering === answers.crew && { steering: 'This crew owns it already. Choose another, or none.' }),
  }
  if (before && !mayOwn) Object.assign(errors, checkOwning(answers, before))
  const start = checkStart(answers.startOn, before, phase, today)
  if (start) errors.startOn = start
  const retiring =
    phase === 'retired' && before?.phase !== 'retired' ? checkRetire(before?.key ?? answers.key, waiting) : null
  if (retiring) errors.phase = retiring
  if ('error' in key || Object.keys(errors).length) return { errors }
  return {
    data: {
      key: key.ok,
      name: answers.name.trim(),
      kind: answers.kind as Kind,
      methodology: answers.methodology as Methodology,
      phase,
      crewId: answers.crew ? Number(answers.crew) : null,
      steeringCrewId: answers.steering ? Number(answers.steering) : null,
      projectOwnerId: answers.projectOwner[0] ?? null,
      productOwnerId: answers.productOwner[0] ?? null,
      sponsorId: answers.sponsor[0] ?? null,
      startOn: answers.startOn ?? null,
      planAt: answers.planAt?.trim() || null,
      anniversaries: answers.anniversaries ?? before?.anniversaries ?? false,
    },
  }
}

export function takenKey({ key, name, phase }: Pick<InitiativeRecord, 'key' | 'name' | 'phase'>): string {
  return `${key} is taken by ${name}${phase === 'retired' ? ', which is retired' : ''}. Give another key.`
}

/** Who could name themselves an owner would have every right of one. */
function checkOwning(answers: InitiativeAnswers, before: InitiativeRecord): Errors<InitiativeAnswers> {
  const theirs = 'This is changed by its owners or an organization admin.'
  const owned = [before.projectOwnerId, before.productOwnerId, before.sponsorId].some((id) => id !== null)
  const moved = (people: number[], id: number | null) => owned && (people[0] ?? null) !== id
  return {
    ...(moved(answers.projectOwner, before.projectOwnerId) && { projectOwner: theirs }),
    ...(moved(answers.productOwner, before.productOwnerId) && { productOwner: theirs }),
    ...(moved(answers.sponsor, before.sponsorId) && { sponsor: theirs }),
    ...(owned && Number(answers.crew ?? 0) !== (before.crewId ?? 0) && { crew: theirs }),
    ...(owned && (answers.phase === 'retired') !== (before.phase === 'retired') && { phase: theirs }),
  }
}

/** What is only an idea has not begun; what is built already may have. */
export function checkStart(
  startOn: Day | null | undefined,
  before: Pick<InitiativeRecord, 'startOn'> | null,
  phase: Phase,
  today: Day,
): string | null {
  if (!startOn || startOn >= today || startOn === before?.startOn) return null
  if (phase !== 'idea' && phase !== 'discovery') return null
  return `${pastDay(startOn)} What has begun already is in the phase Build or a later one.`
}

/** The sentence that keeps an initiative from being retired while others wait for it. */
export function checkRetire(key: string, waiting: string[]): string | null {
  const [first, ...more] = waiting
  if (!first) return null
  const rest = more.length ? ` and ${more.length} more` : ''
  return `${key} cannot be retired yet: ${first}${rest}. Finish it or take the link out first.`
}

export interface MoneyAnswers {
  budget: string | undefined
  benefit: string | undefined
  currency: string
  burn: string | undefined
  budgetFrom: string | undefined
}

export type MoneyData = Pick<InitiativeRecord, 'budget' | 'benefit' | 'currency' | 'burnPerDay' | 'budgetFromId'>

export interface MoneySurroundings {
  /** Of the organization, this one among them, retired ones too. */
  all: Pick<InitiativeRecord, 'id' | 'key' | 'currency' | 'budgetFromId'>[]
  own: { id: number; key: string }
  rates: RateRecord[]
  today: Day
}

export function checkMoney(
  answers: MoneyAnswers,
  { all, own, rates, today }: MoneySurroundings,
): { data: MoneyData } | { errors: Errors<MoneyAnswers> } {
  const currency = readCurrency(answers.currency)
  const code = 'ok' in currency ? currency.ok : 'EUR'
  const read = (text: string | undefined) => (text === undefined ? { ok: null } : readMoney(text, code))
  const [budget, benefit, burn] = [read(answers.budget), read(answers.benefit), read(answers.burn)]
  const from = answers.budgetFrom?.trim().toUpperCase() || null
  const now = { key: own.key, currency: code, from }
  const budgets = budgetsOf(all).set(own.key, now)
  const source = budgetProblem(now, budgets, rates, today)
  // What others have of its budget must still be a part of it.
  const parts = [...budgets.values()].filter((one) => one.from === own.key && one.key !== own.key)
  const was = all.find(({ id }) => id === own.id)?.currency
  const lost = code === was ? undefined : parts.find((one) => budgetProblem(one, budgets, rates, today) !== null)
  const errors: Errors<MoneyAnswers> = {
    ...('error' in currency && { currency: currency.error }),
    ...('error' in budget && { budget: budget.error }),
    ...('error' in benefit && { benefit: benefit.error }),
    ...('error' in burn && { burn: burn.error }),
    ...(source && { budgetFrom: source }),
    ...(!source && lost && { currency: `${lost.key}: ${budgetProblem(lost, budgets, rates, today)}` }),
  }
  if ('error' in currency || 'error' in budget || 'error' in benefit || 'error' in burn) return { errors }
  if (Object.keys(errors).length) return { errors }
  return {
    data: {
      budget: budget.ok,
      benefit: benefit.ok,
      currency: code,
      burnPerDay: burn.ok,
      budgetFromId: all.find(({ key }) => key === from)?.id ?? null,
    },
  }
}

export function budgetsOf(all: MoneySurroundings['all']): Budgets {
  const keys = new Map(all.map(({ id, key }) => [id, key]))
  return new Map(
    all.map(({ key, currency, budgetFromId }) => {
      const from = budgetFromId === null ? null : (keys.get(budgetFromId) ?? null)
      return [key, { key, currency, from }]
    }),
  )
}

/** As it stands in the form. */
export function typed(amount: number | null, currency: string): string {
  return amount === null ? '' : amountTyped(amount, currency)
}
