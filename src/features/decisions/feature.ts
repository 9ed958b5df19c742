/** Decisions: proposed by one side, heard by the other, accepted, superseded, reviewed; and made of what other features decide. */

import { z } from 'zod'
import {
  type Argument,
  type CardDrawer,
  type Command,
  type Feature,
  formDefinition,
  press,
} from '../../chat/feature.ts'
import type { Text } from '../../chat/message.ts'
import { opened } from '../../chat/say.ts'
import { decisionCard } from './cards/decision.ts'
import { drawEscalate, drawSay, know, press as pressAccept, saveEscalation, say, takeBack } from './feature/deciding.ts'
import { changing, facts } from './feature/facts.ts'
import { home, waiting } from './feature/home.ts'
import { exportFile, type FileKind, list, read, show } from './feature/looking.ts'
import { anyView } from './feature/own.ts'
import { menus, openChange, openSupersede, propose, redraw, save } from './feature/proposing.ts'
import { ask, drawReview, keep, submitReview } from './feature/reviewing.ts'
import { readNumber } from './rules/words.ts'

const ofDecision = z.object({ decision: z.number().int() })
const page = z.object({ words: z.string().max(500).nullable(), skip: z.number().int().min(0) })
const proposing = z.object({
  decision: z.number().int().nullish(),
  supersedes: z.number().int().nullish(),
  crew: z.number().int().nullish(),
  from: z.enum(['chat', 'message']).optional().catch(undefined),
  at: z.number().optional(),
})

const rest = (name: string, expects: string, example: string, optional: boolean): Argument => ({
  name,
  expects,
  example,
  ...(optional && { optional: true as const }),
  rest: true,
  parse: (text) => ({ value: text }),
})

const number: Argument = {
  name: 'number',
  expects: 'the number of a decision',
  example: 'DEC-7',
  parse(text) {
    const value = readNumber(text)
    return value === null ? { error: `"${text}" is not the number of a decision.` } : { value }
  },
}

const kind: Argument = {
  name: 'kind',
  expects: 'markdown or csv',
  example: 'csv',
  optional: true,
  parse(text) {
    const typed = text.trim().toLowerCase()
    if (['csv', 'table'].includes(typed)) return { value: 'csv' }
    if (['markdown', 'md'].includes(typed)) return { value: 'markdown' }
    return { error: `"${text}" is neither markdown nor csv.` }
  },
}

const commands: Command[] = [
  {
    name: 'decision',
    summary: 'Propose a decision, for the other side to be heard and yours to accept',
    alias: true,
    args: [rest('what', 'what is decided, in a sentence', 'Ship the beta without accounts', true)],
    run: (args, ctx) => propose(args.what as string | undefined, ctx),
  },
  {
    name: 'decision list',
    summary: 'Show the newest decisions',
    run: (_args, ctx) => list({ words: null, skip: 0 }, ctx),
  },
  {
    name: 'decision show',
    summary: 'Show one decision, whole',
    args: [number],
    run: (args, ctx) => show(Number(args.number), ctx),
  },
  {
    name: 'decision search',
    summary: 'Find decisions by their words',
    args: [rest('words', 'words that stand in it', 'guest checkout', false)],
    run: (args, ctx) => list({ words: String(args.words).slice(0, 500), skip: 0 }, ctx),
  },
  {
    name: 'decision export',
    summary: 'Download all decisions, as Markdown or CSV',
    args: [kind],
    run: (args, ctx) => exportFile((args.kind as FileKind | undefined) ?? 'markdown', ctx),
  },
]

const drawn = (lead?: Text): CardDrawer => {
  return async (key, read, now) => {
    const view = await anyView(read, Number.parseInt(key, 10), now)
    return view && decisionCard(view, lead === undefined ? {} : { lead })
  }
}

export const decisions: Feature = {
  name: 'decisions',
  commands,
  menus,
  facts,
  changing,
  home,
  waiting,
  presses: {
    'decisions.accept': press(ofDecision, pressAccept),
    'decisions.say': press(ofDecision, async (value, ctx) => opened(await drawSay(value, ctx))),
    'decisions.escalate': press(ofDecision, async (value, ctx) => opened(await drawEscalate(value, ctx))),
    'decisions.acknowledge': press(ofDecision, know),
    'decisions.withdraw': press(ofDecision, takeBack),
    'decisions.change': press(ofDecision, openChange),
    'decisions.supersede': press(ofDecision, openSupersede),
    'decisions.read': press(ofDecision, read),
    'decisions.show': press(ofDecision, read),
    'decisions.more': press(page, list),
    'decisions.keep': press(ofDecision, keep),
    'decisions.revise': press(ofDecision, async (value, ctx) => opened(await drawReview('revise')(value, ctx))),
    'decisions.reverse': press(ofDecision, async (value, ctx) => opened(await drawReview('reverse')(value, ctx))),
  },
  forms: {
    'decisions.propose': formDefinition(proposing, redraw, save),
    'decisions.say': formDefinition(ofDecision, drawSay, say),
    'decisions.escalate': formDefinition(ofDecision, drawEscalate, saveEscalation),
    'decisions.revise': formDefinition(ofDecision, drawReview('revise'), submitReview('revise')),
    'decisions.reverse': formDefinition(ofDecision, drawReview('reverse'), submitReview('reverse')),
  },
  cards: {
    'decisions.decision': drawn(),
    'decisions.asked': drawn('Your side is asked about this one.'),
    'decisions.turn': drawn('The other side has been heard: it is for your side to accept now.'),
    'decisions.escalated': drawn('The sides do not settle this one, and you are asked to decide it.'),
    'decisions.result': drawn('What became of your proposal.'),
    'decisions.review': drawn('Its review day is here: did it come true?'),
  },
  jobs: { 'decisions.review': { late: 'run', run: ask } },
}
