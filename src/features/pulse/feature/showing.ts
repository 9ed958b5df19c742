/** `/tandem pulse`: to whoever asks, of their own crew. */
import type { Context, Feature, Outcome } from '../../../chat/feature.ts'
import type { Block } from '../../../chat/message.ts'
import { opened, sentence, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { type Crew, crewsOf, ownCrew } from '../../../people/crews.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { shownCard, waitingBlock } from '../cards/pulse.ts'
import type { Kind } from '../rules/records.ts'
import { openPulseOf, openPulsesWith } from '../store/pulses.ts'
import { countedPulses } from '../store/reads.ts'
import { mostBefore, viewOf } from './records.ts'
import { drawSettings, type OfCrew, scheduleInWords } from './scheduling.ts'

/** The crew of the channel, else the only one; else a choice. */
async function meant(ctx: Context): Promise<Crew[]> {
  const crews = (await crewsOf(ctx.tx, ctx.actor.id)).filter(({ startedAt }) => startedAt !== null)
  const here = crews.filter(({ id }) => id === ctx.place.crewId)
  return here.length ? here : crews
}

async function forCrew(
  press: 'pulse.show' | 'pulse.settings',
  kind: Kind,
  ctx: Context,
  then: (crew: Crew) => Promise<Outcome>,
): Promise<Outcome> {
  const [crew, ...others] = await meant(ctx)
  if (!crew) return tell(`You are in no crew that has started. Make one with ${command('setup')}.`)
  if (others.length === 0) return then(crew)
  const buttons = [crew, ...others].slice(0, 20).map(({ id, name }) => ({
    press,
    label: name,
    value: { crew: id, kind },
    ...(press === 'pulse.settings' && { opens: true as const }),
  }))
  return tell(sentence('Of which crew?', [{ block: 'buttons', buttons }]))
}

export const bare = (kind: Kind, ctx: Context) =>
  forCrew('pulse.show', kind, ctx, (crew) => show({ crew: crew.id, kind }, ctx))

export const settings = (kind: Kind, ctx: Context) =>
  forCrew('pulse.settings', kind, ctx, (crew) => openSettings({ crew: crew.id, kind }, ctx))

export async function openSettings(value: OfCrew, ctx: Context): Promise<Outcome> {
  const form = await drawSettings(value, ctx)
  return opened(form)
}

export async function show({ crew: id, kind }: OfCrew, ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const crew = await ownCrew(tx, actor, id)
  if (!crew) return tell('This crew is not here any more, or not yours.')
  const open = await openPulseOf(tx, crew.id, kind)
  return tell(
    shownCard({
      crew,
      kind,
      open: open && (await viewOf(tx, open, crew)),
      counted: await countedPulses(tx, crew.id, kind, mostBefore + 1),
      schedule: await scheduleInWords(tx, crew, kind, now),
      personId: actor.id,
    }),
  )
}

/** From the second day on: on the first the question itself is in the day's message. */
export const waiting: NonNullable<Feature['waiting']> = async (personId, { tx, now }) => {
  const blocks: Block[] = []
  for (const pulse of await openPulsesWith(tx, personId)) {
    const view = await viewOf(tx, pulse)
    const own = view?.people.find((one) => one.personId === personId)
    if (!view || !own || own.answered || pulse.closesAt <= now) continue
    if (toLocal(now, view.crew.zone).day > pulse.day) blocks.push(waitingBlock(view))
  }
  return blocks
}

export const home: NonNullable<Feature['home']> = ({ actor, now, tx }) => waiting(actor.id, { tx, now })
