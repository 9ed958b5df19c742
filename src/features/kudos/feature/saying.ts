/** Thanks said: in a line, in a form, under a celebration. */
import type { Context, Effect, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Form } from '../../../chat/form.ts'
import { notTaken, opened, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { type Crew, ownCrew } from '../../../people/crews.ts'
import { waitsText } from '../../../rounds/budget.ts'
import type { CelebrationRecord } from '../../celebrations/rules/records.ts'
import { celebrationById } from '../../celebrations/store.ts'
import { alone, kudosForm, type Typed, thankForm } from '../cards/forms.ts'
import { isAcross, longestThanks, readThanks } from '../rules/kudos.ts'
import { addKudos, toldIn, unnamedAmong } from '../store.ts'
import { dayCardOf, dayIn, gotCardOf, oneCardOf, othersIn, ownCrews, sideIn, spanOf } from './own.ts'

export interface OfCrew {
  crew: number | null
}

const noCrew = `You are in no crew yet, and thanks are said in one. ${command('setup')} makes one.`

const here = ({ place }: Context): OfCrew => ({ crew: place.crewId ?? null })

/** The crew of the channel first, where one is in it. */
async function crewsMeant({ crew }: OfCrew, ctx: Context): Promise<Crew[]> {
  const own = await ownCrews(ctx)
  return [...own.filter(({ id }) => id === crew), ...own.filter(({ id }) => id !== crew)]
}

export async function drawSay(value: OfCrew, ctx: Context): Promise<Form | Refusal> {
  return formFor(value, {}, ctx)
}

async function formFor(value: OfCrew, was: Typed, ctx: Context): Promise<Form | Refusal> {
  const crews = await crewsMeant(value, ctx)
  const people = othersIn(crews, ctx.actor.id).map(({ id, name }) => ({ value: String(id), label: name }))
  if (crews.length === 0) return { refused: noCrew }
  if (people.length === 0) return { refused: 'There is nobody else in your crews yet.' }
  const started = crews.filter(({ startedAt }) => startedAt !== null)
  const where = started.map(({ id, name }) => ({ value: String(id), label: `Everybody in ${name}`.slice(0, 75) }))
  return kudosForm(value, people, where, was)
}

/** `/kudos @Paul for the demo`: to the crew in its channel, elsewhere to them alone. */
export async function kudos(words: string | undefined, ctx: Context): Promise<Outcome> {
  const value = here(ctx)
  const crews = await crewsMeant(value, ctx)
  const crew = crews.find(({ id, startedAt }) => id === value.crew && startedAt !== null) ?? null
  const where = crew ? String(crew.id) : alone
  const ask = async (was: Typed): Promise<Outcome> => {
    const form = await formFor(value, { where, ...was }, ctx)
    return opened(form)
  }
  if (!words?.trim()) return ask({})
  const others = othersIn(crews, ctx.actor.id)
  const read = readThanks(words, others)
  const after = /\s+for\s+(.*)$/is.exec(words)?.[1]?.trim() ?? ''
  if ('error' in read) return ask({ text: after, problem: read.error })
  const { to, text } = read.ok
  const ids = to.map(({ id }) => id)
  if (text === '') return ask({ to: ids })
  if (text.length > longestThanks)
    return ask({ to: ids, text, problem: `This is ${text.length} characters long; at most ${longestThanks} fit.` })
  const problem = crew && (await namedAgainstTheirWill(ids, ctx))
  if (problem) return ask({ to: ids, text, where: alone, problem })
  return said({ to: ids, text, crew, celebrationId: null }, ctx)
}

async function namedAgainstTheirWill(ids: number[], { tx }: Context): Promise<string | null> {
  const unnamed = await unnamedAmong(tx, ids)
  if (unnamed.length === 0) return null
  const names = unnamed.map(({ name }) => name).join(' and ')
  return `${names} would rather not be named before others. Thank them alone.`
}

export async function say(
  { to, text, where }: { to: number[]; text: string; where: string },
  value: OfCrew,
  ctx: Context,
): Promise<Outcome> {
  const crews = await crewsMeant(value, ctx)
  if (crews.length === 0) return notTaken(noCrew)
  const crew = crews.find(({ id }) => String(id) === where) ?? null
  const strangers = to.filter((id) => crew && sideIn(crew, id) === null)
  if (crew && strangers.length)
    return {
      answer: { do: 'refuse', errors: { to: `Not all of them are in ${crew.name}. Thank them alone, or there.` } },
    }
  const problem = crew && (await namedAgainstTheirWill(to, ctx))
  if (problem) return { answer: { do: 'refuse', errors: { to: problem } } }
  return said({ to, text: text.trim(), crew, celebrationId: null }, ctx)
}

interface Thanks {
  to: number[]
  text: string
  crew: Crew | null
  celebrationId: number | null
}

async function said({ to, text, crew, celebrationId }: Thanks, ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const across = isAcross(
    sideIn(crew, actor.id),
    to.map((id) => sideIn(crew, id)),
  )
  const before = crew ? await earlier(crew, ctx) : false
  const kudos = await addKudos(tx, {
    organizationId: actor.organizationId,
    crewId: crew?.id ?? null,
    celebrationId,
    fromId: actor.id,
    to,
    text,
    public: crew !== null,
    across,
    at: now,
  })
  const told = to.map((id): Effect => ({ do: 'dm', to: id, card: gotCardOf(kudos, id), kind: 'notice' }))
  const under = celebrationId === null ? null : { kind: 'celebrations.card', key: String(celebrationId) }
  const shown: Effect[] = crew === null || crew.channels.length === 0 ? [] : posted(kudos.id, crew, under, before, now)
  const names = othersIn(await ownCrews(ctx), actor.id).filter(({ id }) => to.includes(id))
  const whom = names.map(({ name }) => name).join(' and ')
  const where = crew ? `, before ${crew.name}` : ', nobody else reads it'
  const later = crew && !under && !before ? await waitsText(tx, crew, now) : ''
  return { ...tell(`You thanked ${whom}${where}.${later}`), effects: [...shown, ...told] }
}

async function earlier(crew: Crew, { tx, now }: Context): Promise<boolean> {
  const day = dayIn(crew, now)
  return (await toldIn(tx, crew.id, ...spanOf(day, day, crew.zone))).length > 0
}

/** Of a day one root message gathers them; those that follow the first stand in its thread too. */
function posted(
  id: number,
  crew: Crew,
  under: { kind: string; key: string } | null,
  before: boolean,
  now: Date,
): Effect[] {
  if (under) return [{ do: 'announce', to: crew.id, card: oneCardOf({ id }), under }]
  const day = dayCardOf(crew.id, dayIn(crew, now))
  if (!before) return [{ do: 'announce', to: crew.id, card: day, waits: true }]
  return [
    { do: 'refresh', card: day },
    { do: 'announce', to: crew.id, card: oneCardOf({ id }), under: day },
  ]
}

/** Of a celebration that stands in the channels, for members of its crew. */
async function celebrated(id: number, ctx: Context): Promise<{ celebration: CelebrationRecord; crew: Crew } | Refusal> {
  const celebration = await celebrationById(ctx.tx, ctx.actor.organizationId, id)
  const crew = celebration && (await ownCrew(ctx.tx, ctx.actor, celebration.crewId))
  if (!celebration || !crew) return { refused: 'What a crew celebrates is its own. Nothing was changed.' }
  if (celebration.state !== 'announced') return { refused: 'It is not announced yet. Nothing was changed.' }
  return { celebration, crew }
}

/** Whoever does not want to be named is not offered here. */
async function nameable(crew: Crew, ctx: Context) {
  const others = othersIn([crew], ctx.actor.id)
  const hidden = new Set(
    (
      await unnamedAmong(
        ctx.tx,
        others.map(({ id }) => id),
      )
    ).map(({ id }) => id),
  )
  return others.filter(({ id }) => !hidden.has(id))
}

export async function drawThank({ celebration: id }: { celebration: number }, ctx: Context) {
  const found = await celebrated(id, ctx)
  if ('refused' in found) return found
  const { celebration, crew } = found
  const people = await nameable(crew, ctx)
  if (people.length === 0) return { refused: `There is nobody else in ${crew.name} who wants to be named.` }
  const { project, product, title } = celebration.words
  const named = [...project, ...product].filter((one) => people.some((person) => person.id === one))
  const options = people.map((one) => ({ value: String(one.id), label: one.name }))
  return thankForm({ id, title }, options, named)
}

export async function thank(
  { to, text }: { to: number[]; text: string },
  { celebration: id }: { celebration: number },
  ctx: Context,
): Promise<Outcome> {
  const found = await celebrated(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  return said({ to, text: text.trim(), crew: found.crew, celebrationId: id }, ctx)
}
