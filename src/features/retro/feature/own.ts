/** A retro as it concerns whoever acts: of their crew, theirs to write in, theirs to run; or the sentence why not. */
import type { Context, Refusal } from '../../../chat/feature.ts'
import { type Crew, ownCrew } from '../../../people/crews.ts'
import { isAway } from '../../../people/sides.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { isPhase, phaseNames } from '../rules/phases.ts'
import { isOver, nameOf, type Phase, type RetroPerson, type RetroRecord } from '../rules/records.ts'
import type { RetroView } from '../rules/view.ts'
import { personIn } from '../store/people.ts'
import { retroById } from '../store/retros.ts'
import { viewOf } from './records.ts'

export const gone = 'This retrospective is not here any more. Nothing was changed.'

export interface Own {
  retro: RetroRecord
  crew: Crew
}

/** Of a crew that this person is in: what is said in a crew stays there. */
export async function ownRetro(id: number, ctx: Context): Promise<Own | Refusal> {
  const retro = await retroById(ctx.tx, ctx.actor.organizationId, id)
  const crew = retro && (await ownCrew(ctx.tx, ctx.actor, retro.crewId))
  return retro && crew ? { retro, crew } : { refused: gone }
}

export async function ownView(id: number, ctx: Context): Promise<RetroView | Refusal> {
  const own = await ownRetro(id, ctx)
  if ('refused' in own) return own
  return (await viewOf(ctx.tx, own.retro, own.crew)) ?? { refused: gone }
}

/** Of somebody who takes part in it, in that phase and before its end. */
export async function ownPart(
  id: number,
  phase: Phase,
  ctx: Context,
): Promise<(Own & { person: RetroPerson }) | Refusal> {
  const own = await ownRetro(id, ctx)
  if ('refused' in own) return own
  const person = await personIn(ctx.tx, id, ctx.actor.id)
  if (!person)
    return {
      refused: `You read along in ${nameOf(own.retro)}: those take part who were in the crew and did not only watch. Nothing was changed.`,
    }
  const late = ended(own.retro, phase, ctx.now)
  return late ? { refused: late } : { ...own, person }
}

const doing: Record<Phase, string> = {
  collect: 'Notes are written',
  group: 'Notes are grouped',
  vote: 'Dots are placed',
  discuss: 'Themes are talked about',
  act: 'Action items are added',
}

/** Why nothing of that phase can be done in it now, or nothing. */
export function ended(retro: RetroRecord, phase: Phase, now: Date): string | null {
  const name = nameOf(retro)
  if (isOver(retro)) return `${name} is ${retro.phase === 'closed' ? 'closed' : 'called off'}. Nothing was changed.`
  const timely = phase === 'act' || retro.endsAt === null || retro.endsAt > now
  if (retro.phase === phase && timely) return null
  const where = isPhase(retro.phase) && retro.phase !== phase ? phaseNames[retro.phase] : 'a moment after its end'
  return `${doing[phase]} in the phase ${phaseNames[phase]} of ${name}, and it is at ${where} now. Nothing was changed.`
}

/** Whoever runs it; while they are away or gone, everybody of the crew who does not only watch. */
export function mayRun({ retro, crew }: Own, personId: number, now: Date): boolean {
  const facilitator = crew.members.find((one) => one.personId === retro.facilitatorId)
  if (facilitator && !isAway(facilitator, toLocal(now, crew.zone).day)) return facilitator.personId === personId
  return crew.members.some((one) => one.personId === personId && one.part !== 'watches')
}

export async function runs(id: number, ctx: Context): Promise<Own | Refusal> {
  const own = await ownRetro(id, ctx)
  if ('refused' in own) return own
  const { retro, crew } = own
  if (isOver(retro)) return { refused: ended(retro, 'act', ctx.now) ?? gone }
  if (mayRun(own, ctx.actor.id, ctx.now)) return own
  const name = crew.members.find(({ personId }) => personId === retro.facilitatorId)?.name ?? 'somebody else'
  return {
    refused: `${nameOf(retro)} is run by ${name}: ask ${name} to do it, or to pass it on with "Not this time". Nothing was changed.`,
  }
}
