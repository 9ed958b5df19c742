/** The product on one screen: which features there are, which platforms, and how they are joined. */
import { errorFields } from './chat/boundary.ts'
import { createDispatch, type Dispatch } from './chat/dispatch.ts'
import type { Card, CardDrawer, Feature, House, JobDefinition, Retention } from './chat/feature.ts'
import { menusOf } from './chat/menus.ts'
import type { Message } from './chat/message.ts'
import { defaultNaming, type Naming } from './chat/naming.ts'
import type { PlatformName, Sender } from './chat/ports.ts'
import { spoken } from './chat/spoken.ts'
import { defaultRetention } from './config.ts'
import type { Db, Tx } from './db.ts'
import { examine, type Surroundings } from './doctor.ts'
import { actions } from './features/actions/feature.ts'
import type { FeedAddress } from './features/alignment/feature/looking.ts'
import { createAlignment } from './features/alignment/feature.ts'
import { assumptions } from './features/assumptions/feature.ts'
import { celebrations } from './features/celebrations/feature.ts'
import { decisions } from './features/decisions/feature.ts'
import { experiments } from './features/experiments/feature.ts'
import { guards } from './features/guards/feature.ts'
import type { PlanAddress } from './features/kickoff/feature/drawing.ts'
import { createKickoff } from './features/kickoff/feature.ts'
import { kudos } from './features/kudos/feature.ts'
import { linking } from './features/linking/feature.ts'
import { portfolio } from './features/portfolio/feature.ts'
import { prioritization } from './features/prioritization/feature.ts'
import { createPulse } from './features/pulse/feature.ts'
import { raci } from './features/raci/feature.ts'
import { createRetro } from './features/retro/feature.ts'
import { scope } from './features/scope/feature.ts'
import { createSetup } from './features/setup/feature.ts'
import { standup } from './features/standup/feature.ts'
import { steering } from './features/steering/feature.ts'
import { whatif } from './features/whatif/feature.ts'
import type { Log } from './log.ts'
import { dayCardKind } from './outbox/cards.ts'
import { drawDayMessage } from './outbox/day.ts'
import { createOutbox, type RunningOutbox } from './outbox/outbox.ts'
import { remembering } from './people/crews.ts'
import { createIdentities, destinationOf } from './people/identities.ts'
import { lookAround } from './people/presence.ts'
import { readersOf } from './people/readers.ts'
import { firstTime } from './people/seen.ts'
import { createWhereabouts } from './people/whereabouts.ts'
import { createRetention, putSweep } from './retention.ts'
import { createGathering } from './rounds/gather.ts'
import type { ProductClock } from './schedule/clock.ts'
import { createRunner, type Runner } from './schedule/runner.ts'
import type { Vault } from './vault.ts'
import { createVoting } from './voting/feature.ts'

export interface AppOptions {
  db: Db
  clock: ProductClock
  log: Log
  /** The platforms that run; each is given the chat before it can send. */
  senders: () => Sender[]
  retention?: Retention
  naming?: Naming
  /** What doctor knows besides; absent in the sandbox. */
  doctor?: Pick<Surroundings, 'inspections' | 'keyId'>
  /** Absent on loopback without a secret. */
  vault?: Vault
  /** Where calendars can reach this house. */
  feedAddress?: FeedAddress
  /** Where pages of unified plans can reach this house. */
  planAddress?: PlanAddress
}

export interface App {
  features: Feature[]
  chat: Dispatch
  outbox: RunningOutbox
  runner: Runner
  /** A card as it is now, and as this platform shows it. */
  draw(card: Card, platform: PlatformName): Promise<Message | null>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Every feature, in the order of help and home. */
export function createFeatures(
  doctor: Parameters<typeof createSetup>[0]['doctor'],
  retention: Retention = defaultRetention,
  lookAround?: (channelId: number) => void,
  vault?: Vault,
  feedAddress?: FeedAddress,
  planAddress?: PlanAddress,
): Feature[] {
  const gathering = createGathering({
    async nextAsk(personId, ctx) {
      const moments = await Promise.all(features.map((feature) => feature.nextAsk?.(personId, ctx) ?? null))
      return moments.filter((moment) => moment !== null).sort((a, b) => a.getTime() - b.getTime())[0] ?? null
    },
  })
  const features: Feature[] = [
    standup,
    portfolio,
    whatif,
    scope,
    createVoting({ vault }),
    steering,
    createRetro({ vault }),
    decisions,
    actions,
    celebrations,
    kudos,
    createAlignment({ address: feedAddress }),
    prioritization,
    raci,
    createPulse({ vault }),
    assumptions,
    experiments,
    createKickoff({ address: planAddress }),
    guards,
    createSetup({ features: () => features, doctor, ...(lookAround && { lookAround }) }),
    linking,
    gathering,
    createRetention(() => features, retention),
  ]
  return features
}

export function createApp({
  db,
  clock,
  log,
  senders,
  retention,
  naming = defaultNaming,
  doctor,
  vault,
  feedAddress,
  planAddress,
}: AppOptions): App {
  const commands = () => features.flatMap((feature) => feature.commands ?? [])
  const menus = () => menusOf(features)
  const features = createFeatures(
    (ctx) => examine(ctx, { db, clock, commands, menus, naming, ...doctor }),
    retention,
    (channelId) =>
      void lookAround(db.read, channelId, senders()).catch((error) => log.warn('setup.roster', errorFields(error))),
    vault,
    feedAddress,
    planAddress,
  )
  const drawers: Record<string, CardDrawer> = { [dayCardKind]: drawDayMessage }
  const jobs: Record<string, JobDefinition> = {}
  for (const feature of features) {
    Object.assign(drawers, feature.cards)
    Object.assign(jobs, feature.jobs)
  }

  function houseOf(read: Tx): House {
    const house: House = {
      draw({ kind, key }: Card): Promise<Message | null> {
        const drawer = drawers[kind]
        if (!drawer) throw new Error(`No feature draws ${kind}`)
        return drawer(key, read, clock.now(), house)
      },
      async waiting(personId) {
        const parts = await Promise.all(
          features.map(({ waiting }) => waiting?.(personId, { now: clock.now(), tx: read }) ?? []),
        )
        return parts.flat()
      },
      readers: (channelId) => readersOf(read, channelId, senders()),
      snapshot: db.snapshot,
    }
    return house
  }

  // No card leaves the house but through here.
  const draw: App['draw'] = async (card, platform) =>
    spoken(await houseOf(remembering(db.read)).draw(card), naming, platform)
  const outbox = createOutbox({
    db,
    senders,
    destinationOf,
    draw,
    lost: (tx, channelId) => chat.apply(tx, { facts: [{ fact: 'channel.lost', channelId }] }, clock.now()),
    log,
  })
  const chat = createDispatch({
    features,
    db,
    identities: createIdentities(db),
    outbox,
    whereabouts: createWhereabouts(db, senders),
    firstTime,
    clock,
    log,
    naming,
  })
  const runner = createRunner({ db, clock, jobs, apply: chat.apply, kick: () => outbox.kick(), log })

  return {
    features,
    chat,
    outbox,
    runner,
    draw,
    async start() {
      await db.transact((tx) => putSweep(tx, clock.now()))
      outbox.start()
      runner.start()
    },
    async stop() {
      await runner.stop()
      await outbox.stop()
    },
  }
}
