/** The form of a scope change: drawn, read, computed, kept as a draft that both owners see. */
import type { Context, Effect, Outcome, Refusal } from '../../../chat/feature.ts'
import { shorten } from '../../../chat/plain.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { whoActs } from '../../../people/standing.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { mayOf, moneyShown, refusal, rolesOf } from '../../portfolio/rules/rights.ts'
import { type ScopeSeed, scopeOfRisk } from '../../portfolio/rules/risk.ts'
import { riskById } from '../../portfolio/store/around.ts'
import { keyResultLinks, keyResultsOf } from '../../portfolio/store/objectives.ts'
import { initiativeById } from '../../portfolio/store/reads.ts'
import { goneInitiative } from '../../portfolio/store/seen.ts'
import { questionById } from '../../whatif/store/questions.ts'
import { draftCard } from '../cards/draft.ts'
import { type FormValue, scopeForm } from '../cards/form.ts'
import { type Answers, readAnswers } from '../rules/answers.ts'
import { choosers } from '../rules/choosing.ts'
import { isComplete, noEffects } from '../rules/draft.ts'
import { type ScopeRecord, scopeName } from '../rules/records.ts'
import { createScope, moveScope, scopeById } from '../store/scopes.ts'
import { asActor, compute, type Result } from './computing.ts'
import { gone, ownScope } from './own.ts'
import { dm, draftCardOf, sidesOf, viewOf } from './records.ts'

interface Drawn {
  initiative: InitiativeRecord
  crew: Crew
  scope: ScopeRecord | null
}

async function about(value: FormValue, ctx: Context): Promise<Drawn | Refusal> {
  if (value.scope !== null) {
    const own = await ownScope(value.scope, 'vote', ctx)
    if ('refused' in own) return own
    if (own.scope.state !== 'draft')
      return {
        refused: `${scopeName(own.scope)} is not a draft any more. ${command(`scope show ${scopeName(own.scope)}`)} shows where it stands.`,
      }
    return own
  }
  const initiative = await initiativeById(ctx.tx, ctx.actor.organizationId, value.initiative)
  const who = await whoActs(ctx)
  if (!initiative || !mayOf('see', who, initiative)) return { refused: goneInitiative }
  if (!mayOf('vote', who, initiative)) return { refused: refusal('vote', `propose a change of ${initiative.key}`) }
  if (initiative.phase === 'retired')
    return { refused: `${initiative.key} is retired: nothing of it changes any more.` }
  const crew = initiative.crewId === null ? null : await crewById(ctx.tx, initiative.crewId)
  if (!crew)
    return {
      refused: `${initiative.key} has no crew, and a scope change is voted on by its crew. ${command(`initiative ${initiative.key}`)} names one.`,
    }
  return { initiative, crew, scope: null }
}

export async function drawForm(value: FormValue, ctx: Context): Promise<ReturnType<typeof scopeForm> | Refusal> {
  const found = await about(value, ctx)
  if ('refused' in found) return found
  const { initiative, crew, scope } = found
  const links = await keyResultLinks(ctx.tx, ctx.actor.organizationId)
  const own = new Set(links.flatMap((link) => (link.initiativeId === initiative.id ? [link.keyResultId] : [])))
  const results = (await keyResultsOf(ctx.tx, ctx.actor.organizationId)).sort(
    (a, b) => Number(own.has(b.id)) - Number(own.has(a.id)),
  )
  const asked = value.whatIf === null ? null : await questionById(ctx.tx, ctx.actor.organizationId, value.whatIf)
  const mine = asked && asked.askerId === ctx.actor.id && asked.initiativeId === initiative.id ? asked : null
  const money = moneyShown(initiative.crew?.money ?? null, { alone: rolesOf(await whoActs(ctx), initiative) })
  const seed = scope ? null : await seedOf(value, initiative, ctx)
  return scopeForm(value, {
    initiative,
    scope,
    labels: sidesOf(crew),
    results: results
      .slice(0, 90)
      .map(({ id, key, name }) => ({ value: String(id), label: shorten(`${key} ${name}`, 70) })),
    effects: (mine?.changes ?? []).flatMap((change) => (change.do === 'cost' ? [] : [change.words])).join('; '),
    // What a risk was estimated to cost is for those who see amounts.
    cost: mine ? costIn(mine.changes) : money === 'amounts' ? (seed?.cost?.amount ?? null) : null,
    why: seed?.why ?? '',
    amounts: money === 'amounts',
  })
}

