/** `/retro`: what somebody sees of their crews' retros, alone. */
import type { Context, Feature, Outcome } from '../../../chat/feature.ts'
import type { Block } from '../../../chat/message.ts'
import { sentence, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById, crewsOf } from '../../../people/crews.ts'
import { formatDay, toLocal } from '../../../schedule/calendar.ts'
import { openActionsFrom } from '../../actions/store/reads.ts'
import { actionsCard, allNotes, listCard, shownCard, waitingBlock } from '../cards/own.ts'
import { nameOf, notesShown } from '../rules/records.ts'
import { personIn } from '../store/people.ts'
import { openRetroOf, openRetrosWith, retroByNumber, retrosOf } from '../store/retros.ts'
import { ritualOf } from '../store/ritual.ts'
import { waits } from './jobs.ts'
import type { RetroValue } from './noting.ts'
import { ownRetro, ownView } from './own.ts'
import { coming } from './scheduling.ts'

const noCrew = `You are in no crew that has started. Make one with ${command('setup')}.`

/** The crew that is meant: that of the channel, or the only one; else a choice. */
export async function meant(ctx: Context): Promise<{ crew: Crew } | { choose: Crew[] }> {
  const crews = (await crewsOf(ctx.tx, ctx.actor.id)).filter(({ startedAt }) => startedAt !== null)
  const here = crews.find(({ id }) => id === ctx.place.crewId) ?? (crews.length === 1 ? crews[0] : undefined)
  return here ? { crew: here } : { choose: crews }
}

type Then = 'show' | 'start' | 'schedule'

export function chooseCrew(crews: Crew[], then: Then): Outcome {
  if (crews.length === 0) return tell(noCrew)
  const press = `retro.pick-${then}`
  const buttons = crews.slice(0, 20).map(({ id, name }) => ({
    press,
    label: name,
    value: { crew: id },
    ...(then !== 'show' && { opens: true as const }),
  }))
  return tell(sentence('Of which crew?', [{ block: 'buttons', buttons }]))
}

/** The open one; else how to start. */
export async function bare(ctx: Context): Promise<Outcome> {
  const of = await meant(ctx)
  return 'choose' in of ? chooseCrew(of.choose, 'show') : showCrew(of.crew, ctx)
}

export async function showCrew(crew: Crew, ctx: Context): Promise<Outcome> {
  const open = await openRetroOf(ctx.tx, crew.id)
  if (open) return show({ retro: open.id }, ctx)
  const value = { crew: crew.id }
  const ritual = await ritualOf(ctx.tx, crew.id)
  const [last] = await retrosOf(ctx.tx, [crew.id], 1)
  const buttons: Block = {
    block: 'buttons',
    buttons: [
      { press: 'retro.pick-start', label: 'Start one now', value, style: 'primary', opens: true },
      {
        press: 'retro.pick-schedule',
        label: ritual?.active ? 'Change the schedule' : 'Set a schedule',
        value,
        opens: true,
      },
      ...(ritual?.active ? [{ press: 'retro.stop', label: 'Stop the schedule', value, style: 'quiet' as const }] : []),
      ...(last ? [{ press: 'retro.show', label: `Show ${nameOf(last)}`, value: { retro: last.id } }] : []),
    ],
  }
  const [day] = ritual?.active ? coming(ritual, crew, toLocal(ctx.now, crew.zone).day, ctx.now, 1) : []
  const next = day ? ` The next one begins ${formatDay(day)} ${ritual?.settings.schedule.time}.` : ''
  return tell(sentence(`${crew.name} is in no retrospective now.${next}`, [buttons]))
}

export async function show(value: RetroValue, ctx: Context): Promise<Outcome> {
  const view = await ownView(value.retro, ctx)
  return tell('refused' in view ? view.refused : shownCard(view, ctx.actor.id))
}

export async function showByName(name: string, ctx: Context): Promise<Outcome> {
  const number = Number(/^r-?(\d+)$/i.exec(name.trim())?.[1] ?? Number.NaN)
  const retro = Number.isNaN(number) ? null : await retroByNumber(ctx.tx, ctx.actor.organizationId, number)
  if (retro) return show({ retro: retro.id }, ctx)
  return tell(`"${name}" is no retrospective of your crews. Name one like R-3; ${command('retro list')} has them all.`)
}

export async function list(ctx: Context): Promise<Outcome> {
  const crews = await crewsOf(ctx.tx, ctx.actor.id)
  const names = new Map(crews.map(({ id, name }) => [id, name]))
  const retros = await retrosOf(ctx.tx, [...names.keys()], 20)
  if (retros.length === 0) return tell(`Your crews have held no retrospective yet. ${command('retro now')} starts one.`)
  return tell(listCard(retros.map((retro) => ({ retro, crew: names.get(retro.crewId) ?? '' }))))
}

export async function notes({ retro, skip = 0 }: RetroValue & { skip?: number | undefined }, ctx: Context) {
  const view = await ownView(retro, ctx)
  if ('refused' in view) return tell(view.refused)
  if (!notesShown(view.retro))
    return tell(`The notes of ${nameOf(view.retro)} are shown from grouping on, so that nobody writes after another.`)
  return tell(allNotes(view, skip))
}

export async function actions(value: RetroValue, ctx: Context): Promise<Outcome> {
  const own = await ownRetro(value.retro, ctx)
  if ('refused' in own) return tell(own.refused)
  return tell(actionsCard(own.retro, await openActionsFrom(ctx.tx, own.crew.id, 'retro')))
}

/** What only this person can do. */
export async function waiting(personId: number, { tx }: { tx: Tx }): Promise<Block[]> {
  const blocks: Block[] = []
  for (const retro of await openRetrosWith(tx, personId)) {
    const own = await personIn(tx, retro.id, personId)
    const crew = own && waits({ retro, people: [own] }, personId) ? await crewById(tx, retro.crewId) : null
    if (crew) blocks.push(waitingBlock({ retro, crew }))
  }
  return blocks
}

export const home: NonNullable<Feature['home']> = ({ actor, tx }) => waiting(actor.id, { tx })
