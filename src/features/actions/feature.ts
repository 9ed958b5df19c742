/** Action items: what somebody promised to do by a day, from wherever it was promised, until it is done. */

import { z } from 'zod'
import { wordsArgument } from '../../chat/argument.ts'
import { type Card, type Command, type Feature, formDefinition, press } from '../../chat/feature.ts'
import { opening } from '../../chat/say.ts'
import { daysAgo } from '../../schedule/calendar.ts'
import { cancelJobs } from '../../schedule/jobs.ts'
import type {} from '../linking/facts.ts'
import type {} from '../setup/facts.ts'
import type {} from '../standup/facts.ts'
import type {} from './facts.ts'
import { done, drawDrop, drawHand, drawReplan, drop, handOver, met, replan } from './feature/changing.ts'
import { decide, drawDecide } from './feature/deciding.ts'
import { bare, cards, home, list, sharing, waiting } from './feature/looking.ts'
import { addLine, drawAdd, putWeek, saveAdd, wanted } from './feature/making.ts'
import { refreshed } from './feature/own.ts'
import { digested, jobs } from './feature/reminding.ts'
import { anyAction, openActionsOf, openAmong } from './store/reads.ts'
import { forgetActions, joinOwners, leaveCrew } from './store/writing.ts'

const ofAction = z.object({ action: z.number().int() })
const ofDecision = z.object({ decision: z.number().int() })
const ofCrew = z.object({ crew: z.number().int().nullable() })

const commands: Command[] = [
  {
    name: 'actions',
    summary: 'Show what you promised, in a crew’s channel what the crew did',
    run: (_args, ctx) => bare(ctx),
  },
  {
    name: 'actions add',
    summary: 'Add an action item: what, who, by when',
    args: [
      wordsArgument('what', 'what is to be done, in quotes', 'Call the payment provider'),
      { ...wordsArgument('who', 'who does it and by when', '@Paul by fri'), rest: true },
    ],
    run: ({ what, who }, ctx) => addLine(what as string | undefined, who as string | undefined, ctx),
  },
]

/** A card of a week that is over stays as it is; the others move with what stands on them. */
async function changing(all: Card[], read: Parameters<NonNullable<Feature['changing']>>[1]): Promise<Card[]> {
  const given = all.filter(({ kind }) => kind === 'actions.given')
  const open = new Set(
    await openAmong(
      read,
      given.map(({ key }) => Number.parseInt(key, 10)),
    ),
  )
  const kept: Card[] = given.filter(({ key }) => open.has(Number.parseInt(key, 10)))
  for (const card of all) {
    if (card.kind === 'actions.overdue') kept.push(card)
    if (card.kind === 'actions.week' && (await openActionsOf(read, Number(card.key.split(':')[1]))).length)
      kept.push(card)
  }
  return kept
}

export const actions: Feature = {
  name: 'actions',
  commands,
  jobs,
  cards,
  home,
  waiting,
  changing,
  presses: {
    ...sharing.presses,
    'actions.list': press(z.object({ crew: z.number().int().nullable(), skip: z.number().int().min(0) }), list),
    'actions.new': press(ofCrew, opening(drawAdd)),
    'actions.decide': press(ofDecision, opening(drawDecide)),
    'actions.done': press(ofAction, done),
    'actions.replan': press(ofAction, opening(drawReplan)),
    'actions.hand': press(ofAction, opening(drawHand)),
    'actions.drop': press(ofAction, opening(drawDrop)),
  },
  forms: {
    ...sharing.forms,
    'actions.add': formDefinition(ofCrew, drawAdd, saveAdd as never),
    'actions.decide': formDefinition(ofDecision, drawDecide, decide),
    'actions.replan': formDefinition(ofAction, drawReplan, replan),
    'actions.hand': formDefinition(ofAction, drawHand, handOver),
    'actions.drop': formDefinition(ofAction, drawDrop, drop),
  },
  facts: {
    'action.wanted': wanted,
    'action.met': met,
    'standup.digested': digested,
    async 'person.joined'({ personId, formerId }, { tx, now }) {
      const effects = []
      for (const id of await joinOwners(tx, personId, formerId)) {
        const action = await anyAction(tx, id)
        if (action) effects.push(...(await refreshed(tx, now, action)))
      }
      // Their week was told under the other account.
      if (effects.length) await putWeek(tx, personId, now)
      return { effects }
    },
    async 'crew.deleted'({ crewId }, { tx }) {
      await leaveCrew(tx, crewId)
      await cancelJobs(tx, 'actions.late', `${crewId}:`)
      return {}
    },
  },
  forget: ({ tx, now, retention }) => forgetActions(tx, daysAgo(now, retention.answerDays)),
}
