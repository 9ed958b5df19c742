/** What the crew adds to a celebration: somebody who was missing, the story, a reaction. */
import type { Context, Effect, Outcome, Refusal } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { isMember } from '../../../people/sides.ts'
import { missingForm, storyForm } from '../cards/forms.ts'
import { type Reaction, reactions } from '../rules/records.ts'
import { lockCelebration, setWords, toggleReaction } from '../store.ts'
import type { OfCelebration } from './confirming.ts'
import { addedCardOf, cardOf, nameableIn, type Own, own, storyCardOf } from './own.ts'

const mostStories = 50

/** One that stands in the channels, for members of its crew; held until the end of the transaction. */
async function standing(id: number, ctx: Context): Promise<Own | Refusal> {
  const found = await own(id, ctx)
  if ('refused' in found) return found
  await lockCelebration(ctx.tx, id)
  const held = await own(id, ctx)
  if ('refused' in held) return held
  if (held.celebration.state !== 'announced') return { refused: 'It is not announced yet. Nothing was changed.' }
  if (!isMember(held.crew, ctx.actor.id))
    return { refused: `You are not in the ${held.crew.name} crew. What it celebrates is its own. Nothing was changed.` }
  return held
}

/** Members who may be named and are not. */
async function unnamed({ celebration, crew }: Own, ctx: Context) {
  const { project, product } = await nameableIn(ctx.tx, crew)
  const named = new Set([...celebration.words.project, ...celebration.words.product])
  const ids = new Set([...project, ...product].filter((id) => !named.has(id)))
  return crew.members.filter(({ personId }) => ids.has(personId))
}

export async function drawMissing({ celebration: id }: OfCelebration, ctx: Context) {
  const found = await standing(id, ctx)
  if ('refused' in found) return found
  const people = await unnamed(found, ctx)
  if (people.length === 0) return { refused: 'Everybody on either side who wants to be named is named already.' }
  return missingForm(
    found.celebration,
    people.map(({ personId, name }) => ({ value: String(personId), label: name })),
  )
}

export async function addMissing(
  { people }: { people: number[] },
  { celebration: id }: OfCelebration,
  ctx: Context,
): Promise<Outcome> {
  const found = await standing(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { words } = found.celebration
  const added = (await unnamed(found, ctx)).filter(({ personId }) => people.includes(personId))
  const on = (side: string) => added.filter((one) => one.side === side).map(({ personId }) => personId)
  await setWords(ctx.tx, id, {
    ...words,
    project: [...words.project, ...on('project')],
    product: [...words.product, ...on('product')],
  })
  const told = added
    .filter(({ personId }) => personId !== ctx.actor.id)
    .map(({ personId }): Effect => ({ do: 'dm', to: personId, card: addedCardOf({ id }, personId), kind: 'notice' }))
  return {
    ...tell(`Added: ${added.map(({ name }) => name).join(', ')}.`),
    effects: [{ do: 'refresh', card: cardOf({ id }) }, ...told],
  }
}

export async function drawStory({ celebration: id }: OfCelebration, ctx: Context) {
  const found = await standing(id, ctx)
  return 'refused' in found ? found : storyForm(found.celebration)
}

export async function tellStory(
  { text }: { text: string },
  { celebration: id }: OfCelebration,
  ctx: Context,
): Promise<Outcome> {
  const found = await standing(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { celebration, crew } = found
  const { words } = celebration
  if (words.stories.length >= mostStories)
    return notTaken('Enough stories are told of it. Write this one in the thread.')
  await setWords(ctx.tx, id, { ...words, stories: [...words.stories, { byId: ctx.actor.id, text: text.trim() }] })
  const card = storyCardOf(celebration, words.stories.length)
  const effects: Effect[] = crew.channels.length
    ? [{ do: 'announce', to: crew.id, card, under: cardOf(celebration) }]
    : crew.members.map(({ personId }) => ({ do: 'dm', to: personId, card, kind: 'notice' }))
  return { ...tell('Told, in the thread.'), effects }
}

export async function react(
  { celebration: id, reaction }: OfCelebration & { reaction: Reaction },
  ctx: Context,
): Promise<Outcome> {
  const found = await standing(id, ctx)
  if ('refused' in found) return tell(found.refused)
  const there = await toggleReaction(ctx.tx, id, ctx.actor.id, reaction)
  const { name } = reactions[reaction]
  return {
    ...tell(there ? `${name}: counted.` : `${name}: taken back.`),
    effects: [{ do: 'refresh', card: cardOf({ id }) }],
  }
}
