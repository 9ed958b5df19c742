/** One's own settings, absence, side and part. */
import type { Context, Fact, Outcome } from '../../../chat/feature.ts'
import type { Block } from '../../../chat/message.ts'
import { sentence, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import {
  type Crew,
  crewsOf,
  type MemberSide,
  ownCrew,
  type Part,
  removeMember,
  setMember,
} from '../../../people/crews.ts'
import { type Person, readPerson, updatePerson } from '../../../people/persons.ts'
import { platformsOf } from '../../../people/platforms.ts'
import { budgetText } from '../../../rounds/budget.ts'
import { formatDay, readWorkDays, readZone, toLocal } from '../../../schedule/calendar.ts'
import { awayForm, meForm, sideForm } from '../cards/me.ts'
import { checkAway, checkHours } from '../rules/crew.ts'
import { gone, welcomeCardOf } from './crews.ts'

async function self({ tx, actor }: Context): Promise<Person> {
  const person = await readPerson(tx, actor.organizationId, actor.id)
  if (!person) throw new Error('The acting person has no row')
  return person
}

export async function drawMe(_value: unknown, ctx: Context) {
  const { tx, actor, now } = ctx
  const person = await self(ctx)
  const said = await budgetText(tx, person, now)
  return meForm(person, await crewsOf(tx, actor.id), await platformsOf(tx, [actor.id]), said)
}

const writeInOf = (value: string) => (value === 'slack' || value === 'teams' || value === 'web' ? value : null)

type Raw = Record<string, unknown>
const text = (value: unknown) => (typeof value === 'string' ? value : '')

export async function saveMe(values: Raw, _value: unknown, ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const zone = readZone(text(values.zone))
  const workDays = readWorkDays(text(values.workDays))
  const errors: Record<string, string> = {}
  if ('error' in zone) errors.zone = zone.error
  if ('error' in workDays) errors.workDays = workDays.error
  const [from, to] = [text(values.workFrom), text(values.workTo)]
  const backwards = checkHours(from, to)
  if (backwards) errors.workTo = backwards
  const [awayFrom, awayTo] = [text(values.awayFrom) || null, text(values.awayTo) || null]
  if (awayTo && !awayFrom) errors.awayFrom = 'Give the first day too, or clear the last.'
  if (awayFrom && awayTo && awayTo < awayFrom) errors.awayTo = 'The last day is before the first.'
  if ('error' in zone || 'error' in workDays || Object.keys(errors).length) return { answer: { do: 'refuse', errors } }
  await updatePerson(tx, actor.id, {
    zone: zone.ok,
    workDays: workDays.ok,
    workFrom: from,
    workTo: to,
    awayFrom,
    awayTo,
    fewerMessages: values.fewerMessages === true,
    weeklyMost: Number(values.weeklyMost),
    celebrated: values.celebrated === true,
    anniversaries: values.anniversaries === true,
    // Asked only of who has a choice.
    ...(values.writeIn !== undefined && { writeIn: writeInOf(text(values.writeIn)) }),
  })
  const facts: Fact[] = [{ fact: 'person.changed', personId: actor.id }]
  for (const crew of await crewsOf(tx, actor.id)) {
    const side = values[`side-${crew.id}`] as MemberSide | undefined
    const part = values[`part-${crew.id}`] as Part | undefined
    const member = crew.members.find(({ personId }) => personId === actor.id)
    if (!side || !part || (member?.side === side && member.part === part)) continue
    await setMember(tx, { crewId: crew.id, personId: actor.id, side, part, addedById: actor.id })
    facts.push({ fact: 'crew.changed', crewId: crew.id })
  }
  return { ...tell(`Saved. It is ${toLocal(now, zone.ok).time} for you now.`), facts }
}

export async function drawAway(_value: unknown, ctx: Context) {
  return awayForm(await self(ctx), toLocal(ctx.now, ctx.actor.zone).day)
}

export async function openAway(ctx: Context): Promise<Outcome> {
  return { answer: { do: 'open', form: await drawAway({}, ctx) } }
}

export async function saveAway(values: { from?: string; to?: string }, ctx: Context): Promise<Outcome> {
  const checked = checkAway(values.from, values.to, toLocal(ctx.now, ctx.actor.zone).day)
  if ('error' in checked) return { answer: { do: 'refuse', errors: { to: checked.error } } }
  const { from, to } = checked
  await updatePerson(ctx.tx, ctx.actor.id, { awayFrom: from, awayTo: to })
  const days = from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`
  return {
    ...tell(`You are away ${days}. You are asked nothing then; ${command('me')} changes it.`),
    facts: [{ fact: 'person.changed', personId: ctx.actor.id }],
  }
}

async function membership(crewId: number, ctx: Context): Promise<{ crew: Crew; side: MemberSide } | null> {
  const crew = await ownCrew(ctx.tx, ctx.actor, crewId)
  const member = crew?.members.find(({ personId }) => personId === ctx.actor.id)
  return crew && member ? { crew, side: member.side } : null
}

export async function drawSide(value: { crew: number }, ctx: Context) {
  const own = await membership(value.crew, ctx)
  return own ? sideForm(own.crew, own.side) : { refused: gone }
}

export async function saveSide(values: { side: string }, value: { crew: number }, ctx: Context): Promise<Outcome> {
  const own = await membership(value.crew, ctx)
  if (!own) return tell(gone)
  return change(own.crew, { side: values.side as MemberSide }, 'Your side is changed.', ctx)
}

export async function follow(value: { crew: number }, ctx: Context): Promise<Outcome> {
  const own = await membership(value.crew, ctx)
  if (!own) return tell(gone)
  const said = `You follow ${own.crew.name}: you read the digest and are asked nothing. ${command('me')} changes it.`
  return change(own.crew, { side: own.side, part: 'follows' }, said, ctx)
}

async function change(crew: Crew, to: { side: MemberSide; part?: Part }, said: string, ctx: Context): Promise<Outcome> {
  await setMember(ctx.tx, { crewId: crew.id, personId: ctx.actor.id, addedById: ctx.actor.id, ...to })
  return { ...tell(said), facts: [{ fact: 'crew.changed', crewId: crew.id }], effects: [refreshWelcome(crew, ctx)] }
}

export async function leave(value: { crew: number }, ctx: Context): Promise<Outcome> {
  const own = await membership(value.crew, ctx)
  if (!own) return tell(gone)
  await removeMember(ctx.tx, own.crew.id, ctx.actor.id)
  return {
    ...tell(`You left ${own.crew.name}. One of its members can add you again with ${command('setup')}.`),
    facts: [{ fact: 'crew.changed', crewId: own.crew.id }],
    effects: [refreshWelcome(own.crew, ctx)],
  }
}

function refreshWelcome(crew: Crew, { actor }: Context) {
  return { do: 'refresh' as const, card: welcomeCardOf(crew, actor.id) }
}

/** Pressed again, or repeated by the platform, it stays as it is; the way back is in the answer. */
export async function fewer(on: boolean, ctx: Context): Promise<Outcome> {
  await updatePerson(ctx.tx, ctx.actor.id, { fewerMessages: on })
  const said = on
    ? 'Fewer messages from now on: no reminders. Prompts, and what somebody asks you by name, still come.'
    : 'Reminders are on: at most one a round, when your answer is still open.'
  const undo: Block = { block: 'buttons', buttons: [{ press: 'setup.fewer', label: 'Undo', value: { on: !on } }] }
  return tell(sentence(said, [undo]))
}
