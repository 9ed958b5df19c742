/** Celebrations: what both sides reached together, drafted from the plan, confirmed by an owner, told to the crew. */

import { z } from 'zod'
import { wordsArgument } from '../../chat/argument.ts'
import { type CardDrawer, type Command, type Effect, type Feature, formDefinition, press } from '../../chat/feature.ts'
import { opening } from '../../chat/say.ts'
import type { Tx } from '../../db.ts'
import { crewById, crewsOf } from '../../people/crews.ts'
import { daysAgo } from '../../schedule/calendar.ts'
import { cancelJobs } from '../../schedule/jobs.ts'
import type {} from '../linking/facts.ts'
import type {} from '../portfolio/facts.ts'
import type {} from '../setup/facts.ts'
import { addedCard, celebrationCard, draftCard, storyCard } from './cards/card.ts'
import { addMissing, drawMissing, drawStory, react, tellStory } from './feature/adding.ts'
import { day, nextDay, personChanged, portfolioChanged, wanted } from './feature/anniversaries.ts'
import { announce, change, decline, drawChange, look, waiting } from './feature/confirming.ts'
import { draftLate, lapse, reached } from './feature/drafting.ts'
import { celebrate, drawHand, milestone, saveHand } from './feature/listing.ts'
import { readersOf, refreshed, viewOf } from './feature/own.ts'
import { reactionNames } from './rules/records.ts'
import { announcedIn, anyCelebration, forgetStories, joinCelebrated, unnamedAmong } from './store.ts'

const id = z.number().int()
const ofCelebration = z.object({ celebration: id })

const commands: Command[] = [
  {
    name: 'milestone',
    summary: 'Show milestones and celebrate one, or something that stands in no plan',
    alias: true,
    args: [
      wordsArgument('what', 'what is celebrated, in quotes, or the key of an initiative', 'Beta live'),
      wordsArgument('key', 'the key of an initiative', 'CHK'),
    ],
    run: ({ what, key }, ctx) => milestone(what as string | undefined, key as string | undefined, ctx),
  },
]

/** `key`: its id, then what else the card is about. */
const drawn =
  (
    draw: (view: NonNullable<Awaited<ReturnType<typeof viewOf>>>, more: number, read: Tx) => ReturnType<CardDrawer>,
  ): CardDrawer =>
  async (key, read, now) => {
    const [of = 0, more = 0] = key.split(/[.:]/).map(Number)
    const celebration = await anyCelebration(read, of)
    const view = celebration && (await viewOf(read, celebration, now))
    return view ? draw(view, more, read) : null
  }

/** What names them now reads without them, or with them again. */
async function renamed(tx: Tx, personId: number): Promise<Effect[]> {
  const crews = (await crewsOf(tx, personId)).map((crew) => crew.id)
  const named = (await announcedIn(tx, crews)).filter(({ words: { project, product } }) =>
    [...project, ...product].includes(personId),
  )
  return named.flatMap(refreshed)
}

export const celebrations: Feature = {
  name: 'celebrations',
  commands,
  waiting,
  home: ({ actor, now, tx }) => waiting(actor.id, { now, tx }),
  presses: {
    'celebrations.announce': press(ofCelebration, announce),
    'celebrations.change': press(ofCelebration, opening(drawChange)),
    'celebrations.decline': press(ofCelebration, decline),
    'celebrations.look': press(ofCelebration, look),
    'celebrations.missing': press(ofCelebration, opening(drawMissing)),
    'celebrations.story': press(ofCelebration, opening(drawStory)),
    'celebrations.react': press(ofCelebration.extend({ reaction: z.enum(reactionNames) }), react),
    'celebrations.celebrate': press(z.object({ deliverable: id }), celebrate),
  },
  forms: {
    'celebrations.change': formDefinition(ofCelebration, drawChange, change as never),
    'celebrations.missing': formDefinition(ofCelebration, drawMissing, addMissing),
    'celebrations.story': formDefinition(ofCelebration, drawStory, tellStory),
    'celebrations.hand': formDefinition(z.object({}), drawHand, saveHand),
  },
  cards: {
    'celebrations.card': drawn(async (view) => celebrationCard(view)),
    'celebrations.draft': drawn(async (view, _more, read) => {
      const crew = await crewById(read, view.celebration.crewId)
      return crew && draftCard(view, readersOf(crew))
    }),
    'celebrations.story': drawn(async (view, at, read) => {
      const by = view.celebration.words.stories[at]?.byId
      return storyCard(view, at, by !== undefined && !(await unnamedAmong(read, [by])).has(by))
    }),
    'celebrations.added': drawn(async (view, personId) => addedCard(view, personId)),
  },
  jobs: {
    'celebrations.draft': { late: 'run', run: draftLate },
    'celebrations.lapse': { late: 'run', run: lapse },
    'celebrations.day': { late: 'run', run: day, failed: nextDay },
  },
  facts: {
    'portfolio.reached': reached,
    async 'portfolio.changed'(changed, ctx) {
      if (changed.of === 'plan') await portfolioChanged(changed, ctx)
      return {}
    },
    async 'person.changed'({ personId }, ctx) {
      await personChanged({ personId }, ctx)
      return { effects: await renamed(ctx.tx, personId) }
    },
    async 'crew.changed'({ crewId }, { tx, now }) {
      await wanted(tx, await crewById(tx, crewId), now)
      return {}
    },
    async 'crew.deleted'({ crewId }, { tx }) {
      await cancelJobs(tx, 'celebrations.day', `${crewId}:`)
      return {}
    },
    async 'person.joined'({ personId, formerId }, { tx }) {
      const ids = await joinCelebrated(tx, personId, formerId)
      return { effects: ids.flatMap((one) => refreshed({ id: one })) }
    },
  },
  forget: ({ tx, now, retention }) => forgetStories(tx, daysAgo(now, retention.answerDays)),
}