/** What a risk that has happened says for itself. */
async function seedOf({ risk: id }: FormValue, initiative: InitiativeRecord, ctx: Context): Promise<ScopeSeed | null> {
  const risk = id === undefined ? null : await riskById(ctx.tx, ctx.actor.organizationId, id)
  if (risk?.initiativeId !== initiative.id) return null
  return scopeOfRisk(initiative, risk)
}

const costIn = (changes: { do: string; amount?: number }[]) => {
  const costs = changes.flatMap((change) => (change.do === 'cost' ? [change.amount ?? 0] : []))
  return costs.length && costs.every((one) => one >= 0) ? costs.reduce((sum, one) => sum + one, 0) : null
}

export async function submit(answers: Answers, value: FormValue, ctx: Context): Promise<Outcome> {
  const found = await about(value, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { initiative, crew, scope } = found
  const now = ctx.now
  const fresh = scope === null || scope.updatedAt.getTime() <= value.seen
  const read = readAnswers(answers, {
    initiative,
    crew,
    before: scope,
    fresh,
    personId: ctx.actor.id,
    today: toLocal(now, crew.zone).day,
    now,
  })
  if ('errors' in read) return { answer: { do: 'refuse', errors: read.errors as Record<string, string> } }
  const { data } = read
  const words = { effects: data.effects, cost: data.settings.cost }
  // Half of it computes nothing: who is asked for the rest computes it.
  if (data.effects === null || (noEffects(data.effects) && data.settings.cost === null))
    return save(found, data, null, ctx)
  const as = asActor(ctx, await whoActs(ctx))
  return {
    later: async (snapshot) => {
      const result = await compute(snapshot, as, initiative, words)
      if ('refused' in result) return async () => ({ answer: { do: 'refuse', errors: { effects: result.refused } } })
      return (then) => again(value, data, result, then)
    },
  }
}

type Data = Extract<ReturnType<typeof readAnswers>, { data: unknown }>['data']

async function again(value: FormValue, data: Data, result: Result | null, ctx: Context): Promise<Outcome> {
  const found = await about(value, ctx)
  return 'refused' in found ? notTaken(found.refused) : save(found, data, result, ctx)
}

async function save(
  { initiative, crew, scope }: Drawn,
  data: Data,
  result: Result | null,
  ctx: Context,
): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const computing = result ? { impact: result.impact, changes: result.changes, computedAt: now } : { computedAt: null }
  const { what } = data
  let saved = scope
  if (scope) {
    if (!(await moveScope(tx, scope, { ...data, ...computing }, now)))
      return notTaken('Somebody opened the vote meanwhile. Nothing was changed.')
    saved = await scopeById(tx, actor.organizationId, scope.id)
  } else {
    const own = {
      organizationId: actor.organizationId,
      initiativeId: initiative.id,
      crewId: crew.id,
      proposerId: actor.id,
      at: now,
    }
    saved = await createScope(tx, { ...own, ...data, ...computing, what })
  }
  if (!saved) return notTaken(gone)
  return {
    ...(await told(saved, ctx)),
    effects: scope ? refreshedDraft(saved, scope, initiative) : ownersAsked(saved, initiative, actor.id),
  }
}

/** Both owners, each once: who must fill in what stands on the card. */
export function ownersAsked(scope: ScopeRecord, initiative: InitiativeRecord, but: number | null): Effect[] {
  return choosers(initiative, scope)
    .filter((id) => id !== but)
    .map((id) => dm(id, draftCardOf(scope), 'urgent'))
}

function refreshedDraft(saved: ScopeRecord, before: ScopeRecord, initiative: InitiativeRecord): Effect[] {
  const ready = isComplete(saved) && !isComplete(before)
  const card = draftCardOf(saved)
  return [
    { do: 'refresh', card },
    ...(ready && !choosers(initiative, saved).includes(saved.proposerId) ? [dm(saved.proposerId, card, 'notice')] : []),
  ]
}

async function told({ id }: ScopeRecord, ctx: Context): Promise<Outcome> {
  const who = await whoActs(ctx)
  const found = await viewOf(ctx.tx, id, ctx.now)
  if (!found) return tell(gone)
  const { view } = found
  const money = moneyShown(view.initiative.crew?.money ?? null, { alone: rolesOf(who, view.initiative) })
  return tell(draftCard({ ...view, money }))
}
