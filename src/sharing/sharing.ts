/**
 * What somebody was answered alone, shown to others: as a card in the channel where it was asked, or in channels of their crews.
 * A feature says of each kind who may and how it is drawn; presses, form and cards are made from that.
 */
import { z } from 'zod'
import type { CardDrawer, Context, Effect, Feature, House, Outcome, Refusal } from '../chat/feature.ts'
import { formDefinition, press } from '../chat/feature.ts'
import type { Button, Message } from '../chat/message.ts'
import type { Snapshot } from '../chat/ports.ts'
import { opened, tell } from '../chat/say.ts'
import { shareButton, whereForm } from './cards.ts'
import { channelName, putShare, type Shared, type Spot, shareById, spotFor, spotsOf } from './store.ts'

/** What drawing needs: nobody acts then. */
export type Drawing = Pick<House, 'snapshot' | 'readers'> & { now: Date }

export interface Shareable<A extends object> {
  about: z.ZodType<A>
  /** Why this person cannot show it; else the crew it is of, whose channels are offered first. */
  of(about: A, ctx: Context): Promise<Refusal | { crewId: number | null }>
  /** What can be found out only with no transaction open: why it cannot be shown now. */
  ready?(about: A, acting: Omit<Context, 'tx'>, snapshot: Snapshot): Promise<Refusal | null>
  /** `null`: there is nothing to show any more. */
  draw(about: A, shared: Shared, drawing: Drawing): Promise<Message | null>
}

/** Types what a feature shares by the schema of what it is about. */
export const shareable = <A extends object>(one: Shareable<A>): Shareable<object> => one as unknown as Shareable<object>

/** So long the same thing of the same person is drawn again in its place. */
const againMs = 10 * 60_000

const value = z.object({ share: z.string(), about: z.looseObject({}) })
const pressed = value.extend({ channel: z.number().int().nullable() })

const gone = 'There is nothing to share any more. Ask again.'
const elsewhere =
  'You are not in that channel any more, as far as is known here. Ask again in the channel where it is to be shared.'
const nowhere =
  'You are in no crew that meets in a channel. Ask in the channel where it is to be shared: the answer can be shared there.'

export function createSharing(feature: string, kinds: Record<string, Shareable<object>>) {
  type Value = z.infer<typeof value>

  async function found({ share, about }: Value, ctx: Context) {
    const kind = Object.hasOwn(kinds, share) ? kinds[share] : undefined
    const parsed = kind?.about.safeParse(about)
    if (!kind || !parsed?.success) return { refused: gone }
    const of = await kind.of(parsed.data, ctx)
    return 'refused' in of ? of : { kind, about: parsed.data, crewId: of.crewId }
  }

  async function share({ channel, ...given }: z.infer<typeof pressed>, ctx: Context): Promise<Outcome> {
    if (channel === null) {
      const form = await draw(given, ctx)
      return opened(form)
    }
    const one = await found(given, ctx)
    if ('refused' in one) return tell(one.refused)
    const spot = await spotFor(ctx.tx, ctx.actor, ctx.place, channel)
    if (!spot) return tell(elsewhere)
    // Where no crew meets Tandem need not be a member, and could not write by itself; an answer needs no membership.
    if (spot.crewId === null && ctx.place.channelId === spot.id) return answered(one.kind, given, one.about, spot, ctx)
    return show(one.kind, given, one.about, [spot], ctx)
  }

  function answered(kind: Shareable<object>, { share: name }: Value, about: object, spot: Spot, ctx: Context): Outcome {
    const { actor, place, now } = ctx
    const by = { organizationId: actor.organizationId, byId: actor.id, installationId: place.installationId, at: now }
    const shared: Shared = { ...by, kind: name, about, channel: spot, zone: actor.zone }
    return {
      later: async (snapshot) => {
        const refused = await kind.ready?.(about, ctx, snapshot)
        if (refused) return async () => tell(refused.refused)
        const message = await kind.draw(about, shared, { snapshot, now, readers: async () => null })
        return async () => (message ? { answer: { do: 'post', message: signed(message, actor.id) } } : tell(gone))
      },
    }
  }

  async function show(
    kind: Shareable<object>,
    { share: name }: Value,
    about: object,
    spots: Spot[],
    ctx: Context,
  ): Promise<Outcome> {
    if (!kind.ready) return shown(name, about, spots, ctx)
    return {
      later: async (snapshot) => {
        const refused = await kind.ready?.(about, ctx, snapshot)
        return async (then) => (refused ? tell(refused.refused) : shown(name, about, spots, then))
      },
    }
  }

  async function shown(
    kind: string,
    about: object,
    spots: Spot[],
    { tx, actor, place, now }: Context,
  ): Promise<Outcome> {
    const effects: Effect[] = []
    const again: string[] = []
    for (const { id, name } of spots) {
      const by = { organizationId: actor.organizationId, byId: actor.id, installationId: place.installationId, at: now }
      const put = await putShare(tx, id, { ...by, kind, about }, new Date(now.getTime() - againMs))
      const card = { kind, key: String(put.id) }
      effects.push(put.again ? { do: 'refresh', card } : { do: 'show', in: id, card })
      if (put.again) again.push(name)
    }
    const fresh = spots.map(({ name }) => name).filter((name) => !again.includes(name))
    const said = [
      ...(fresh.length ? [`Shared in ${fresh.join(' and ')}.`] : []),
      ...(again.length ? [`It stands in ${again.join(' and ')} since just now, and is brought up to date there.`] : []),
    ]
    return { ...tell(said.join(' ')), effects }
  }

  async function draw(given: Value, ctx: Context) {
    const one = await found(given, ctx)
    if ('refused' in one) return one
    const spots = await spotsOf(ctx.tx, ctx.actor)
    return spots.length ? whereForm(feature, given, spots, one.crewId) : { refused: nowhere }
  }

  async function submit({ channels }: { channels: string[] }, given: Value, ctx: Context): Promise<Outcome> {
    const one = await found(given, ctx)
    if ('refused' in one) return tell(one.refused)
    const spots = (await spotsOf(ctx.tx, ctx.actor)).filter(({ id }) => channels.includes(String(id)))
    return show(one.kind, given, one.about, spots, ctx)
  }

  const drawer =
    (kind: Shareable<object>): CardDrawer =>
    async (key, read, now, { snapshot, readers }) => {
      const shared = await shareById(read, Number(key))
      const about = kind.about.safeParse(shared?.about)
      if (!shared || !about.success) return null
      const message = await kind.draw(about.data, shared, { snapshot, readers, now })
      return message && signed(message, shared.byId)
    }

  return {
    presses: { [`${feature}.share`]: press(pressed, share) },
    forms: { [`${feature}.share-in`]: formDefinition(value, draw, submit) },
    cards: Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, drawer(kind)])),
  } satisfies Partial<Feature>
}

/** `kind`: the card's, "portfolio.status", whose feature shares it. */
export async function shareHere(kind: string, about: object, { tx, place }: Context): Promise<Button> {
  const there = place.channelId === undefined ? null : await channelName(tx, place.channelId)
  return shareButton(kind.split('.')[0] ?? '', { share: kind, about }, place, there)
}

/** A card of the house in a channel says whose doing it is. */
function signed(message: Message, byId: number): Message {
  return { ...message, blocks: [...message.blocks, { block: 'note', text: ['Shared by ', { person: byId }, '.'] }] }
}
