/** Words that came as plain text, or in a form that is refused: kept as the start of the current answer, or given back. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { participationsAsked, readRound } from '../../../rounds/store.ts'
import { formatDay } from '../../../schedule/calendar.ts'
import { answerForm } from '../cards/prompt.ts'
import { wordsBack, wordsKept } from '../cards/words.ts'
import { answerOf, keepDraft } from '../store/answers.ts'
import { type OwnRound, ownRound } from './own.ts'
import { currentRound, promptRecords } from './records.ts'
import { promptCardOf } from './rounds.ts'

/** What was written to the bot while it had asked; nothing is sent by itself. */
export async function keepText(text: string, ctx: Context): Promise<Outcome | undefined> {
  const [latest] = await participationsAsked(ctx.tx, ctx.actor.id)
  const own = latest && (await ownRound(latest.roundId, ctx))
  if (!own || 'refused' in own) return undefined
  return keep(own, text, 'Kept as the start of your stand-up answer. Nothing has been sent yet.', ctx)
}

async function keep({ found }: OwnRound, text: string, said: string, ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  await keepDraft(tx, found.round.id, actor.id, text)
  const records = await promptRecords(tx, found, actor.id, now)
  return {
    ...tell(records ? wordsKept(said, answerForm(records)) : said),
    effects: [{ do: 'refresh', card: promptCardOf(found.round, actor.id) }],
  }
}

/** An answer that cannot be taken: its words are kept for the current round where that is still to be answered. */
export async function refusedWords(
  refused: string,
  values: Record<string, unknown>,
  roundId: number,
  ctx: Context,
): Promise<Outcome> {
  const stored = (await answerOf(ctx.tx, roundId, ctx.actor.id))?.parts ?? []
  const texts = Object.entries(values).flatMap(([field, value]) => {
    const text = field !== 'helper' && typeof value === 'string' ? value.trim() : ''
    return text && !stored.some((part) => part.text === text) ? [text] : []
  })
  const current = texts.length ? await currentOf(roundId, ctx) : null
  if (!current || current.records.answer) return notTaken(wordsBack(refused, texts))
  const day = formatDay(current.found.round.day)
  return keep(
    current,
    texts.join('\n'),
    `${refused} What you wrote is kept as the start of your answer for ${day}.`,
    ctx,
  )
}

/** The round after that one which this person can answer now. */
async function currentOf(roundId: number, ctx: Context): Promise<OwnRound | null> {
  const round = await readRound(ctx.tx, roundId)
  const current = round && (await currentRound(ctx.tx, round.ritualId, ctx.actor.id, ctx.now))
  const own = current && (await ownRound(current.id, ctx))
  return own && !('refused' in own) ? own : null
}
