/** The portfolio: objectives, initiatives and their plans, by chat and by file. */

import { z } from 'zod'
import {
  type Argument,
  type Command,
  type Feature,
  formDefinition,
  type PressDefinition,
  press,
} from '../../chat/feature.ts'
import { opened } from '../../chat/say.ts'
import { daysAgo, toLocal } from '../../schedule/calendar.ts'
import { outcomeCard } from './cards/outcome.ts'
import type {} from './facts.ts'
import { allocate, around, drawAllocate, drawStakeholder, saveStakeholder } from './feature/around.ts'
import {
  drawDeliverable,
  drawProgress,
  drawWhich,
  goOn,
  reportProgress,
  saveDeliverable,
} from './feature/deliverables.ts'
import { exportFile, type What } from './feature/files.ts'
import { gateCards, gateForms, gateJobs, gatePresses } from './feature/gates.ts'
import { facts } from './feature/heard.ts'
import { drawImport, importFile } from './feature/importing.ts'
import {
  drawInitiative,
  drawResults,
  drawWhy,
  initiative,
  saveInitiative,
  saveResults,
  saveWhy,
} from './feature/initiatives.ts'
import {
  askOutcome,
  checkLater,
  deliver,
  drawBaseline,
  drawDeliver,
  drawLater,
  drawRealize,
  outcomeRecords,
  realize,
  setBaseline,
} from './feature/lifecycle.ts'
import { drawLink, saveLink } from './feature/links.ts'
import { book, drawBook, drawMoney, saveMoney } from './feature/money.ts'
import { moveForms, moveJobs, movePresses } from './feature/moving.ts'
import {
  changeResult,
  drawChangeResult,
  drawKeyResult,
  drawObjective,
  drawReading,
  drawWhichResult,
  goOnResult,
  objectives,
  openWhichResult,
  saveKeyResult,
  saveObjective,
  saveReading,
} from './feature/objectives.ts'
import { plan, planOf } from './feature/plan.ts'
import { rateCommands, rateForms, ratePresses } from './feature/rates.ts'
import { riskCards, riskForms, riskJobs, riskPresses } from './feature/risks.ts'
import { viewCards, viewCommands, viewForms, viewPresses } from './feature/views.ts'
import { readWord } from './rules/words.ts'
import { forgetMoves } from './store/moves.ts'
import { keyResultLinks, keyResultsOf } from './store/objectives.ts'

const ofInitiative = z.object({ initiative: z.number().int() })
const maybeInitiative = z.object({ initiative: z.number().int().nullable() })
const ofDeliverable = z.object({ initiative: z.number().int(), deliverable: z.number().int().nullable() })
const ofObjective = z.object({ objective: z.number().int() })
const maybeObjective = z.object({ objective: z.number().int().nullable() })
const ofResult = z.object({ result: z.number().int() })
const nothing = z.object({})

export const keyArgument: Argument = {
  name: 'key',
  expects: 'the key of an initiative',
  example: 'CHK',
  optional: true,
  parse: (text) => ({ value: text }),
}

const whatArgument: Argument = {
  name: 'what',
  expects: 'plan or costs',
  example: 'plan',
  optional: true,
  parse(text) {
    const read = readWord<What>(text, { plan: 'Plan', costs: 'Costs' })
    return 'ok' in read ? { value: read.ok } : read
  },
}

const key = (args: Record<string, unknown>) => args.key as string | undefined

const commands: Command[] = [
  {
    name: 'initiative',
    summary: 'Make an initiative, or show and change one',
    args: [keyArgument],
    run: (args, ctx) => initiative(key(args), ctx),
  },
  {
    name: 'objective',
    summary: 'Show objectives and key results, and add to them',
    run: (_args, ctx) => objectives(ctx),
  },
  {
    name: 'plan',
    summary: 'Show and change the plan of an initiative',
    args: [keyArgument],
    run: (args, ctx) => plan(key(args), ctx),
  },
  {
    name: 'plan import',
    summary: 'Paste a plan, costs or initiatives as CSV',
    run: async (_args, ctx) => opened(await drawImport({}, ctx)),
  },
  {
    name: 'plan export',
    summary: 'Download a plan, or all initiatives, as CSV',
    args: [keyArgument, whatArgument],
    run: (args, ctx) => exportFile(key(args), (args.what as What | undefined) ?? 'plan', ctx),
  },
  ...viewCommands,
  ...rateCommands,
]

