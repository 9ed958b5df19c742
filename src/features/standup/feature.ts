/** The stand-up: one prompt per person, one digest in every channel of the crew. */
import { z } from 'zod'
import { type CardDrawer, type Feature, formDefinition, press } from '../../chat/feature.ts'
import { crewById, crewsOf } from '../../people/crews.ts'
import { participationOf } from '../../rounds/store.ts'
import { digestCard } from './cards/digest.ts'
import { answeredCard, blockerBlock, blockerCard, helpedCard, neededCard, questionCard } from './cards/items.ts'
import { answerFormValue, formerCard, promptCard, reminderCard } from './cards/prompt.ts'
import { deleteAnswer, drawAnswer, openAnswer, saveAnswer, skipRound } from './feature/answering.ts'
import { nextAsk } from './feature/asking.ts'
import { commands, pick } from './feature/commands.ts'
import { facts } from './feature/facts.ts'
import { changing, forget } from './feature/forgetting.ts'
import { drawReply, helpWith, openReply, resolve, saveReply } from './feature/helping.ts'
import { home } from './feature/home.ts'
import { jobs } from './feature/jobs.ts'
import { missing, readRoundAll, share } from './feature/looking.ts'
import { menus, raised, redrawAsk, redrawBlock, saveAsk, saveBlock, unask, unreport } from './feature/raising.ts'
import { digestRecords, promptRecords, roundOfCrew } from './feature/records.ts'
import { drawSettings, drawTry, saveSettings, tryAnswer, tryPromptNow } from './feature/settings.ts'
import { keepText } from './feature/words.ts'
import { answerOf } from './store/answers.ts'
import { blockerById, blockersNeeding, questionById } from './store/items.ts'

const round = z.object({ round: z.number().int() })
const crew = z.object({ crew: z.number().int() })
const blocker = z.object({ blocker: z.number().int() })
const question = z.object({ question: z.number().int() })
const span = z.object({ crew: z.number().int(), from: z.iso.date(), to: z.iso.date() })

const drawPrompt: (reminder: boolean) => CardDrawer = (reminder) => async (key, read, now) => {
  const [roundId = 0, personId = 0] = key.split(':').map(Number)
  const found = await roundOfCrew(read, roundId)
  if (!found) return null
  const records = await promptRecords(read, found, personId, now)
  if (!records) {
    const answer = await answerOf(read, roundId, personId)
    return answer && !answer.skipped ? formerCard(found.crew, found.round, answer) : null
  }
  const own = reminder ? await participationOf(read, roundId, personId) : null
  return own ? reminderCard(records, own.closesAt) : promptCard(records)
}

const drawBlocker = (draw: typeof neededCard): CardDrawer => {
  return async (key, read) => {
    const [blockerId = 0, personId = 0] = key.split(':').map(Number)
    const found = await blockerById(read, blockerId)
    const owner = found && (await crewById(read, found.crewId))
    return found && owner ? draw(found, owner, personId) : null
  }
}

const drawQuestion = (draw: typeof questionCard): CardDrawer => {
  return async (key, read) => {
    const found = await questionById(read, Number(key))
    const owner = found && (await crewById(read, found.crewId))
    return found && owner ? draw(found, owner) : null
  }
}

const picks = ['answer', 'now', 'skip', 'settings', 'report', 'history', 'export'] as const

export const standup: Feature = {
  name: 'standup',
  commands,
  menus,
  jobs,
  facts,
  home,
  presses: {
    'standup.open': press(round, (value, ctx) => openAnswer(value.round, ctx)),
    'standup.skip': press(round, (value, ctx) => skipRound(value.round, ctx)),
    'standup.delete': press(round, (value, ctx) => deleteAnswer(value.round, ctx)),
    'standup.read': press(round, readRoundAll),
    'standup.missing': press(round, missing),
    'standup.help': press(blocker, helpWith),
    'standup.resolve': press(blocker, resolve),
    'standup.reply': press(question, openReply),
    'standup.unreport': press(blocker, unreport),
    'standup.unask': press(question, unask),
    'standup.try': press(crew, tryPromptNow),
    'standup.share': press(span, share),
    'standup.settings': press(crew, async (value, ctx) => pick('settings', value, ctx)),
    ...Object.fromEntries(
      picks.map((then) => [`standup.pick-${then}`, press(crew, (value, ctx) => pick(then, value, ctx))]),
    ),
  },
  forms: {
    'standup.answer': formDefinition(answerFormValue, drawAnswer, saveAnswer),
    'standup.reply': formDefinition(question, drawReply, saveReply),
    'standup.block': formDefinition(raised, redrawBlock, saveBlock),
    'standup.ask': formDefinition(raised, redrawAsk, saveAsk),
    'standup.settings': formDefinition(crew, drawSettings, saveSettings),
    'standup.try': formDefinition(crew, drawTry, tryAnswer),
  },
  cards: {
    'standup.prompt': drawPrompt(false),
    'standup.reminder': drawPrompt(true),
    'standup.digest': async (key, read, now) => {
      const found = await roundOfCrew(read, Number(key))
      return found && digestCard(await digestRecords(read, found, now))
    },
    'standup.blocker': drawBlocker((one, of) => blockerCard(one, of, false)),
    'standup.raised': drawBlocker((one, of) => blockerCard(one, of, true)),
    'standup.needed': drawBlocker(neededCard),
    'standup.helped': drawBlocker(helpedCard),
    'standup.question': drawQuestion(questionCard),
    'standup.answered': drawQuestion(answeredCard),
  },
  text: keepText,
  forget,
  changing,
  nextAsk,
  async waiting(personId, { tx }) {
    const crews = new Map((await crewsOf(tx, personId)).map((of) => [of.id, of]))
    const needed = await blockersNeeding(tx, personId, [...crews.keys()])
    return needed.map((one) => blockerBlock(one, crews.get(one.crewId)?.zone ?? 'UTC'))
  },
}
