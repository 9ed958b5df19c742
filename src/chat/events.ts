/** What happens without anybody asking for anything: people leave, channels close, the app is removed, and comes back. */
import type { Consequence, Feature, Lost } from './feature.ts'
import type { Instant } from './message.ts'
import type { Chat, EventOrigin, FirstTime, Happening, Outbox, Transactions, Tx, Whereabouts } from './ports.ts'

interface EventsOptions {
  features: Feature[]
  db: Transactions
  outbox: Outbox
  whereabouts?: Whereabouts
  firstTime: FirstTime
  clock: { now(): Instant }
  follow(tx: Tx, consequence: Consequence, now: Instant): Promise<void>
}

type Work = (tx: Tx, now: Instant) => Promise<Consequence>

/** As doctor shows it beside what was set aside. */
const reasons: Record<Lost['why'], string> = {
  archived: 'The channel was archived',
  removed: 'Tandem was removed from the channel',
  uninstalled: 'Tandem was uninstalled there',
}

export function createEvents(options: EventsOptions): Chat['event'] {
  const { features, db, outbox, whereabouts, firstTime, clock, follow } = options

  /** What is to be written, found out before the transaction: platforms may have to be asked. */
  async function meaning(at: EventOrigin, happening: Happening, known: Whereabouts): Promise<Work> {
    switch (happening.event) {
      case 'left': {
        const left = await known.crewsLeft(at, happening.account, happening.channels)
        return heard('left', left)
      }
      case 'lost':
        return lost(await known.channels(at, happening.channels), [], happening.why)
      case 'uninstalled':
        return lost(await known.channels(at), await known.onlyHere(at), 'uninstalled')
      case 'returned': {
        const { channels } = happening
        const back = channels ? await known.channels(at, channels) : []
        const to = {
          channelIds: back.map(({ channelId }) => channelId),
          personIds: channels ? [] : await known.onlyHere(at),
        }
        // Those who were told of the loss see it for themselves.
        return async (tx) => {
          await outbox.bringBack(tx, to)
          return {}
        }
      }
    }
  }

  function lost(channels: Awaited<ReturnType<Whereabouts['channels']>>, personIds: number[], why: Lost['why']): Work {
    const met = channels.flatMap(({ channelId, crewId }) => (crewId === null ? [] : [{ channelId, crewId, why }]))
    return async (tx, now) => {
      await outbox.setAside(tx, { channelIds: channels.map(({ channelId }) => channelId), personIds }, reasons[why])
      return heard('lost', met)(tx, now)
    }
  }

  function heard<E extends keyof NonNullable<Feature['events']>>(
    name: E,
    events: Parameters<NonNullable<NonNullable<Feature['events']>[E]>>[0][],
  ): Work {
    return async (tx, now) => {
      const all: Required<Consequence> = { effects: [], facts: [] }
      for (const event of events) {
        for (const { events: hearers } of features) {
          const hear = hearers?.[name] as
            | ((event: unknown, ctx: { now: Instant; tx: Tx }) => Promise<Consequence>)
            | undefined
          const { effects = [], facts = [] } = (await hear?.(event, { now, tx })) ?? {}
          all.effects.push(...effects)
          all.facts.push(...facts)
        }
      }
      return all
    }
  }

  return async (at, happening) => {
    if (!whereabouts) return
    const work = await meaning(at, happening, whereabouts)
    const now = clock.now()
    await db.transact(async (tx) => {
      if (at.once && !(await firstTime(tx, at.platform, at.once, now))) return
      await follow(tx, await work(tx, now), now)
    })
    outbox.kick()
  }
}
