/** What whoever runs a retro does with it: move on, set the end, pass it on, make it anonymous, call it off. */

import type { Context, Effect, Outcome } from '../../../chat/feature.ts'
import { momentText } from '../../../chat/moment.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { deadlinesOf, readDeadline } from '../../../schedule/deadlines.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { actionsOfSource } from '../../actions/store/reads.ts'
import { noneForm, timeForm } from '../cards/forms.ts'
import { fewestWriters, isPhase, phaseNames } from '../rules/phases.ts'
import { nameOf, type Phase, sourceOf } from '../rules/records.ts'
import { shuffleNotes } from '../store/notes.ts'
import { peopleOf } from '../store/people.ts'
import { changeRetro, lockPhase } from '../store/retros.ts'
import { nextToRun, phaseJob, turnTo } from './beginning.ts'
import { advance, callOff, lockedView } from './moving.ts'
import type { RetroValue } from './noting.ts'
import { ended, gone, runs } from './own.ts'
import { refreshed, turnOf } from './records.ts'
import type { Tokens } from './tokens.ts'

const movedOn = 'It has moved on already. Nothing was changed.'

/** `phase`: the one that the button stood in; a doubled press moves once. */
export async function next({ retro: id, phase }: RetroValue & { phase: Phase }, ctx: Context): Promise<Outcome> {
  const own = await runs(id, ctx)
  if ('refused' in own) return tell(own.refused)
  const locked = own.retro.phase === phase ? await lockedView(ctx.tx, id, phase) : null
  if (!locked) return tell(`${nameOf(own.retro)} is past ${phaseNames[phase]}. ${movedOn}`)
  if (locked.stands) return tell(locked.stands)
  const effects = await advance(ctx.tx, locked.view, ctx.now)
  return { ...tell(phase === 'act' ? `${nameOf(own.retro)} is closed.` : `${phaseNames[phase]} is over.`), effects }
}

export async function drawNone({ retro: id }: RetroValue, ctx: Context) {
  const own = await runs(id, ctx)
  if ('refused' in own) return own
  const late = ended(own.retro, 'act', ctx.now)
  if (late) return { refused: late }
  const promised = await actionsOfSource(ctx.tx, own.retro.organizationId, sourceOf(own.retro))
  return promised.length
    ? { refused: `${nameOf(own.retro)} has action items already: press Close, it needs no reason.` }
    : noneForm(own)
}

/** Closes with the reason, once. */
export async function saveNone({ reason }: { reason: string }, { retro: id }: RetroValue, ctx: Context) {
  const own = await runs(id, ctx)
  if ('refused' in own) return notTaken(own.refused)
  if (!(await lockPhase(ctx.tx, id, 'act'))) return notTaken(ended(own.retro, 'act', ctx.now) ?? movedOn)
  await changeRetro(ctx.tx, id, { noActionReason: reason.replace(/\s+/g, ' ').trim() })
  const locked = await lockedView(ctx.tx, id, 'act')
  if (!locked) return notTaken(movedOn)
  const effects = await advance(ctx.tx, locked.view, ctx.now)
  return { ...tell(`${nameOf(own.retro)} is closed, without an action item.`), effects }
}

export async function drawTime({ retro: id }: RetroValue, ctx: Context) {
  const own = await runs(id, ctx)
  if ('refused' in own) return own
  const { endsAt } = own.retro
  const { day, time } = toLocal(endsAt ?? ctx.now, own.crew.zone)
  return timeForm(own, endsAt ? `${day} ${time}` : byHand)
}

const byHand = 'by hand'

export async function saveTime({ ends }: { ends: string }, { retro: id }: RetroValue, ctx: Context): Promise<Outcome> {
  const { tx, now } = ctx
  const own = await runs(id, ctx)
  if ('refused' in own) return notTaken(own.refused)
  const { retro, crew } = own
  const manual = ends.trim().toLowerCase() === byHand
  const read = manual ? { ok: null } : readDeadline(ends, now, deadlinesOf(crew), 60)
  if ('error' in read) return { answer: { do: 'refuse', errors: { ends: read.error } } }
  const { phase } = retro
  if (!isPhase(phase)) return notTaken(gone)
  if (!(await lockPhase(tx, id, phase))) return notTaken(movedOn)
  await changeRetro(tx, id, { endsAt: read.ok })
  if (read.ok) await putJobs(tx, [phaseJob(id, phase, read.ok)])
  const when = read.ok ? `ends ${momentText(read.ok, crew.zone, ctx.actor.zone)}` : 'ends when you move on'
  return { ...tell(`${phaseNames[phase]} ${when}.`), effects: refreshed(retro, await peopleOf(tx, id)) }
}

