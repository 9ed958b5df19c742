/** Notes that were typed: in person they are offered back in the form, in the open an anonymous one is not taken. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import type { Block } from '../../../chat/message.ts'
import { opened, sentence, tell } from '../../../chat/say.ts'
import { nameOf, type RetroRecord } from '../rules/records.ts'
import { openRetroOf, openRetrosWith } from '../store/retros.ts'
import { drawNote } from './noting.ts'
import { meant } from './showing.ts'

const writeButton = (retro: RetroRecord): Block => ({
  block: 'buttons',
  buttons: [{ press: 'retro.write', label: 'Write notes', value: { retro: retro.id }, opens: true, style: 'primary' }],
})

/** A word or two is a command that was mistyped. */
const fewestWords = 3

/** The sentence never holds what was typed: it may stand where others read it. */
function refused(retro: RetroRecord): Outcome {
  return tell(
    sentence(
      `${nameOf(retro)} is anonymous, and this was typed in the channel, under your name. It was not taken. Delete your message, and write it in the form: nobody sees there who it is from.`,
      [writeButton(retro)],
    ),
  )
}

/** Addressed to the bot in a channel, and no command. */
export async function overheard(text: string, ctx: Context): Promise<Outcome | undefined> {
  const { crewId } = ctx.place
  const retro = crewId === undefined ? null : await openRetroOf(ctx.tx, crewId)
  if (!retro?.anonymous || retro.phase !== 'collect') return undefined
  const named = retro.format.columns.some(({ name }) => text.toLowerCase().startsWith(name.toLowerCase()))
  if (!named && text.trim().split(/\s+/).length < fewestWords) return undefined
  return refused(retro)
}

/** `/tandem retro note ...`: in the form, with what was typed in its first field. */
export async function noteCommand(text: string | undefined, ctx: Context): Promise<Outcome> {
  const of = await meant(ctx)
  const crews = 'crew' in of ? [of.crew] : of.choose
  for (const crew of crews) {
    const retro = await openRetroOf(ctx.tx, crew.id)
    if (retro?.phase !== 'collect') continue
    // Of a slash command nobody else reads a word; a mention cannot be told from it here.
    if (text && retro.anonymous && ctx.place.channelId !== undefined) return refused(retro)
    const form = await drawNote({ retro: retro.id }, ctx, text)
    return opened(form)
  }
  return tell('None of your crews collects notes now.')
}

/** Written to the bot alone while notes are collected; nothing is taken by itself. */
export async function heard(text: string, ctx: Context): Promise<Outcome | undefined> {
  const retro = (await openRetrosWith(ctx.tx, ctx.actor.id)).find(({ phase }) => phase === 'collect')
  if (!retro || text.trim().split(/\s+/).length < fewestWords) return undefined
  const form = await drawNote({ retro: retro.id }, ctx, text)
  if ('refused' in form) return undefined
  return tell(
    sentence(`Is this a note for ${nameOf(retro)}? Nothing has been taken yet: put it into its column and add it.`, [
      { block: 'ask', form },
    ]),
  )
}
