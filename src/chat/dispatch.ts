/** From what a person did to a handler and back: who they are, one transaction, effects into the outbox, an answer. */
import { type BoundaryLog, guarded } from './boundary.ts'
import { type Parsed, parse } from './commandline.ts'
import { createEvents } from './events.ts'
import type {
  Answer,
  Consequence,
  Context,
  Effect,
  Fact,
  Feature,
  FormDefinition,
  Outcome,
  Progress,
  Refusal,
} from './feature.ts'
import type { Form, RawValues } from './form.ts'
import { helpMessage } from './help.ts'
import { isMeant, withWayBack } from './meant.ts'
import { merged } from './merged.ts'
import type { Instant } from './message.ts'
import { defaultNaming, type Naming } from './naming.ts'
import type { Chat, FirstTime, Identities, Origin, Outbox, Reply, Transactions, Tx, Whereabouts } from './ports.ts'
import { read, storable, storableRaw } from './read.ts'
import { RolledBack, rolledBack } from './rolledback.ts'
import { notTaken, refusal, tell, telling } from './say.ts'
import { spoken } from './spoken.ts'
import { outdated, unknownCommand } from './unknown.ts'

export interface DispatchOptions {
  features: Feature[]
  db: Transactions
  identities: Identities
  outbox: Outbox
  /** Absent where no platform tells who comes and goes. */
  whereabouts?: Whereabouts
  firstTime: FirstTime
  clock: { now(): Instant }
  log: BoundaryLog
  naming?: Naming
}

export interface Dispatch extends Chat {
  /** For jobs: facts to their hearers and effects to the outbox, in the job's transaction. */
  apply(tx: Tx, consequence: Consequence, now: Instant): Promise<void>
}

const stranger = 'Tandem does not know your account yet. Ask an admin of your organization to add you.'
const factDepth = 5