/** Buttons that only open the form of the same name. */
const opening = {
  edit: press(ofInitiative, async (value, ctx) => opened(await drawInitiative(value, ctx))),
  results: press(ofInitiative, async (value, ctx) => opened(await drawResults(value, ctx))),
  'set-why': press(ofInitiative, async (value, ctx) => opened(await drawWhy(value, ctx))),
  money: press(ofInitiative, async (value, ctx) => opened(await drawMoney(value, ctx))),
  add: press(ofInitiative, async ({ initiative: id }, ctx) =>
    opened(await drawDeliverable({ initiative: id, deliverable: null }, ctx)),
  ),
  change: press(ofInitiative, async (value, ctx) => opened(await drawWhich(value, ctx))),
  progress: press(ofInitiative, async (value, ctx) => opened(await drawProgress(value, ctx))),
  link: press(ofInitiative, async (value, ctx) => opened(await drawLink(value, ctx))),
  book: press(ofInitiative, async (value, ctx) => opened(await drawBook(value, ctx))),
  baseline: press(ofInitiative, async (value, ctx) => opened(await drawBaseline(value, ctx))),
  deliver: press(ofInitiative, async (value, ctx) => opened(await drawDeliver(value, ctx))),
  realize: press(ofInitiative, async (value, ctx) => opened(await drawRealize(value, ctx))),
  'check-later': press(ofInitiative, async (value, ctx) => opened(await drawLater(value, ctx))),
  allocate: press(ofInitiative, async (value, ctx) => opened(await drawAllocate(value, ctx))),
  stakeholder: press(ofInitiative, async (value, ctx) => opened(await drawStakeholder(value, ctx))),
  objective: press(maybeObjective, async (value, ctx) => opened(await drawObjective(value, ctx))),
  'key-result': press(ofObjective, async (value, ctx) => opened(await drawKeyResult(value, ctx))),
  'change-result': press(ofResult, async (value, ctx) => opened(await drawChangeResult(value, ctx))),
  reading: press(ofObjective, async (value, ctx) => opened(await drawReading(value, ctx))),
} satisfies Record<string, PressDefinition>

const onTime = { late: 'run' as const }

export const portfolio: Feature = {
  name: 'portfolio',
  commands,
  facts,
  presses: {
    ...Object.fromEntries(Object.entries(opening).map(([name, definition]) => [`portfolio.${name}`, definition])),
    ...viewPresses,
    ...ratePresses,
    ...riskPresses,
    ...gatePresses,
    ...movePresses,
    'portfolio.plan': press(ofInitiative, (value, ctx) => planOf(value.initiative, ctx)),
    'portfolio.around': press(ofInitiative, around),
    'portfolio.which-result': press(ofObjective, openWhichResult),
  },
  forms: {
    ...viewForms,
    ...rateForms,
    ...riskForms,
    ...gateForms,
    ...moveForms,
    'portfolio.initiative': formDefinition(maybeInitiative, drawInitiative, saveInitiative),
    'portfolio.results': formDefinition(ofInitiative, drawResults, saveResults),
    'portfolio.set-why': formDefinition(ofInitiative, drawWhy, saveWhy),
    'portfolio.money': formDefinition(ofInitiative, drawMoney, saveMoney),
    'portfolio.deliverable': formDefinition(ofDeliverable, drawDeliverable, saveDeliverable),
    'portfolio.which': formDefinition(ofInitiative, drawWhich, goOn),
    'portfolio.progress': formDefinition(ofInitiative, drawProgress, reportProgress),
    'portfolio.link': formDefinition(ofInitiative, drawLink, saveLink),
    'portfolio.book': formDefinition(ofInitiative, drawBook, book),
    'portfolio.baseline': formDefinition(ofInitiative, drawBaseline, setBaseline),
    'portfolio.deliver': formDefinition(ofInitiative, drawDeliver, deliver),
    'portfolio.realize': formDefinition(ofInitiative, drawRealize, realize),
    'portfolio.check-later': formDefinition(ofInitiative, drawLater, checkLater),
    'portfolio.allocate': formDefinition(ofInitiative, drawAllocate, allocate),
    'portfolio.stakeholder': formDefinition(ofInitiative, drawStakeholder, saveStakeholder),
    'portfolio.objective': formDefinition(maybeObjective, drawObjective, saveObjective),
    'portfolio.key-result': formDefinition(ofObjective, drawKeyResult, saveKeyResult),
    'portfolio.which-result': formDefinition(ofObjective, drawWhichResult, goOnResult),
    'portfolio.change-result': formDefinition(ofResult, drawChangeResult, changeResult),
    'portfolio.reading': formDefinition(ofObjective, drawReading, saveReading),
    'portfolio.import': formDefinition(nothing, drawImport, importFile),
  },
  cards: {
    ...viewCards,
    ...riskCards,
    ...gateCards,
    async 'portfolio.outcome'(id, read, now) {
      const found = await outcomeRecords(id, read)
      if (!found) return null
      const { initiative: one, day } = found
      const links = await keyResultLinks(read, one.organizationId)
      const linked = new Set(links.flatMap((link) => (link.initiativeId === one.id ? [link.keyResultId] : [])))
      const results = await keyResultsOf(read, one.organizationId)
      return outcomeCard(
        one,
        day,
        results.filter((result) => linked.has(result.id)),
        toLocal(now, one.crew?.zone ?? 'UTC').day,
      )
    },
  },
  changing: async (cards) => cards.filter(({ kind }) => !(kind in viewCards)),
  jobs: {
    'portfolio.outcome': { ...onTime, run: askOutcome },
    ...riskJobs,
    ...gateJobs,
    ...moveJobs,
  },
  forget: ({ tx, now, retention }) => forgetMoves(tx, daysAgo(now, retention.answerDays)),
}
