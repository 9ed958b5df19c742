/** Guards: no side falls silent, no unlikely day is promised by one side alone, and no time moves away unheard. */
import { z } from 'zod'
import { type Feature, formDefinition, press } from '../../chat/feature.ts'
import { opening } from '../../chat/say.ts'
import { daysBefore } from '../../schedule/calendar.ts'
import { cancelJobs } from '../../schedule/jobs.ts'
import type {} from '../linking/facts.ts'
import type {} from '../portfolio/facts.ts'
import type {} from '../setup/facts.ts'
import type {} from '../standup/facts.ts'
import type {} from './facts.ts'
import { begun, day, nextDay, planChanged } from './feature/daily.ts'
import { drawMove, drawSettled, leaving, settled } from './feature/moved.ts'
import {
  cosign,
  drawPromise,
  drawPromised,
  drawRefuse,
  promiseGiven,
  saveRefuse,
  weighOn,
} from './feature/promising.ts'
import { askNow, drawAnswer, drawAsked, drawHeard, drawSilence, findRight, saveAnswer } from './feature/silent.ts'
import { changing, waiting } from './feature/waiting.ts'
import { joinInPromises } from './store/promises.ts'
import { forgetSilences, joinInSilences } from './store/silences.ts'

const ofPromise = z.object({ promise: z.number().int(), on: z.string() })
const ofSilence = z.object({ silence: z.number().int() })

export const guards: Feature = {
  name: 'guards',
  presses: {
    'guards.cosign': press(ofPromise, cosign),
    'guards.refuse': press(ofPromise, opening(drawRefuse)),
    'guards.ask': press(ofSilence, askNow),
    'guards.right': press(ofSilence, findRight),
    'guards.answer': press(ofSilence, opening(drawAnswer)),
  },
  forms: {
    'guards.refuse': formDefinition(ofPromise, drawRefuse, saveRefuse),
    'guards.answer': formDefinition(ofSilence, drawAnswer, saveAnswer),
  },
  cards: {
    'guards.promise': drawPromise,
    'guards.promised': drawPromised,
    'guards.silence': drawSilence,
    'guards.asked': drawAsked,
    'guards.heard': drawHeard,
    'guards.move': drawMove,
    'guards.settled': drawSettled,
  },
  jobs: {
    'guards.day': { late: 'run', run: day, failed: nextDay },
    'guards.weigh': { late: 'run', run: weighOn },
  },
  facts: {
    'promise.given': promiseGiven,
    'allocation.leaving': leaving,
    'allocation.settled': settled,
    async 'portfolio.changed'({ of, initiativeIds, crewIds }, { tx, now }) {
      if (of !== 'plan') return {}
      await planChanged(initiativeIds, { tx, now })
      for (const crewId of crewIds) await begun(tx, crewId, now)
      return {}
    },
    async 'crew.started'({ crewId }, { tx, now }) {
      await begun(tx, crewId, now)
      return {}
    },
    // Crews that were there before this was.
    async 'standup.digested'({ crewId }, { tx, now }) {
      await begun(tx, crewId, now)
      return {}
    },
    async 'crew.deleted'({ crewId }, { tx }) {
      await cancelJobs(tx, 'guards.day', `${crewId}:`)
      return {}
    },
    async 'person.joined'({ personId, formerId }, { tx }) {
      await joinInPromises(tx, personId, formerId)
      await joinInSilences(tx, personId, formerId)
      return {}
    },
  },
  waiting,
  home: ({ actor, now, tx }) => waiting(actor.id, { now, tx }),
  changing,
  forget: ({ tx, now, retention }) => forgetSilences(tx, daysBefore(now, retention.answerDays)),
}
