/** Crews made, changed, started and deleted. */
import type { Context, Effect, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Option } from '../../../chat/form.ts'
import { tell } from '../../../chat/say.ts'
import {
  type Crew,
  channelsOf,
  createCrew,
  crewById,
  crewsOf,
  deleteCrew,
  markTold,
  readCrew,
  removeMember,
  setChannels,
  setMember,
  startCrew,
  updateCrew,
} from '../../../people/crews.ts'
import { adminsOf, personsOf, updatePerson } from '../../../people/persons.ts'
import { mayChange, mayDelete } from '../../../people/sides.ts'
import { cityOf, describeSchedule, formatTime, toLocal } from '../../../schedule/calendar.ts'
import { askedMembers, echo, planDay } from '../../standup/rules/echo.ts'
import { readStandup } from '../../standup/store/ritual.ts'
import { crewForm, overviewMessage, type SetupDefaults } from '../cards/crew.ts'
import { checkCrew } from '../rules/crew.ts'
import { coming } from './dates.ts'

export const gone = 'This crew is not here any more. Nothing was changed.'

/** A crew of one's own organization that this person may change. */
export async function changeable(crewId: number, ctx: Context): Promise<Crew | Refusal> {
  const crew = await readCrew(ctx.tx, ctx.actor.organizationId, crewId)
  if (!crew) return { refused: gone }
  if (!mayChange(crew, ctx.actor)) {
    return { refused: `Only members of ${crew.name} can change it. One of them can add you with /tandem setup.` }
  }
  return crew
}

/** In a crew's channel: that crew. Elsewhere: the form for a new one. */
export async function setup(ctx: Context): Promise<Outcome> {
  const here = ctx.place.crewId ? await readCrew(ctx.tx, ctx.actor.organizationId, ctx.place.crewId) : null
  if (here) return mayChange(here, ctx.actor) ? tell(await overview(here, ctx)) : tell(foreign(here))
  const unfinished = (await crewsOf(ctx.tx, ctx.actor.id)).find(
    ({ startedAt, createdById }) => startedAt === null && createdById === ctx.actor.id,
  )
  if (unfinished) return tell(await overview(unfinished, ctx))
  return { answer: { do: 'open', form: (await drawCrew({ crew: null }, ctx)) as ReturnType<typeof crewForm> } }
}

function foreign(crew: Crew): string {
  return `This channel belongs to the ${crew.name} crew, which you are not in. One of its members can add you with /tandem setup.`
}

export async function drawCrew(value: { crew: number | null }, ctx: Context) {
  const { organizationId } = ctx.actor
  const crew = value.crew === null ? null : await changeable(value.crew, ctx)
  if (crew && 'refused' in crew) return crew
  const people: Option[] = (await personsOf(ctx.tx, organizationId)).map(({ id, name }) => ({
    value: String(id),
    label: name,
  }))
  const free = (await channelsOf(ctx.tx, organizationId)).filter(({ crewId }) => crewId === null || crewId === crew?.id)
  const channels = free.map(({ id, name }) => ({ value: String(id), label: name }))
  return crewForm(crew ? await current(crew, ctx) : fresh(ctx), people, channels)
}

function fresh({ actor, place }: Context): SetupDefaults {
  return {
    crew: null,
    project: [actor.id],
    product: [],
    sponsors: [],
    channels: place.channelId ? [String(place.channelId)] : [],
    when: 'weekdays 09:30',
    zone: actor.zone,
    country: 'none',
  }
}

async function current(crew: Crew, ctx: Context): Promise<SetupDefaults> {
  const standup = await readStandup(ctx.tx, crew.id)
  const on = (side: string) => crew.members.filter((member) => member.side === side).map(({ personId }) => personId)
  return {
    crew: crew.id,
    name: crew.name,
    project: on('project'),
    product: on('product'),
    sponsors: on('both'),
    channels: crew.channels.map(({ id }) => String(id)),
    when: standup ? describeSchedule(standup.settings.ask) : 'weekdays 09:30',
    zone: crew.zone,
    country: crew.country ?? 'none',
  }
}

export interface CrewValues {
  name: string
  project: number[]
  product: number[]
  sponsors: number[]
  channels: string[]
  when: string
  zone: string
  country: string | undefined
}

