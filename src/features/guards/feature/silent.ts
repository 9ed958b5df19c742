/** A side that has said nothing for two weeks: both owners are told once, and ask, or find it right. */
import type { CardDrawer, Context, Effect, Fact, Outcome, Refusal } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, type CrewMember, readCrew } from '../../../people/crews.ts'
import { personById } from '../../../people/persons.ts'
import { isAway } from '../../../people/sides.ts'
import { addDays, type Day, formatDay, toLocal } from '../../../schedule/calendar.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { holdsOf, madeAt } from '../../portfolio/store/voices.ts'
import { answerForm } from '../cards/forms.ts'
import { askedCard, heardCard, silenceCard } from '../cards/silence.ts'
import { ownerOf, ownersOf, type Side, sides, toldTo } from '../rules/sides.ts'
import { allAway, expected, judge, quietDays, quietSince } from '../rules/silence.ts'
import { addSilence, anySilence, putSilence, type SilenceRecord, silenceById, silencesOf } from '../store/silences.ts'
import { lastWords } from './listening.ts'
import { askedCardOf, dm, heardCardOf, membersOf, refresh, silenceCardOf } from './own.ts'

interface Found {
  effects: Effect[]
  facts: Fact[]
}

/** Every initiative of a crew, once a day on which it works. */
export async function lookAt(tx: Tx, crew: Crew, initiatives: InitiativeRecord[], today: Day): Promise<Found> {
  const ids = initiatives.map(({ id }) => id)
  const members = new Map<number, CrewMember[]>()
  for (const one of initiatives) members.set(one.id, await membersOf(tx, one))
  const words = await lastWords(tx, crew, initiatives, members, today)
  const [made, holds] = [await madeAt(tx, ids), await holdsOf(tx, ids)]
  const before = await silencesOf(tx, ids)
  const found: Found = { effects: [], facts: [] }
  for (const initiative of initiatives) {
    const living = {
      ...initiative,
      madeOn: toLocal(made.get(initiative.id) ?? new Date(0), crew.zone).day,
      holdUntil: holds.get(initiative.id) ?? null,
    }
    const quiet: Record<Side, Day | null> = { project: null, product: null }
    const awaited = expected(living, today)
    const told: SilenceRecord[] = []
    for (const side of sides) {
      const people = await peopleOf(tx, initiative, members.get(initiative.id) ?? [], side)
      const last = before.find((one) => one.initiativeId === initiative.id && one.side === side) ?? null
      const lastWord = words.get(initiative.id)?.[side] ?? null
      const since = quietSince(living, lastWord, allAway(people), today)
      const verdict = judge({ since, lastWord, before: last }, today)
      // Nobody to ask, or nobody there to answer: nothing is said now, and nothing forgotten.
      const there = awaited.includes(side) && people.some((one) => !isAway(one, today))
      if (verdict === 'heard' && last) {
        await putSilence(tx, last.id, ['told', 'asked', 'later'], 'heard')
        found.effects.push(...refreshed(last, initiative))
      } else if (verdict === 'tell' && there) {
        const { organizationId, id: initiativeId } = initiative
        const row = await addSilence(tx, { organizationId, initiativeId, side, since, toldOn: today })
        quiet[side] = since
        told.push(row)
      } else if (verdict === 'open' && last && awaited.includes(side)) quiet[side] = last.since
    }
    for (const row of told) {
      const to = toldTo(initiative, row.side, told.length > 1)
      found.effects.push(...to.map((id) => dm(id, silenceCardOf(row.id, id), 'notice')))
    }
    const { quietProject, quietProduct } = initiative
    const was = quietProject !== null || quietProduct !== null
    if (was || quiet.project !== null || quiet.product !== null)
      found.facts.push({ fact: 'silence.counted', initiativeId: initiative.id, ...quiet, on: today })
  }
  return found
}

/** Its owner, and who of the crew is on it. */
async function peopleOf(read: Tx, initiative: InitiativeRecord, members: CrewMember[], side: Side) {
  const own = members.filter((one) => one.side === side)
  const owner = ownerOf(initiative, side)
  if (owner === null || own.some(({ personId }) => personId === owner)) return own
  const person = await personById(read, owner)
  return person ? [...own, { ...person, personId: owner }] : own
}

const refreshed = ({ id }: Pick<SilenceRecord, 'id'>, initiative: InitiativeRecord): Effect[] =>
  ownersOf(initiative).map((personId) => refresh(silenceCardOf(id, personId)))

export interface OfSilence {
  silence: number
}

type Own = { row: SilenceRecord; initiative: InitiativeRecord; today: Day }

const gone = 'This is not here any more. Nothing was changed.'

async function byOwner({ silence }: OfSilence, ctx: Context): Promise<Own | Refusal> {
  const row = await silenceById(ctx.tx, ctx.actor.organizationId, silence)
  const initiative = row && (await anyInitiative(ctx.tx, row.initiativeId))
  if (!row || !initiative) return { refused: gone }
  if (!ownersOf(initiative).includes(ctx.actor.id))
    return { refused: `That is for the owners of ${initiative.key}. Nothing was changed.` }
  return { row, initiative, today: toLocal(ctx.now, initiative.crew?.zone ?? ctx.actor.zone).day }
}

