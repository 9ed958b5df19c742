/** Announced, changed, or not this time: by whoever is asked, or an owner. */
import type { Context, Effect, Feature, Outcome, Refusal } from '../../../chat/feature.ts'
import { shorten } from '../../../chat/plain.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import type { Crew } from '../../../people/crews.ts'
import { waitsText } from '../../../rounds/budget.ts'
import { deliverablesOf } from '../../portfolio/store/reads.ts'
import { draftCard, stateText } from '../cards/card.ts'
import { changeForm } from '../cards/forms.ts'
import { keyOf, mayConfirm, missingSide } from '../rules/drafting.ts'
import type { CelebrationRecord } from '../rules/records.ts'
import { draftsOf, lockCelebration, moveCelebration, setWords } from '../store.ts'
import { cardOf, nameableIn, type Own, own, ownersOf, readersOf, refreshed, viewOf } from './own.ts'

export interface OfCelebration {
  celebration: number
}

/** A draft that this person may confirm, held until the end of the transaction. */
async function confirmable(id: number, ctx: Context): Promise<Own | Refusal> {
  const found = await own(id, ctx)
  if ('refused' in found) return found
  await lockCelebration(ctx.tx, id)
  const held = await own(id, ctx)
  if ('refused' in held) return held
  const { celebration, initiative } = held
  if (!mayConfirm(celebration, ownersOf(initiative), ctx.actor.id))
    return { refused: 'Whoever is asked and the owners of the initiative confirm it. Nothing was changed.' }
  const state = stateText(celebration)
  return state ? { refused: `${state} Nothing was changed.` } : held
}

export async function announce({ celebration: id }: OfCelebration, ctx: Context): Promise<Outcome> {
  const found = await confirmable(id, ctx)
  if ('refused' in found) return tell(found.refused)
  const { celebration, crew } = found
  const undone = await notReached(ctx.tx, celebration)
  if (undone) return tell(undone)
  const missing = missingSide(celebration.words, await nameableIn(ctx.tx, crew))
  if (missing)
    return tell(`Nobody from ${crew.labels[missing]} is named yet. Say who of them helped, and it can be announced.`)
  if (!(await moveCelebration(ctx.tx, id, 'announced', ctx.now))) return tell('It was announced already.')
  const where = crew.channels.map(({ name }) => name).join(' and ')
  const later = await waitsText(ctx.tx, crew, ctx.now)
  return {
    ...tell(`Announced ${where ? `in ${where}` : 'to everybody in the crew'}.${later}`),
    effects: [...announced(crew, celebration), ...refreshed(celebration)],
  }
}

/** As it will read, once more. */
export async function look({ celebration: id }: OfCelebration, ctx: Context): Promise<Outcome> {
  const found = await confirmable(id, ctx)
  if ('refused' in found) return tell(found.refused)
  const view = await viewOf(ctx.tx, found.celebration, ctx.now)
  return view ? tell(draftCard(view, readersOf(found.crew))) : {}
}

/** Drafts that wait for this person's word. */
export const waiting: NonNullable<Feature['waiting']> = async (personId, { tx }) =>
  (await draftsOf(tx, personId)).map(({ id, words }) => ({
    block: 'alert',
    label: 'To celebrate?',
    text: shorten(words.title, 140),
    buttons: [{ press: 'celebrations.look', label: 'Look', value: { celebration: id } }],
  }))

/** Reported finished by mistake and opened again since. */
async function notReached(read: Tx, { of, key, initiativeId }: CelebrationRecord): Promise<string | null> {
  if (of !== 'milestone' || initiativeId === null || key.startsWith('hand.')) return null
  const piece = (await deliverablesOf(read, initiativeId)).find(({ id }) => key === keyOf('milestone', 0, id))
  return piece?.finishedOn ? null : 'This milestone is not reached any more, as its plan says. Nothing was announced.'
}

/** On every channel; in person where the crew has none. */
export function announced(crew: Crew, celebration: Pick<CelebrationRecord, 'id'>): Effect[] {
  const card = cardOf(celebration)
  if (crew.channels.length) return [{ do: 'announce', to: crew.id, card, waits: true }]
  return crew.members.map(({ personId }) => ({ do: 'dm', to: personId, card, kind: 'notice' }))
}

export async function decline({ celebration: id }: OfCelebration, ctx: Context): Promise<Outcome> {
  const found = await confirmable(id, ctx)
  if ('refused' in found) return tell(found.refused)
  await moveCelebration(ctx.tx, id, 'declined')
  return { ...tell('Not this time. It is not asked again.'), effects: refreshed({ id }) }
}

/** Everybody of the crew who may be named, by side and name. */
async function optionsIn(read: Tx, crew: Crew) {
  const nameable = await nameableIn(read, crew)
  const options = (ids: number[]) =>
    crew.members
      .filter(({ personId }) => ids.includes(personId))
      .map(({ personId, name }) => ({ value: String(personId), label: name }))
      .sort((a, b) => a.label.localeCompare(b.label))
  return { project: options(nameable.project), product: options(nameable.product) }
}

export async function drawChange({ celebration: id }: OfCelebration, ctx: Context) {
  const found = await confirmable(id, ctx)
  if ('refused' in found) return found
  return changeForm(found.celebration, await optionsIn(ctx.tx, found.crew), found.crew.labels)
}

interface ChangeAnswers {
  title: string
  project?: number[]
  product?: number[]
  forWhom?: string
  value?: string
}

/** Whoever is named and is in no crew stays named: they were not asked for. */
function chosen(before: number[], offered: { value: string }[], answered: number[] | undefined): number[] {
  const kept = before.filter((id) => !offered.some(({ value }) => value === String(id)))
  return [...kept, ...(answered ?? [])]
}

export async function change(
  values: ChangeAnswers,
  { celebration: id }: OfCelebration,
  ctx: Context,
): Promise<Outcome> {
  const found = await confirmable(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { celebration, crew } = found
  const { words } = celebration
  const options = await optionsIn(ctx.tx, crew)
  await setWords(ctx.tx, id, {
    ...words,
    title: values.title.trim(),
    project: chosen(words.project, options.project, values.project),
    product: chosen(words.product, options.product, values.product),
    forWhom: values.forWhom?.trim() || null,
    value: values.value?.trim() || null,
  })
  const fresh = await own(id, ctx)
  const view = 'refused' in fresh ? null : await viewOf(ctx.tx, fresh.celebration, ctx.now)
  const next = view?.missing
    ? `Saved. Nobody from ${crew.labels[view.missing]} is named yet.`
    : 'Saved. The draft reads so now.'
  return { ...tell(next), effects: refreshed({ id }) }
}
