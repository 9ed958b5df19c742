/** A round as one person stands in it. */

import type { Context, Refusal } from '../../../chat/feature.ts'
import { command } from '../../../chat/spoken.ts'
import { lockRound } from '../../../rounds/store.ts'
import { formatDay } from '../../../schedule/calendar.ts'
import type { PromptRecords } from '../rules/view.ts'
import { promptRecords, type RoundOfCrew, roundOfCrew } from './records.ts'

export interface OwnRound {
  found: RoundOfCrew
  records: PromptRecords
}

export const notHere = 'This stand-up is not here any more. Nothing was changed.'

/** The round as this person may answer it, or the sentence that says why not. */
export async function ownRound(roundId: number, ctx: Context): Promise<OwnRound | Refusal> {
  const own = await partIn(roundId, ctx)
  if ('refused' in own || !own.records.over) return own
  const { round } = own.found
  return {
    refused: `The stand-up of ${formatDay(round.day)} closed on ${formatDay(own.records.over.day)}, when the next one began; nothing was changed. ${command('standup')} answers the current one.`,
  }
}

/** The same, also once it is over. */
export async function partIn(roundId: number, ctx: Context): Promise<OwnRound | Refusal> {
  const found = await roundOfCrew(ctx.tx, roundId)
  if (!found || found.crew.organizationId !== ctx.actor.organizationId) return { refused: notHere }
  if (!found.standup.active) return { refused: notStarted(found.crew) }
  const records = await promptRecords(ctx.tx, found, ctx.actor.id, ctx.now)
  return records ? { found, records } : { refused: notAsked(found, ctx.actor.id) }
}

/** To write an answer: while the round is held, nobody opens it, asks in it or changes its people. */
export async function heldRound(roundId: number, ctx: Context): Promise<OwnRound | Refusal> {
  await lockRound(ctx.tx, roundId)
  return ownRound(roundId, ctx)
}

export function notStarted(crew: { name: string }): string {
  return `The ${crew.name} crew has not started yet, so nobody is asked. ${command('setup')} shows it, with a Start button.`
}

function notAsked({ crew }: RoundOfCrew, personId: number): string {
  const member = crew.members.find((one) => one.personId === personId)
  if (!member) return `You are not in the ${crew.name} crew. One of its members can add you with ${command('setup')}.`
  if (member.side === 'both')
    return `You see the stand-up of ${crew.name} and stand on neither side, so it asks you nothing.`
  return `You read along in ${crew.name}. To take part, type ${command('me')}.`
}