/** The side's owner at once, since they are asked by name; without another one than who asks, its members with their day. */
export async function askNow(value: OfSilence, ctx: Context): Promise<Outcome> {
  const own = await byOwner(value, ctx)
  if ('refused' in own) return tell(own.refused)
  const { row, initiative, today } = own
  const others = await askedOf(ctx.tx, own, ctx.actor.id)
  if (others.length === 0)
    return tell(
      `There is nobody else on the ${row.side} side of ${initiative.key} who could be asked. Nothing was sent.`,
    )
  const patch = { byId: ctx.actor.id, on: today }
  if (!(await putSilence(ctx.tx, row.id, ['told', 'later'], 'asked', patch)))
    return tell('They were asked already, or have said something since. Nothing was sent.')
  const kind = others.length === 1 ? 'urgent' : 'notice'
  return {
    ...tell(`The ${row.side} side of ${initiative.key} is asked. What is answered comes to you.`),
    effects: [...refreshed(row, initiative), ...others.map((to) => dm(to, askedCardOf(row.id, to), kind))],
  }
}

async function askedOf(
  read: Tx,
  { row, initiative }: Pick<Own, 'row' | 'initiative'>,
  askerId: number,
): Promise<number[]> {
  const owner = ownerOf(initiative, row.side)
  if (owner !== null && owner !== askerId) return [owner]
  const members = await membersOf(read, initiative)
  const own = members.filter(
    ({ side, part, personId }) => side === row.side && part === 'takesPart' && personId !== askerId,
  )
  return [...new Set(own.map(({ personId }) => personId))]
}

export async function findRight(value: OfSilence, ctx: Context): Promise<Outcome> {
  const own = await byOwner(value, ctx)
  if ('refused' in own) return tell(own.refused)
  const { row, initiative, today } = own
  if (!(await putSilence(ctx.tx, row.id, ['told'], 'later', { byId: ctx.actor.id, on: today })))
    return tell('Somebody has settled it meanwhile. Nothing was changed.')
  const on = formatDay(addDays(today, quietDays), { year: true })
  return {
    ...tell(`Good. Should the ${row.side} side say nothing until ${on}, you are told again.`),
    effects: refreshed(row, initiative),
  }
}

/** Anybody of the side that was asked. */
async function toAnswer({ silence }: OfSilence, ctx: Context): Promise<Own | Refusal> {
  const row = await silenceById(ctx.tx, ctx.actor.organizationId, silence)
  const initiative = row && (await anyInitiative(ctx.tx, row.initiativeId))
  if (!row || !initiative) return { refused: gone }
  const asked = row.byId === null ? [] : await askedOf(ctx.tx, { row, initiative }, row.byId)
  if (!asked.includes(ctx.actor.id))
    return {
      refused: `The ${row.side} side of ${initiative.key} is asked, and you are not on it. Nothing was changed.`,
    }
  if (row.answeredAt !== null)
    return { refused: 'Somebody of your side has answered this meanwhile. Nothing was changed.' }
  return { row, initiative, today: toLocal(ctx.now, initiative.crew?.zone ?? ctx.actor.zone).day }
}

export async function drawAnswer(value: OfSilence, ctx: Context) {
  const own = await toAnswer(value, ctx)
  return 'refused' in own ? own : answerForm(own.row, own.initiative)
}

export async function saveAnswer({ answer }: { answer: string }, value: OfSilence, ctx: Context): Promise<Outcome> {
  const own = await toAnswer(value, ctx)
  if ('refused' in own) return notTaken(own.refused)
  if (!answer.trim())
    return { answer: { do: 'refuse', errors: { answer: 'Write a sentence: whoever asked reads it.' } } }
  const { row, initiative, today } = own
  const patch = { answer: answer.trim(), answeredById: ctx.actor.id, answeredAt: ctx.now }
  if (!(await putSilence(ctx.tx, row.id, ['asked'], 'heard', patch)))
    return notTaken('Your side has said something meanwhile, and nobody waits for this any more.')
  const asked = row.byId === null ? [] : await askedOf(ctx.tx, own, row.byId)
  const { quietProject, quietProduct } = initiative
  const quiet = { project: quietProject, product: quietProduct, [row.side]: null }
  return {
    ...tell('Whoever asked has your answer.'),
    effects: [
      ...refreshed(row, initiative),
      ...asked.map((id) => refresh(askedCardOf(row.id, id))),
      ...(row.byId === null ? [] : [dm(row.byId, heardCardOf(row.id, row.byId), 'urgent')]),
    ],
    facts: [{ fact: 'silence.counted', initiativeId: initiative.id, ...quiet, on: today }],
  }
}

const drawn =
  (draw: typeof silenceCard): CardDrawer =>
  async (key, read) => {
    const row = await anySilence(read, Number.parseInt(key, 10))
    const initiative = row && (await anyInitiative(read, row.initiativeId))
    if (!row || !initiative) return null
    const crew = initiative.crewId === null ? null : await readCrew(read, row.organizationId, initiative.crewId)
    return draw(initiative, row, crew?.labels ?? { project: 'project', product: 'product' })
  }

export const drawSilence = drawn(silenceCard)
export const drawAsked = drawn(askedCard)
export const drawHeard = drawn(heardCard)