export async function saveCrew(values: CrewValues, value: { crew: number | null }, ctx: Context): Promise<Outcome> {
  const before = value.crew === null ? null : await changeable(value.crew, ctx)
  if (before && 'refused' in before) return tell(before.refused)
  const { tx, actor, now } = ctx
  const names = new Map((await personsOf(tx, actor.organizationId)).map(({ id, name }) => [id, name]))
  const checked = checkCrew(values, names, toLocal(now, actor.zone).day)
  if ('errors' in checked) return { answer: { do: 'refuse', errors: checked.errors as Record<string, string> } }
  const { plan } = checked
  const data = { name: plan.name, zone: plan.zone, country: plan.country }
  const crewId =
    before?.id ?? (await createCrew(tx, { ...data, organizationId: actor.organizationId, createdById: actor.id }))
  if (before) await updateCrew(tx, crewId, data)
  for (const { personId, side } of plan.sides) await setMember(tx, { crewId, personId, side, addedById: actor.id })
  for (const { personId } of before?.members ?? []) {
    if (!plan.sides.some((one) => one.personId === personId)) await removeMember(tx, crewId, personId)
  }
  await setChannels(tx, actor.organizationId, crewId, values.channels.map(Number))
  // The first who sets anything up looks after the organization until others are named.
  if ((await adminsOf(tx, actor.organizationId)).length === 0) await updatePerson(tx, actor.id, { admin: true })
  const crew = await crewById(tx, crewId)
  if (!crew) return tell(gone)
  const standup = await readStandup(tx, crewId)
  const same = standup && describeSchedule(standup.settings.ask) === describeSchedule(plan.ask)
  return {
    ...tell(await overview(crew, ctx, same ? standup.settings.ask : plan.ask)),
    facts: [
      ...(same ? [] : [{ fact: 'crew.made' as const, crewId, ask: plan.ask }]),
      ...(before ? [{ fact: 'crew.changed' as const, crewId }] : []),
    ],
    effects: crew.startedAt ? await welcomes(crew, ctx) : [],
  }
}

export async function overview(crew: Crew, ctx: Context, ask = undefined as Parameters<typeof coming>[1]) {
  const { settings, days } = await coming(crew, ask, ctx)
  const [first] = days
  const plan = first ? planDay(crew, settings, first) : null
  return overviewMessage({
    crew,
    echo: echo(crew, settings, days),
    asked: askedMembers(crew).flatMap(({ personId, zone }) => {
      const at = plan?.people.find((person) => person.personId === personId)?.askAt
      return at ? [{ personId, at: `asked at ${formatTime(at, zone)} ${cityOf(zone)}` }] : []
    }),
    mayDelete: mayDelete(crew, ctx.actor),
  })
}

export async function start(value: { crew: number }, ctx: Context): Promise<Outcome> {
  const crew = await changeable(value.crew, ctx)
  if ('refused' in crew) return tell(crew.refused)
  if (!(await startCrew(ctx.tx, crew.id, ctx.now)))
    return tell(`${crew.name} has started already. Nothing was changed.`)
  const running: Crew = { ...crew, startedAt: ctx.now }
  return {
    ...tell(await overview(running, ctx)),
    facts: [{ fact: 'crew.started', crewId: crew.id }],
    effects: await welcomes(running, ctx),
  }
}

/** One per membership: who is added again is told again. */
export function welcomeCardOf(crew: Crew, personId: number) {
  const memberId = crew.members.find((member) => member.personId === personId)?.memberId ?? 0
  return { kind: 'setup.welcome', key: `${crew.id}:${personId}:${memberId}` }
}

/** Each member once; who added themselves needs no telling. */
async function welcomes(crew: Crew, { tx, actor, now }: Context): Promise<Effect[]> {
  const effects: Effect[] = []
  for (const { personId } of crew.members) {
    if (!(await markTold(tx, crew.id, personId, now)) || personId === actor.id) continue
    effects.push({
      do: 'dm',
      to: personId,
      card: welcomeCardOf(crew, personId),
      kind: 'notice',
    })
  }
  return effects
}

export async function remove(value: { crew: number }, ctx: Context): Promise<Outcome> {
  const crew = await readCrew(ctx.tx, ctx.actor.organizationId, value.crew)
  if (!crew) return tell(gone)
  if (!mayDelete(crew, ctx.actor)) return tell(`Only who set ${crew.name} up, or an organization admin, can delete it.`)
  await deleteCrew(ctx.tx, crew.id)
  return {
    ...tell(`The ${crew.name} crew is deleted, with everything that was said in it.`),
    facts: [{ fact: 'crew.deleted', crewId: crew.id }],
  }
}
