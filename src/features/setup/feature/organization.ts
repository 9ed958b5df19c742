/** Help, home, doctor: about Tandem itself. */
import type { Command, Context, Feature, Outcome } from '../../../chat/feature.ts'
import { helpFor, helpMessage } from '../../../chat/help.ts'
import type { Block } from '../../../chat/message.ts'
import type { Finding } from '../../../chat/ports.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { crewsOf } from '../../../people/crews.ts'
import { sideName } from './words.ts'

export interface SetupOptions {
  /** Everything the bot does, known only once all features are listed. */
  features: () => Feature[]
  doctor: (ctx: Context) => Promise<Finding[]>
  /** Asks who is in this channel, for the next who looks; nothing waits for it. */
  lookAround?: (channelId: number) => void
}

export function help(words: string | undefined, { place }: Context, { features }: SetupOptions): Outcome {
  const commands = allCommands(features())
  if (!words) return tell(helpMessage(commands, place.platform))
  return tell(helpFor(words, commands) ?? `There is no command "${words}". ${command('help')} lists everything.`)
}

export function allCommands(features: Feature[]): Command[] {
  return features.flatMap(({ commands }) => commands ?? [])
}

export async function home({ features }: SetupOptions, ctx: Context): Promise<Outcome> {
  const parts = await Promise.all(features().map(({ home: own }) => own?.(ctx) ?? []))
  const blocks = parts.flat()
  const empty: Block = { block: 'text', text: `You are in no crew yet. ${command('setup')} makes one.` }
  return tell({
    summary: 'Your Tandem',
    blocks: [
      { block: 'heading', text: `Hello ${ctx.actor.name}` },
      ...(blocks.length ? blocks : [empty]),
      { block: 'note', text: `${command('me')}: your settings · ${command('help')}: everything it does` },
    ],
  })
}

export const ownHome: NonNullable<Feature['home']> = async ({ actor, tx }) => {
  const crews = await crewsOf(tx, actor.id)
  if (crews.length === 0) return []
  return [
    {
      block: 'facts',
      facts: crews.map((crew) => ({
        label: crew.name,
        value: `${sideName(crew, actor.id)}; ${crew.channels.map(({ name }) => name).join(', ') || 'no channel'}`,
      })),
    },
  ]
}

export async function doctor({ doctor: examine }: SetupOptions, ctx: Context): Promise<Outcome> {
  if (!ctx.actor.admin) return tell(`The doctor is for organization admins. ${command('admins')} shows who they are.`)
  const reports = await examine(ctx)
  const advice = reports.flatMap(({ advice: one }) => (one ? [one] : []))
  return tell({
    summary: advice.length ? `Doctor: ${advice.length} to look at` : 'Doctor: all is well',
    blocks: [
      { block: 'heading', text: advice.length ? `${advice.length} to look at` : 'All is well' },
      { block: 'facts', facts: reports.map(({ label, value }) => ({ label, value })) },
      ...advice.map((text): Block => ({ block: 'text', text })),
    ],
  })
}
