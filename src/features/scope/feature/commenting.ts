/** What owners of other initiatives say to a change that moves their dates. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { commentForm } from '../cards/form.ts'
import { type ScopeRecord, scopeName } from '../rules/records.ts'
import { putComment, scopeById } from '../store/scopes.ts'
import { allAnswered, openNow, toldOf } from './opening.ts'
import { gone } from './own.ts'
import { refreshed, toldCardOf } from './records.ts'

type OfOther = { scope: number; initiative: number }

async function asked(
  { scope: id, initiative }: OfOther,
  { tx, actor }: Context,
): Promise<{ scope: ScopeRecord; key: string } | Refusal> {
  const scope = await scopeById(tx, actor.organizationId, id)
  const told = scope ? await toldOf(tx, scope) : []
  const key = scope?.impact?.initiatives.find((one) => one.id === initiative)?.key
  // Who is not asked learns nothing of it.
  if (!scope || !key || !told.some((one) => one.personId === actor.id && one.initiativeId === initiative))
    return { refused: gone }
  if (scope.state !== 'announced' && scope.state !== 'voting')
    return { refused: `${scopeName(scope)} is not open any more: nothing can be said to it. Nothing was changed.` }
  return { scope, key }
}

export async function drawComment(value: OfOther & { objects: boolean }, ctx: Context) {
  const found = await asked(value, ctx)
  return 'refused' in found ? found : commentForm(value, scopeName(found.scope), found.key)
}

export async function comment(
  { text }: { text: string },
  value: OfOther & { objects: boolean },
  ctx: Context,
): Promise<Outcome> {
  const found = await asked(value, ctx)
  if ('refused' in found) return notTaken(found.refused)
  return said(found.scope, value, text.trim(), value.objects, ctx)
}

export async function fine(value: OfOther, ctx: Context): Promise<Outcome> {
  const found = await asked(value, ctx)
  return 'refused' in found ? tell(found.refused) : said(found.scope, value, '', false, ctx)
}

async function said(
  scope: ScopeRecord,
  { initiative }: OfOther,
  text: string,
  objects: boolean,
  { tx, actor, now }: Context,
): Promise<Outcome> {
  await putComment(tx, {
    scopeChangeId: scope.id,
    initiativeId: initiative,
    personId: actor.id,
    objects,
    text,
    at: now,
  })
  const own = { do: 'refresh' as const, card: toldCardOf(scope, initiative, actor.id) }
  const opened = scope.state === 'announced' && (await allAnswered(tx, scope)) ? await openNow(tx, scope, now) : []
  const then = opened.length ? ' Everybody has answered: the vote is open.' : ''
  const answer = text ? 'Your words stand on the card of the vote.' : 'Noted: no objection.'
  return { ...tell(`${answer}${then}`), effects: [own, ...refreshed(scope), ...opened] }
}
