/** Kudos: thanks from one person to others, before a crew or alone; across sides they stand out. No points, and nobody is counted. */
import { z } from 'zod'
import { type Command, type Effect, type Feature, formDefinition, press } from '../../chat/feature.ts'
import { opened } from '../../chat/say.ts'
import { crewById } from '../../people/crews.ts'
import { daysAgo } from '../../schedule/calendar.ts'
import type {} from '../linking/facts.ts'
import type {} from '../setup/facts.ts'
import { dayCard, gotCard, kudosCard, monthCard } from './cards/kudos.ts'
import { drawSettings, gather, goOn, openSettings, saveSettings, thanksIn } from './feature/monthly.ts'
import { dayCardOf, dayIn, gotCardOf, oneCardOf, spanOf, viewsOf } from './feature/own.ts'
import { drawSay, drawThank, say as save, kudos as say, thank } from './feature/saying.ts'
import type { KudosRecord } from './rules/kudos.ts'
import { anyKudos, forgetKudos, joinThanked, namingThem, toldIn } from './store.ts'

const ofCrew = z.object({ crew: z.number().int().nullable() })
const ofCelebration = z.object({ celebration: z.number().int() })

const commands: Command[] = [
  {
    name: 'kudos',
    summary: 'Thank somebody, before the crew or alone',
    alias: true,
    args: [
      {
        name: 'thanks',
        expects: 'whom you thank and what for',
        example: '@Paul for the demo',
        optional: true,
        rest: true,
        parse: (text) => ({ value: text }),
      },
    ],
    run: ({ thanks }, ctx) => say(thanks as string | undefined, ctx),
  },
  {
    name: 'kudos settings',
    summary: 'Gather the thanks of the month for your crew, or no more',
    run: (_args, ctx) => openSettings(ctx),
  },
]

/** Every card that names who said it and to whom. */
async function refreshed(read: Parameters<typeof anyKudos>[0], all: KudosRecord[]): Promise<Effect[]> {
  const effects: Effect[] = []
  for (const kudos of all) {
    const crew = kudos.crewId === null ? null : await crewById(read, kudos.crewId)
    const cards = [oneCardOf(kudos), ...kudos.to.map((id) => gotCardOf(kudos, id))]
    if (crew) cards.push(dayCardOf(crew.id, dayIn(crew, kudos.at)))
    effects.push(...cards.map((card): Effect => ({ do: 'refresh', card })))
  }
  return effects
}

export const kudos: Feature = {
  name: 'kudos',
  commands,
  presses: {
    'kudos.new': press(ofCrew, async (value, ctx) => {
      const form = await drawSay(value, ctx)
      return opened(form)
    }),
    'kudos.thank': press(ofCelebration, async (value, ctx) => {
      const form = await drawThank(value, ctx)
      return opened(form)
    }),
  },
  forms: {
    'kudos.say': formDefinition(ofCrew, drawSay, save as never),
    'kudos.thank': formDefinition(ofCelebration, drawThank, thank),
    'kudos.settings': formDefinition(ofCrew, drawSettings, saveSettings as never),
  },
  cards: {
    'kudos.one': async (key, read) => {
      const found = await anyKudos(read, Number(key))
      const [view] = found ? await viewsOf(read, [found]) : []
      return view ? kudosCard(view) : null
    },
    'kudos.got': async (key, read) => {
      const found = await anyKudos(read, Number.parseInt(key, 10))
      const [view] = found ? await viewsOf(read, [found], true) : []
      const crew = found?.crewId ? await crewById(read, found.crewId) : null
      return view ? gotCard(view, !view.kudos.public, crew?.name ?? null) : null
    },
    'kudos.day': async (key, read) => {
      const [id = '', day = ''] = key.split('.')
      const crew = await crewById(read, Number(id))
      const told = crew ? await toldIn(read, crew.id, ...spanOf(day, day, crew.zone)) : []
      return crew && told.length ? dayCard(crew, day, await viewsOf(read, told)) : null
    },
    'kudos.month': async (key, read) => {
      const [id = '', month = ''] = key.split('.')
      const crew = await crewById(read, Number(id))
      const told = crew ? await thanksIn(read, crew, month) : []
      return crew && told.length ? monthCard(crew, month, await viewsOf(read, told)) : null
    },
  },
  jobs: { 'kudos.month': { late: 'run', run: gather, failed: goOn } },
  facts: {
    async 'person.changed'({ personId }, { tx }) {
      return { effects: await refreshed(tx, await namingThem(tx, personId)) }
    },
    async 'person.joined'({ personId, formerId }, { tx }) {
      return { effects: await refreshed(tx, await joinThanked(tx, personId, formerId)) }
    },
  },
  forget: ({ tx, now, retention }) => forgetKudos(tx, daysAgo(now, retention.answerDays)),
}