export function createDispatch(options: DispatchOptions): Dispatch {
  const { features, db, identities, outbox, firstTime, clock, log, naming = defaultNaming } = options
  const commands = features.flatMap((feature) => feature.commands ?? [])
  const presses = merged(features.map(({ presses }) => presses))
  const forms = merged(features.map(({ forms }) => forms))
  const menus = merged(features.map(({ menus }) => menus))

  /** True where there is something to deliver. */
  async function follow(tx: Tx, organizationId: number | null, outcome: Consequence, now: Instant): Promise<boolean> {
    // All effects of a transaction at once: the outbox locks what they touch in one order.
    const effects = [...(outcome.effects ?? []), ...(await raise(tx, outcome.facts ?? [], now, 0))]
    if (effects.length) await outbox.put(tx, organizationId, effects, now)
    return effects.length > 0
  }

  /** What follows from what others hear. */
  async function raise(tx: Tx, facts: Fact[], now: Instant, depth: number): Promise<Effect[]> {
    if (facts.length && depth > factDepth) throw new Error('Facts raise each other without end')
    const following: Effect[] = []
    for (const fact of facts) {
      for (const { facts: hearers } of features) {
        const hear = hearers?.[fact.fact] as
          | ((fact: Fact, ctx: { now: Instant; tx: Tx }) => Promise<Consequence>)
          | undefined
        if (!hear) continue
        const { effects, facts: more } = await hear(fact, { now, tx })
        following.push(...(effects ?? []), ...(await raise(tx, more ?? [], now, depth + 1)))
      }
    }
    return following
  }

  /** `form` is what to show again when the handler refuses. */
  type Handled = { outcome: Outcome; again?: { form: Form; raw: RawValues } }

  async function act(
    origin: Origin,
    handler: string,
    work: (ctx: Context) => Promise<Handled>,
    repeated: Reply,
    progress: Progress = () => {},
  ): Promise<Reply> {
    let due = false
    const reply = await guarded(log, { handler }, async () => {
      const who = await identities.resolve(origin)
      if (!who) return { ...telling(stranger), notTaken: true }
      const { actor, place } = who
      let again: Handled['again']
      let next = work
      for (;;) {
        const now = clock.now()
        const done = await rolledBack(() =>
          db.transact(async (tx): Promise<Reply> => {
            if (origin.once && !(await firstTime(tx, origin.platform, origin.once, now))) return repeated
            const handled = await next({ actor, place, now, tx })
            again = handled.again ?? again
            const refused = refusal({ outcome: handled.outcome, ...(again && { again }) })
            if (refused) throw new RolledBack(refused)
            if (handled.outcome.later) throw new RolledBack({ later: handled.outcome.later })
            await identities.noteActed?.(tx, who, now)
            due = await follow(tx, actor.organizationId, handled.outcome, now)
            return (handled.outcome.answer as Exclude<Answer, { do: 'refuse' }> | undefined) ?? { do: 'nothing' }
          }),
        )
        if (!('later' in done)) return done
        const finish = await done.later(db.snapshot, progress)
        next = async (ctx) => ({ outcome: await finish(ctx) })
      }
    })
    if (due) outbox.kick()
    return spoken(reply, naming, origin.platform)
  }

  async function runCommand(parsed: Parsed, ctx: Context): Promise<Handled> {
    if ('bare' in parsed) {
      const home = commands.find(({ name }) => name === 'home')
      return { outcome: home ? await home.run({}, ctx) : tell(helpMessage(commands, ctx.place.platform)) }
    }
    if ('unknown' in parsed) {
      for (const { overheard } of ctx.place.channelId === undefined ? [] : features) {
        const outcome = await overheard?.(parsed.unknown, ctx)
        if (outcome) return { outcome }
      }
      return { outcome: tell(unknownCommand(parsed.unknown, parsed.nearest)) }
    }
    if ('problem' in parsed) return { outcome: tell(parsed.problem) }
    return { outcome: await parsed.command.run(parsed.args, ctx) }
  }

  /** A form as it is now, with what it is about. */
  async function drawForm(
    id: string,
    value: unknown,
    ctx: Context,
  ): Promise<Refusal | { definition: FormDefinition; about: unknown; form: Form }> {
    const definition = forms.get(id)
    const parsed = definition?.value.safeParse(value)
    if (!definition || !parsed?.success) return { refused: outdated() }
    const form = await definition.draw(parsed.data, ctx)
    return 'refused' in form ? form : { definition, about: parsed.data, form }
  }

  return {
    command: (origin, text) =>
      act(origin, 'command', (ctx) => runCommand(parse(storable(text), commands, naming, ctx), ctx), { do: 'nothing' }),

    press: (origin, id, value) =>
      act(
        origin,
        id,
        async (ctx) => {
          const press = presses.get(id)
          const parsed = press?.value.safeParse(value)
          if (!press || !parsed?.success) return { outcome: tell(outdated()) }
          return { outcome: await press.run(parsed.data, ctx) }
        },
        { do: 'nothing' },
      ),

    submit: (origin, id, value, raw, progress) =>
      act(
        origin,
        id,
        async (ctx) => {
          const drawn = await drawForm(id, value, ctx)
          if ('refused' in drawn) return { outcome: notTaken(drawn.refused) }
          const { definition, about, form } = drawn
          const result = read(form, raw)
          const again = { form, raw: storableRaw(raw) }
          if ('errors' in result) return { outcome: { answer: { do: 'refuse', errors: result.errors } }, again }
          return { outcome: await definition.submit(result.values, about, ctx), again }
        },
        telling('This was saved already. Nothing was added.'),
        progress,
      ),

    open: (origin, id, value) =>
      act(
        origin,
        id,
        async (ctx) => {
          const drawn = await drawForm(id, value, ctx)
          return { outcome: 'refused' in drawn ? tell(drawn.refused) : { answer: { do: 'open', form: drawn.form } } }
        },
        { do: 'nothing' },
      ),

    menu: (origin, id, message) =>
      act(
        origin,
        id,
        async (ctx) => {
          const menu = menus.get(id)
          if (!menu) return { outcome: tell(outdated('action')) }
          return { outcome: await menu.run({ ...message, text: storable(message.text) }, ctx) }
        },
        { do: 'nothing' },
      ),

    text: (origin, text) =>
      act(
        origin,
        'text',
        async (ctx) => {
          const words = storable(text)
          const parsed = parse(words, commands, naming, ctx)
          if (isMeant(words, parsed, naming)) return runCommand(parsed, ctx)
          for (const { text: hear } of features) {
            const outcome = await hear?.(words, ctx)
            if (outcome) return { outcome: withWayBack(outcome, words, parsed) }
          }
          return runCommand(parsed, ctx)
        },
        { do: 'nothing' },
      ),

    event: createEvents({
      ...options,
      follow: async (tx, consequence, now) => {
        await follow(tx, null, consequence, now)
      },
    }),

    async apply(tx, consequence, now) {
      await follow(tx, null, consequence, now)
    },
  }
}
