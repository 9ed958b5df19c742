/** Milestones listed with what was celebrated of them, and a celebration by hand. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import { notTaken, opened, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { crewById, crewsOf } from '../../../people/crews.ts'
import { whoActs } from '../../../people/standing.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { mayOf } from '../../portfolio/rules/rights.ts'
import { deliverablesOf, initiativeByKey, initiativesOfCrew } from '../../portfolio/store/reads.ts'
import { seenByKey } from '../../portfolio/store/seen.ts'
import { portfolioOf } from '../../portfolio/store/views.ts'
import { draftCard } from '../cards/card.ts'
import { handForm } from '../cards/forms.ts'
import { type InitiativeLines, listCard } from '../cards/list.ts'
import { keyByHand, keyOf } from '../rules/drafting.ts'
import { celebrationWords, longestTitle } from '../rules/records.ts'
import { addCelebration, anyCelebration, celebrationByKey, celebrationsOf } from '../store.ts'
import { draft, onTheLine } from './drafting.ts'
import { readersOf, viewOf } from './own.ts'

const mostInitiatives = 6

/** Those of the channel's crew, else of one's own crews, that this person may see. */
async function meant(ctx: Context): Promise<InitiativeRecord[]> {
  const { tx, actor, place } = ctx
  const crews = (await crewsOf(tx, actor.id)).filter(({ organizationId }) => organizationId === actor.organizationId)
  const here = crews.filter(({ id }) => id === place.crewId)
  const all = await Promise.all((here.length ? here : crews).map(({ id }) => initiativesOfCrew(tx, id)))
  return [...new Map(all.flat().map((one) => [one.id, one])).values()].filter(({ crewId }) => crewId !== null)
}

/** `/milestone`, `/milestone CHK`, `/milestone "Beta live" CHK`. */
export async function milestone(what: string | undefined, key: string | undefined, ctx: Context): Promise<Outcome> {
  if (what === undefined) return tell(listCard(await linesOf((await meant(ctx)).slice(0, mostInitiatives), ctx)))
  const named = key === undefined ? await initiativeByKey(ctx.tx, ctx.actor.organizationId, what) : null
  if (named && mayOf('see', await whoActs(ctx), named)) return tell(listCard(await linesOf([named], ctx)))
  if (key === undefined) return openHand(what, null, ctx)
  const found = await seenByKey(ctx.tx, ctx.actor.organizationId, key, await whoActs(ctx))
  if ('refused' in found) return tell(found.refused)
  const { initiative } = found
  if (what.length > longestTitle) return openHand(what.slice(0, longestTitle), String(initiative.id), ctx)
  return byHand(what, initiative, ctx)
}

async function linesOf(initiatives: InitiativeRecord[], ctx: Context): Promise<InitiativeLines[]> {
  const [first] = initiatives
  if (!first) return []
  const today = toLocal(ctx.now, first.crew?.zone ?? ctx.actor.zone).day
  const records = await portfolioOf(ctx.tx, ctx.actor.organizationId, initiatives, today)
  const told = await celebrationsOf(
    ctx.tx,
    initiatives.map(({ id }) => id),
  )
  return initiatives.map(({ id, key, name }) => {
    const pieces = records.plan.deliverables.filter((one) => one.initiativeId === id)
    const milestones = onTheLine(records, pieces).map((one) => {
      const piece = pieces.find((other) => other.key === one.key)
      const of = told.find((other) => other.key === keyOf('milestone', id, piece?.id ?? 0))
      return {
        deliverable: piece?.id ?? null,
        label: `${one.key} ${one.name}`,
        day: one.day,
        done: one.done,
        celebrated: of?.state ?? null,
      }
    })
    const own = new Set(milestones.map(({ deliverable }) => keyOf('milestone', id, deliverable)))
    const others = told
      .filter((one) => one.initiativeId === id && !own.has(one.key))
      .map((one) => ({ deliverable: null, label: one.words.title, day: one.day, done: true, celebrated: one.state }))
    const lines = [...milestones, ...others].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    return { id, key, name, lines }
  })
}

