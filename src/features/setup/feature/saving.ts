/** The crew form: opened, drawn and saved. */
import type { Context, Effect, Outcome } from '../../../chat/feature.ts'
import type { Option } from '../../../chat/form.ts'
import { opened, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import {
  type Crew,
  channelsOf,
  createCrew,
  crewById,
  crewsOf,
  readCrew,
  removeMember,
  setChannels,
  setMember,
  unstartedBy,
  updateCrew,
} from '../../../people/crews.ts'
import { adminsOf, personsOf, updatePerson } from '../../../people/persons.ts'
import { isMember, mayChange, mayDelete } from '../../../people/sides.ts'
import { describeSchedule, toLocal } from '../../../schedule/calendar.ts'
import { linkedWith } from '../../linking/store/links.ts'
import { readStandup } from '../../standup/store/ritual.ts'
import { outsideMessage } from '../cards/crew.ts'
import { crewForm, type SetupDefaults } from '../cards/form.ts'
import { type CrewAnswers, type CrewPlan, checkCrew } from '../rules/crew.ts'
import { changeable, gone, overview, welcomes, welcomesRefreshed } from './crews.ts'

/** In a crew's channel: that crew. Elsewhere: the one this person has not started yet, else the form for a new one. */
export async function setup(ctx: Context): Promise<Outcome> {
  const { actor, place, tx } = ctx
  const here = place.crewId ? await readCrew(tx, actor.organizationId, place.crewId) : null
  if (here && mayChange(here, actor)) return tell(await overview(here, ctx))
  if (here) return tell(mayDelete(here, actor) ? outsideMessage(foreign(here), here) : foreign(here))
  const unfinished = await unstartedBy(tx, actor.id)
  if (unfinished) return tell(await overview(unfinished, ctx))
  const form = await drawCrew({ crew: null }, ctx)
  return opened(form)
}

function foreign(crew: Crew): string {
  return `This channel belongs to the ${crew.name} crew, which you are not in. One of its members can add you with ${command('setup')}.`
}

export async function drawCrew(value: { crew: number | null }, ctx: Context) {
  const { organizationId } = ctx.actor
  const crew = value.crew === null ? null : await changeable(value.crew, ctx)
  if (crew && 'refused' in crew) return crew
  const people: Option[] = (await personsOf(ctx.tx, organizationId)).map(({ id, name }) => ({
    value: String(id),
    label: name,
  }))
  // Channels of an installation that nobody has linked with this one come in by /tandem link, where both sides confirm.
  const near = [ctx.place.installationId, ...(await linkedWith(ctx.tx, ctx.place.installationId))]
  const free = (await channelsOf(ctx.tx, organizationId)).filter(
    ({ crewId, installationId }) => crewId === crew?.id || (crewId === null && near.includes(installationId)),
  )
  const channels = free.map(({ id, name }) => ({ value: String(id), label: name }))
  return crewForm(crew ? await current(crew, ctx) : await fresh(ctx), people, channels)
}

/** Who sets a crew up is in it, on the side they have elsewhere. */
async function fresh({ actor, place, tx }: Context): Promise<SetupDefaults> {
  const [other] = await crewsOf(tx, actor.id)
  const side = other?.members.find(({ personId }) => personId === actor.id)?.side ?? 'project'
  const on = (wanted: string) => (side === wanted ? [actor.id] : [])
  return {
    crew: null,
    project: on('project'),
    product: on('product'),
    sponsors: on('both'),
    channels: place.channelId ? [String(place.channelId)] : [],
    when: 'weekdays 09:30',
    zone: actor.zone,
    country: 'none',
    labels: { project: 'Project', product: 'Product' },
    workDays: '12345',
    workFrom: '09:00',
    workTo: '17:00',
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
    labels: crew.labels,
    workDays: crew.workDays,
    workFrom: crew.workFrom,
    workTo: crew.workTo,
  }
}

export interface CrewValues extends CrewAnswers {
  channels: string[]
}

export async function saveCrew(values: CrewValues, value: { crew: number | null }, ctx: Context): Promise<Outcome> {
  const before = value.crew === null ? null : await changeable(value.crew, ctx)
  if (before && 'refused' in before) return tell(before.refused)
  const { tx, actor, now } = ctx
  const names = new Map((await personsOf(tx, actor.organizationId)).map(({ id, name }) => [id, name]))
  const checked = checkCrew(values, names, toLocal(now, actor.zone).day)
  if ('errors' in checked) return { answer: { do: 'refuse', errors: checked.errors as Record<string, string> } }
  const { plan } = checked
  const crewId = await write(plan, before, ctx)
  await setChannels(tx, actor.organizationId, crewId, values.channels.map(Number))
  // The first who sets anything up looks after the organization until others are named.
  if ((await adminsOf(tx, actor.organizationId)).length === 0) await updatePerson(tx, actor.id, { admin: true })
  const crew = await crewById(tx, crewId)
  if (!crew) return tell(gone)
  const standup = await readStandup(tx, crewId)
  const same = standup && describeSchedule(standup.settings.ask) === describeSchedule(plan.ask)
  const left = (before?.channels ?? []).filter(({ id }) => !crew.channels.some((one) => one.id === id))
  return {
    ...tell(await overview(crew, ctx, same ? standup.settings.ask : plan.ask)),
    facts: [
      ...(same ? [] : [{ fact: 'crew.made' as const, crewId, ask: plan.ask }]),
      ...left.map(({ id }) => ({ fact: 'channel.unlinked' as const, crewId, channelId: id })),
      ...(before ? [{ fact: 'crew.changed' as const, crewId }] : []),
    ],
    effects: [...outdated(before, crew), ...(crew.startedAt ? await welcomes(crew, ctx) : [])],
  }
}

/** First messages of those who are not in it any more; of everybody, where it or its sides have other names. */
function outdated(before: Crew | null, after: Crew): Effect[] {
  if (!before?.startedAt) return []
  if (renamed(before, after)) return welcomesRefreshed(before)
  return welcomesRefreshed(before, ({ personId }) => !isMember(after, personId))
}

/** The crew and its members as planned; who is not planned any more leaves. */
async function write(plan: CrewPlan, before: Crew | null, { tx, actor }: Context): Promise<number> {
  const data = { name: plan.name, zone: plan.zone, country: plan.country }
  const crewId =
    before?.id ?? (await createCrew(tx, { ...data, organizationId: actor.organizationId, createdById: actor.id }))
  if (before) await updateCrew(tx, crewId, { ...data, ...plan.work })
  for (const { personId, side } of plan.sides) await setMember(tx, { crewId, personId, side, addedById: actor.id })
  for (const { personId } of before?.members ?? []) {
    if (!plan.sides.some((one) => one.personId === personId)) await removeMember(tx, crewId, personId)
  }
  return crewId
}

function renamed(before: Crew, after: Crew): boolean {
  const { project, product } = before.labels
  return before.name !== after.name || project !== after.labels.project || product !== after.labels.product
}