/** "Not this time": to the next of the same side, else of the other. */
export async function pass({ retro: id }: RetroValue, ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const own = await runs(id, ctx)
  if ('refused' in own) return tell(own.refused)
  const { retro, crew } = own
  const { phase } = retro
  if (!isPhase(phase)) return tell(gone)
  const locked = await lockPhase(tx, id, phase)
  if (!locked) return tell(movedOn)
  const passed = [...new Set([...locked.settings.passed, locked.facilitatorId ?? actor.id])]
  const next = await nextAfter(tx, own, passed, now)
  if (next === null)
    return tell(`Everybody has passed ${nameOf(retro)} on, so it stays with you. Call it off, or move on by hand.`)
  await changeRetro(tx, id, { facilitatorId: next, settings: { ...locked.settings, passed } })
  const effects: Effect[] = [
    ...refreshed(retro),
    { do: 'refresh', card: turnOf(retro, retro.facilitatorId ?? actor.id) },
    turnTo(retro, next),
  ]
  const name = crew.members.find(({ personId }) => personId === next)?.name ?? 'somebody else'
  return { ...tell(`${name} runs ${nameOf(retro)} now.`), effects }
}

/** Of the side of whoever passes, while there is anybody left. */
async function nextAfter(
  tx: Context['tx'],
  { crew, retro }: { crew: Parameters<typeof nextToRun>[1]; retro: { facilitatorId: number | null } },
  passed: number[],
  now: Date,
): Promise<number | null> {
  const side = crew.members.find(({ personId }) => personId === retro.facilitatorId)?.side
  const same = { ...crew, members: crew.members.filter((one) => one.side === side) }
  return (await nextToRun(tx, same, now, passed)) ?? nextToRun(tx, crew, now, passed)
}

/** Raised, never lowered: names leave the notes that are written already. */
export const raise =
  (tokens: Tokens) =>
  async ({ retro: id }: RetroValue, ctx: Context): Promise<Outcome> => {
    const own = await runs(id, ctx)
    if ('refused' in own) return tell(own.refused)
    const name = nameOf(own.retro)
    if (own.retro.anonymous) return tell(`${name} is anonymous already, and stays so.`)
    if (own.retro.phase !== 'collect')
      return tell(
        `The notes of ${name} have been shown with their names: what was read cannot be unread. Nothing was changed.`,
      )
    const people = await peopleOf(ctx.tx, id)
    if (people.length < fewestWriters)
      return tell(
        `Only ${people.length} take part in ${name}: with fewer than ${fewestWriters} the notes would tell who wrote them.`,
      )
    const retro = await lockPhase(ctx.tx, id, 'collect')
    if (!retro) return tell(movedOn)
    const keyed = { id, tokenKey: tokens.key(id) }
    await changeRetro(ctx.tx, id, { anonymous: true, tokenKey: keyed.tokenKey })
    await shuffleNotes(ctx.tx, id, ({ authorId }, noteId) =>
      authorId === null ? null : tokens.of(keyed, authorId, noteId),
    )
    return {
      ...tell(`${name} is anonymous from now on. Names have left the notes that were written before.`),
      effects: refreshed(retro, people),
    }
  }

export async function skip({ retro: id }: RetroValue, ctx: Context): Promise<Outcome> {
  const own = await runs(id, ctx)
  if ('refused' in own) return tell(own.refused)
  const effects = await callOff(ctx.tx, id, ctx.now)
  if ('refused' in effects) return tell(effects.refused)
  return { ...tell(`${nameOf(own.retro)} is called off. Its notes are deleted.`), effects }
}
