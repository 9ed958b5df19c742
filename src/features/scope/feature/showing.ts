/** `/scope`: lists, one of them, and what stands behind its numbers, privately. */

import type { Context, Outcome } from '../../../chat/feature.ts'
import { sentence, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { whoActs } from '../../../people/standing.ts'
import type { InitiativeRecord, MoneyShown } from '../../portfolio/rules/records.ts'
import { mayOf, moneyShown, rolesOf } from '../../portfolio/rules/rights.ts'
import { unknownKey } from '../../portfolio/rules/words.ts'
import { riskById } from '../../portfolio/store/around.ts'
import { initiativesOf, planOfOrganization } from '../../portfolio/store/reads.ts'
import { seenByKey } from '../../portfolio/store/seen.ts'
import { questionById } from '../../whatif/store/questions.ts'
import { draftCard } from '../cards/draft.ts'
import type { FormValue } from '../cards/form.ts'
import { comparePlans, howComputed } from '../cards/impact.ts'
import { chooseInitiative, type Listed, scopeList } from '../cards/list.ts'
import { resultCard } from '../cards/result.ts'
import { reviewCard } from '../cards/review.ts'
import { voteCard } from '../cards/vote.ts'
import { scopeName, titleOf } from '../rules/records.ts'
import { changesCsv } from '../rules/words.ts'
import { scopeByNumber, scopesOf } from '../store/scopes.ts'
import { drawForm } from './form.ts'
import { mayDraft, type Own, ownScope } from './own.ts'
import { type Found, viewOf, voteView } from './records.ts'
import { conditionOf, resultView } from './results.ts'

const openStates = ['draft', 'announced', 'voting', 'undecided', 'escalated']

async function listed(ctx: Context, open: boolean): Promise<Listed[]> {
  const who = await whoActs(ctx)
  const initiatives = new Map(
    (await initiativesOf(ctx.tx, ctx.actor.organizationId, { retired: true })).map((one) => [one.id, one]),
  )
  return (await scopesOf(ctx.tx, ctx.actor.organizationId)).flatMap((scope): Listed[] => {
    const initiative = initiatives.get(scope.initiativeId)
    if (!initiative || !mayOf('see', who, initiative)) return []
    if (scope.state === 'draft' && !mayDraft(scope, initiative, who)) return []
    const waiting = scope.state === 'accepted' && scope.baselineVersion === null
    return !open || openStates.includes(scope.state) || waiting ? [{ scope, initiative }] : []
  })
}

export async function bare(ctx: Context): Promise<Outcome> {
  const title = 'Scope changes: open, and my drafts'
  return tell(scopeList(await listed(ctx, true), { title, empty: 'Nothing is open.', fresh: true }))
}

export async function list(ctx: Context): Promise<Outcome> {
  return tell(scopeList(await listed(ctx, false), { title: 'Scope changes', empty: 'There is none yet.', fresh: true }))
}

/** For one initiative the form; of several it is asked which. */
export async function begin(id: number | null, ctx: Context): Promise<Outcome> {
  const who = await whoActs(ctx)
  const all = (await initiativesOf(ctx.tx, ctx.actor.organizationId)).filter(
    (one) => mayOf('vote', who, one) && one.crewId !== null,
  )
  if (id !== null) return opened({ scope: null, initiative: id, whatIf: null, seen: ctx.now.getTime() }, ctx)
  const [only, other] = all
  if (!only) return tell(`There is no initiative yet of a crew of yours. ${command('initiative')} makes one.`)
  return other ? tell(chooseInitiative(all)) : begin(only.id, ctx)
}

export async function beginByKey(key: string, ctx: Context): Promise<Outcome> {
  const number = /^sc-?(\d+)$/i.exec(key.trim())
  if (number) return showByName(key, ctx)
  const found = await seenByKey(ctx.tx, ctx.actor.organizationId, key, await whoActs(ctx))
  return 'refused' in found ? tell(found.refused) : begin(found.initiative.id, ctx)
}

/** From a risk that has happened. */
export async function ofRisk({ risk: id }: { risk: number }, ctx: Context): Promise<Outcome> {
  const risk = await riskById(ctx.tx, ctx.actor.organizationId, id)
  if (!risk) return tell(`This risk is not here any more. ${command('scope')} proposes a change without one.`)
  return opened({ scope: null, initiative: risk.initiativeId, whatIf: null, risk: id, seen: ctx.now.getTime() }, ctx)
}

/** From the answer to a what-if: its asker alone goes on from it. */
export async function propose({ whatIf }: { whatIf: number }, ctx: Context): Promise<Outcome> {
  const question = await questionById(ctx.tx, ctx.actor.organizationId, whatIf)
  if (!question || question.askerId !== ctx.actor.id)
    return tell(
      `This question is not here any more. ${command('whatif')} asks another, ${command('scope')} proposes without one.`,
    )
  return opened({ scope: null, initiative: question.initiativeId, whatIf, seen: ctx.now.getTime() }, ctx)
}

export async function edit({ scope: id }: { scope: number }, ctx: Context): Promise<Outcome> {
  const own = await ownScope(id, 'vote', ctx)
  if ('refused' in own) return tell(own.refused)
  return opened({ scope: id, initiative: own.initiative.id, whatIf: null, seen: ctx.now.getTime() }, ctx)
}

async function opened(value: FormValue, ctx: Context): Promise<Outcome> {
  const form = await drawForm(value, ctx)
  return 'refused' in form ? tell(form.refused) : { answer: { do: 'open', form } }
}

export async function showByName(name: string, ctx: Context): Promise<Outcome> {
  const number = Number(/^(?:sc-?)?(\d+)$/i.exec(name.trim())?.[1] ?? Number.NaN)
  const scope = Number.isSafeInteger(number) ? await scopeByNumber(ctx.tx, ctx.actor.organizationId, number) : null
  if (!scope) {
    const known = (await listed(ctx, false)).map((one) => scopeName(one.scope))
    return tell(unknownKey(name, 'a scope change', known))
  }
  return show({ scope: scope.id }, ctx)
}

/** As it stands now, with money as this person may see it. */
export async function show({ scope: id }: { scope: number }, ctx: Context): Promise<Outcome> {
  const own = await ownScope(id, 'see', ctx)
  if ('refused' in own) return tell(own.refused)
  const found = await viewOf(ctx.tx, id, ctx.now, moneyAlone(own))
  return found ? tell(await cardOf(found, ctx)) : tell('This scope change is not here any more.')
}

async function cardOf(found: Found, ctx: Context) {
  const { scope, view } = found
  if (scope.state === 'draft') return draftCard(view)
  if (scope.state === 'announced')
    return sentence(
      `${titleOf(scope)}: announced. The owners of the initiatives whose dates move are asked first; then the vote opens.`,
      draftCard({ ...view, scope: { ...scope, state: 'draft' } }).blocks.filter(({ block }) => block === 'facts'),
    )
  if (scope.state === 'voting') return voteCard(await voteView(ctx.tx, found, scope.round))
  const result = resultCard(await resultView(ctx.tx, found, scope.round, null))
  const review = reviewCard(view)
  return review ? { ...result, blocks: [...result.blocks, ...review.blocks] } : result
}

const moneyAlone = ({ who, initiative }: Own): MoneyShown =>
  moneyShown(initiative.crew?.money ?? null, { alone: rolesOf(who, initiative) })

type Privately = (
  found: Found,
  money: MoneyShown,
  ctx: Context,
  initiative: InitiativeRecord,
) => Promise<Outcome> | Outcome

const looking =
  (draw: Privately) =>
  async ({ scope: id }: { scope: number }, ctx: Context): Promise<Outcome> => {
    const own = await ownScope(id, 'see', ctx)
    if ('refused' in own) return tell(own.refused)
    const money = moneyAlone(own)
    const found = await viewOf(ctx.tx, id, ctx.now, money)
    return found ? draw(found, money, ctx, own.initiative) : tell('This scope change is not here any more.')
  }

export const how = looking(({ scope, view }, money, { now }) =>
  tell({
    summary: `${scopeName(scope)}: how it was computed`,
    blocks: [
      { block: 'heading', text: `${scopeName(scope)}: how it was computed` },
      ...howComputed(scope, view.zone, now, money),
    ],
  }),
)

export const plans = looking(({ scope }) =>
  tell({
    summary: `${scopeName(scope)}: before and after`,
    blocks: [{ block: 'heading', text: `${scopeName(scope)}: before and after` }, ...comparePlans(scope)],
  }),
)

/** The plan with what would make it a yes in it. */
export async function condition({ scope: id }: { scope: number }, ctx: Context): Promise<Outcome> {
  const own = await ownScope(id, 'see', ctx)
  if ('refused' in own) return tell(own.refused)
  const found = await viewOf(ctx.tx, id, ctx.now, moneyAlone(own))
  if (!found?.scope.course.condition) return tell('There is nothing of that kind any more.')
  return {
    later: async (snapshot) => {
      const asked = await conditionOf(found, snapshot)
      if (!asked?.impact) return async () => tell(asked?.refused ?? 'It cannot be computed any more.')
      const { impact } = asked
      const amended = { ...found.scope, impact, computedAt: ctx.now }
      const title = `${scopeName(found.scope)} with "${asked.words}"`
      return async () =>
        tell({
          summary: title,
          blocks: [
            { block: 'heading', text: title },
            ...howComputed(amended, found.view.zone, ctx.now, found.view.money),
            ...comparePlans(amended),
          ],
        })
    },
  }
}

/** For whoever enters it where the plan lives; amounts only for those who may see them. */
export const changes = looking(async ({ scope }, money, { tx }, initiative) => {
  if (!scope.changes) return tell('Nothing is computed yet, so there is no list.')
  const records = await planOfOrganization(tx, scope.organizationId)
  const shown = money === 'amounts' ? scope.changes : scope.changes.filter((change) => change.do !== 'cost')
  const content = new TextEncoder().encode(changesCsv(shown, records, initiative))
  return { answer: { do: 'file', name: `${scopeName(scope)}-changes.csv`, type: 'text/csv', content } }
})
