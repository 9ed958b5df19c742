/** Crews found, shown and started. */

import type { Context, Effect, Outcome, Refusal } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { type Crew, type CrewMember, markTold, readCrew, startCrew } from '../../../people/crews.ts'
import { likelyPairs } from '../../../people/pairs.ts'
import { outsiders } from '../../../people/presence.ts'
import { mayChange, mayDelete } from '../../../people/sides.ts'
import { askedMembers, echo, planDay } from '../../standup/rules/echo.ts'
import { overviewMessage } from '../cards/crew.ts'
import { coming } from './dates.ts'

export const gone = 'This crew is not here any more. Nothing was changed.'

/** A crew of one's own organization that this person may change. */
export async function changeable(crewId: number, ctx: Context): Promise<Crew | Refusal> {
  const crew = await readCrew(ctx.tx, ctx.actor.organizationId, crewId)
  if (!crew) return { refused: gone }
  if (!mayChange(crew, ctx.actor)) {
    return { refused: `Only members of ${crew.name} can change it. One of them can add you with ${command('setup')}.` }
  }
  return crew
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
      return at ? [{ personId, at: ['asked ', { when: at, zone }] }] : []
    }),
    outside: await outsiders(ctx.tx, crew.id),
    others: crew.members.filter(({ personId }) => personId !== ctx.actor.id).length,
    mayDelete: mayDelete(crew, ctx.actor),
    pairs: await likelyPairs(
      ctx.tx,
      crew.organizationId,
      crew.members.map(({ personId }) => personId),
    ),
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

/** Members' first messages are out of date. */
export function welcomesRefreshed(crew: Crew, whose: (member: CrewMember) => boolean = () => true): Effect[] {
  return crew.members.filter(whose).map(({ personId }) => ({ do: 'refresh', card: welcomeCardOf(crew, personId) }))
}

/** Each member once; who added themselves needs no telling. */
export async function welcomes(crew: Crew, { tx, actor, now }: Context): Promise<Effect[]> {
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
