/** Kickoff: what both sides should know at the start, the unified plan on one card, and how confident they are of it. */

import { z } from 'zod'
import { initiativeArgument } from '../../chat/argument.ts'
import { type Feature, formDefinition, press } from '../../chat/feature.ts'
import { opening } from '../../chat/say.ts'
import { again, begin, drawAgain, drawBegin } from './feature/beginning.ts'
import { act, drawAct, drawConcern, home, pass, saveConcern, unsay, waiting } from './feature/concerns.ts'
import { cardsOf, type PlanAddress, pageLink, readAll } from './feature/drawing.ts'
import { drawPick, kickoff, pick, sharing, showById } from './feature/looking.ts'
import { changing, facts, forget } from './feature/people.ts'

const ofInitiative = z.object({ initiative: z.number().int() })
const ofKickoff = z.object({ kickoff: z.number().int() })

/** `address`: where its page can be reached; absent where this house cannot be. */
export function createKickoff({ address }: { address?: PlanAddress | undefined } = {}): Feature {
  return {
    name: 'kickoff',
    commands: [
      {
        name: 'kickoff',
        summary: 'Show what is there for the start of an initiative, and begin it',
        args: [initiativeArgument],
        run: ({ key }, ctx) => kickoff(key as string | undefined, ctx),
      },
    ],
    presses: {
      ...sharing.presses,
      'kickoff.show': press(ofInitiative, showById),
      'kickoff.begin': press(ofInitiative, opening(drawBegin)),
      'kickoff.again': press(ofKickoff, opening(drawAgain)),
      'kickoff.concern': press(ofKickoff, opening(drawConcern)),
      'kickoff.pass': press(ofKickoff, pass),
      'kickoff.unsay': press(ofKickoff, unsay),
      'kickoff.act': press(ofKickoff, opening(drawAct)),
      'kickoff.read': press(ofKickoff, (value, ctx) => readAll(value, ctx, address)),
      'kickoff.page': press(ofKickoff, (value, ctx) => pageLink(value, ctx, address)),
    },
    forms: {
      ...sharing.forms,
      'kickoff.pick': formDefinition(z.object({}), drawPick, pick as never),
      'kickoff.begin': formDefinition(ofInitiative, drawBegin, begin as never),
      'kickoff.again': formDefinition(ofKickoff, drawAgain, again as never),
      'kickoff.concern': formDefinition(ofKickoff, drawConcern, saveConcern),
      'kickoff.act': formDefinition(ofKickoff, drawAct, act as never),
    },
    cards: { ...sharing.cards, ...cardsOf(address) },
    facts,
    forget,
    changing,
    waiting,
    home,
  }
}