export async function drawHand(_value: unknown, ctx: Context) {
  return handFor('', null, ctx)
}

async function handFor(title: string, initiative: string | null, ctx: Context) {
  const own = await meant(ctx)
  if (own.length === 0)
    return { refused: `What is celebrated belongs to an initiative of your crew. ${command('initiative')} makes one.` }
  const options = own.map(({ id, key, name }) => ({ value: String(id), label: `${key} ${name}`.slice(0, 75) }))
  const [only, other] = options
  return handForm(title, options, initiative ?? (only && !other ? only.value : null))
}

async function openHand(title: string, initiative: string | null, ctx: Context): Promise<Outcome> {
  const form = await handFor(title.slice(0, longestTitle), initiative, ctx)
  return opened(form)
}

export async function saveHand(
  { title, initiative }: { title: string; initiative: string },
  _value: unknown,
  ctx: Context,
): Promise<Outcome> {
  const found = (await meant(ctx)).find(({ id }) => String(id) === initiative)
  return found ? byHand(title.trim(), found, ctx) : notTaken('This initiative is not of your crews any more.')
}

/** A milestone of the plan whose celebration was never drafted: reached before, or by an import. */
export async function celebrate({ deliverable: id }: { deliverable: number }, ctx: Context): Promise<Outcome> {
  for (const initiative of await meant(ctx)) {
    const piece = (await deliverablesOf(ctx.tx, initiative.id)).find((one) => one.id === id)
    if (!piece) continue
    if (!piece.finishedOn || piece.likely > 0) return tell(`${piece.key} is not reached yet. Nothing was celebrated.`)
    return start(initiative, keyOf('milestone', initiative.id, id), piece.name, piece.finishedOn, ctx)
  }
  return tell('This milestone is not of your crews. Nothing was changed.')
}

async function byHand(title: string, initiative: InitiativeRecord, ctx: Context): Promise<Outcome> {
  const zone = initiative.crew?.zone ?? ctx.actor.zone
  return start(initiative, keyByHand(initiative.id, title), title, toLocal(ctx.now, zone).day, ctx)
}

/** Drafted for whoever asks, who confirms it on the card that they get at once. */
async function start(
  initiative: InitiativeRecord,
  key: string,
  title: string,
  day: string,
  ctx: Context,
): Promise<Outcome> {
  const { tx, actor, now } = ctx
  if (!mayOf('vote', await whoActs(ctx), initiative))
    return tell(`What ${initiative.key} has reached is celebrated by its crew and its owners. Nothing was changed.`)
  const crew = initiative.crewId === null ? null : await crewById(tx, initiative.crewId)
  if (!crew?.startedAt) return tell(`${initiative.key} has no crew yet that could celebrate. Give it one first.`)
  const before = await celebrationByKey(tx, actor.organizationId, key)
  const celebration =
    before ??
    (await addCelebration(tx, {
      organizationId: actor.organizationId,
      crewId: crew.id,
      initiativeId: initiative.id,
      of: 'milestone',
      key,
      day,
      askedId: actor.id,
      words: celebrationWords.parse({ title, where: initiative.key }),
      at: now,
    }))
  if (!celebration) return tell('Somebody is just celebrating it.')
  if (celebration.state === 'announced') return tell(`"${celebration.words.title}" was celebrated already.`)
  if (before && before.askedId !== actor.id) return tell('Its celebration waits for whoever was asked to confirm it.')
  if (before?.state === 'declined' || before?.state === 'lapsed')
    return tell(
      `"${before.words.title}" was left without a celebration. Give it other words to celebrate it all the same.`,
    )
  if (!before) await draft(tx, celebration, now)
  const drafted = await anyCelebration(tx, celebration.id)
  const view = drafted && (await viewOf(tx, drafted, now))
  return view ? tell(draftCard(view, readersOf(crew))) : {}
}
