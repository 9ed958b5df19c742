/** `/align prioritize`: what is open, or the form that begins one. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Option } from '../../../chat/form.ts'
import type { Block } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { notTaken, opened, tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, ownCrew } from '../../../people/crews.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { deadlinesOf, readDeadline } from '../../../schedule/deadlines.ts'
import { convert, readMoney } from '../../portfolio/rules/money.ts'
import { initiativesOfCrew, ratesOf } from '../../portfolio/store/reads.ts'
import { type ScopeRecord, scopeName } from '../../scope/rules/records.ts'
import { openScopesOf } from '../../scope/store/scopes.ts'
import { beginForm } from '../cards/forms.ts'
import { button } from '../cards/lines.ts'
import { roundCard } from '../cards/round.ts'
import { scopeFigures } from '../rules/figures.ts'
import { type Figures, mostItems, titleOf } from '../rules/records.ts'
import { addScopes } from '../store/items.ts'
import { createRound, nextNumber, openRounds } from '../store/rounds.ts'
import { crewsMeant, noCrew, roundCardOf, told, viewAlone } from './own.ts'

const mostRounds = 3

export async function prioritize(ctx: Context): Promise<Outcome> {
  const crews = await crewsMeant(ctx)
  if (crews.length === 0) return tell(noCrew)
  const rounds = await openRounds(
    ctx.tx,
    crews.map(({ id }) => id),
  )
  const [only] = crews
  if (only && crews.length === 1 && rounds.length === 0) return opened(await drawBegin({ crew: only.id }, ctx))
  const blocks: Block[] = []
  for (const round of rounds.slice(0, mostRounds)) {
    const view = await viewAlone(round, ctx)
    if (view) blocks.push(...roundCard(view).blocks)
  }
  const without = crews.filter(({ id }) => !rounds.some(({ crewId }) => crewId === id))
  if (without.length) {
    const text = rounds.length ? 'Nothing is prioritized in your other crews.' : 'Which crew prioritizes?'
    const buttons = without.map(({ id, name }) =>
      button('begin', shorten(`Begin in ${name}`, 60), { crew: id }, { opens: true }),
    )
    blocks.push({ block: 'text', text }, { block: 'buttons', buttons })
  }
  return tell({ summary: rounds[0] ? titleOf(rounds[0]) : 'Which crew prioritizes?', blocks })
}

/** Put before others, or on its way there. */
const openStates = ['announced', 'voting', 'undecided', 'escalated']

async function openScopes(read: Tx, crewId: number): Promise<{ scope: ScopeRecord; key: string; currency: string }[]> {
  const initiatives = new Map((await initiativesOfCrew(read, crewId)).map((one) => [one.id, one]))
  const open = (await openScopesOf(read, { crewId })).filter(({ state }) => openStates.includes(state))
  return open
    .flatMap((scope) => {
      const initiative = initiatives.get(scope.initiativeId)
      return initiative ? [{ scope, key: initiative.key, currency: initiative.currency }] : []
    })
    .slice(0, mostItems)
}

/** Of most of what the crew works on. */
async function currencyOf(read: Tx, crewId: number): Promise<string> {
  const counts = new Map<string, number>()
  for (const { currency } of await initiativesOfCrew(read, crewId))
    counts.set(currency, (counts.get(currency) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'EUR'
}

async function free(crewId: number, ctx: Context): Promise<Crew | Refusal> {
  const crew = await ownCrew(ctx.tx, { id: ctx.actor.id, organizationId: ctx.actor.organizationId }, crewId)
  if (!crew?.startedAt) return { refused: 'This crew is not here any more, or has not started. Nothing was begun.' }
  const [open] = await openRounds(ctx.tx, [crew.id])
  return open ? { refused: `${titleOf(open)} is open in ${crew.name}. Agree on it or take it back first.` } : crew
}

export async function drawBegin({ crew: id }: { crew: number }, ctx: Context) {
  const crew = await free(id, ctx)
  if ('refused' in crew) return crew
  const scopes = (await openScopes(ctx.tx, crew.id)).map(({ scope, key }): Option => {
    return { value: String(scope.id), label: shorten(`${scopeName(scope)} ${scope.what} (${key})`, 75) }
  })
  return beginForm(crew, await currencyOf(ctx.tx, crew.id), scopes)
}

interface Typed {
  about: string
  budget?: string | undefined
  mayDelay?: number | undefined
  scopes?: string[] | undefined
  deadline: string
}

export async function saveBegin(typed: Typed, { crew: id }: { crew: number }, ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const number = await nextNumber(tx, actor.organizationId)
  const crew = await free(id, ctx)
  if ('refused' in crew) return notTaken(crew.refused)
  const currency = await currencyOf(tx, crew.id)
  const budget = typed.budget?.trim() ? readMoney(typed.budget, currency) : { ok: null }
  const deadline = readDeadline(typed.deadline, now, deadlinesOf(crew))
  const nothing = 'ok' in budget && budget.ok === 0
  const whole = typed.mayDelay === undefined || Number.isInteger(typed.mayDelay)
  const errors = {
    ...('error' in budget && { budget: budget.error }),
    ...(nothing && { budget: 'Of 0 nothing can be paid. Give an amount, or leave it empty for no limit.' }),
    ...(!whole && { mayDelay: 'Whole working days, such as 5; or leave it empty for no limit.' }),
    ...('error' in deadline && { deadline: deadline.error }),
  }
  if (Object.keys(errors).length || 'error' in budget) return { answer: { do: 'refuse', errors } }
  const round = await createRound(tx, {
    organizationId: actor.organizationId,
    number,
    crewId: crew.id,
    authorId: actor.id,
    title: typed.about.trim(),
    currency,
    budget: budget.ok,
    mayDelay: typed.mayDelay ?? null,
    deadline: typed.deadline.trim(),
    at: now,
  })
  const chosen = new Set(typed.scopes ?? [])
  const scopes = (await openScopes(tx, crew.id)).filter(({ scope }) => chosen.has(String(scope.id)))
  const items = await Promise.all(
    scopes.map(async ({ scope, currency: own }) => ({
      prioritizationId: round.id,
      kind: 'scope' as const,
      scopeChangeId: scope.id,
      initiativeId: scope.initiativeId,
      label: scopeName(scope),
      what: shorten(scope.what, 300),
      forWhom: null,
      addedById: scope.proposerId,
      ...(await figuresIn(tx, scope, own, { currency, organizationId: actor.organizationId, zone: crew.zone }, now)),
    })),
  )
  if (items.length) await addScopes(tx, items)
  return {
    ...tell(`${titleOf(round)} has begun in ${crew.name}. Ideas can be added until you begin ranking.`),
    effects: told(crew, roundCardOf(round)),
  }
}

/** In the currency of the prioritization where a rate is given; else in its own, and counted in no budget. */
export async function figuresIn(
  read: Tx,
  scope: ScopeRecord,
  own: string,
  to: { currency: string; organizationId: number; zone: string },
  now: Date,
): Promise<Figures> {
  const figures = scopeFigures(scope, own)
  if (figures.currency === to.currency) return figures
  const rates = await ratesOf(read, to.organizationId)
  const today = toLocal(now, to.zone).day
  const inOther = (amount: number | null) =>
    amount === null ? null : convert(amount, figures.currency, to.currency, today, rates)
  const [benefit, cost] = [inOther(figures.benefit), inOther(figures.cost)]
  const lost = (was: number | null, is: number | null) => was !== null && is === null
  if (lost(figures.benefit, benefit) || lost(figures.cost, cost)) return figures
  return { ...figures, currency: to.currency, benefit, cost }
}
