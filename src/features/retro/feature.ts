/** Retrospectives: a crew looks back in one thread, and ends with promises. */

import { z } from 'zod'
import { wordsArgument } from '../../chat/argument.ts'
import {
  type Argument,
  type CardDrawer,
  type Command,
  type Feature,
  type FormDefinition,
  formDefinition,
  type PressDefinition,
  press,
} from '../../chat/feature.ts'
import { opened, opening, tell } from '../../chat/say.ts'
import { ownCrew } from '../../people/crews.ts'
import { boardCard } from './cards/board.ts'
import { reminderCard } from './cards/own.ts'
import { dueCard, turnCard } from './cards/running.ts'
import { summaryCard, themeCard } from './cards/theme.ts'
import { exportByName, exportRetro, fileTypes } from './feature/exporting.ts'
import { alike, drawGroup, saveGroup, themes, ungroup } from './feature/grouping.ts'
import { drawHappened, happened } from './feature/happened.ts'
import { jobsOf, waits } from './feature/jobs.ts'
import { drawEdit, drawNote, mine, ready, remove, saveEdit, saveNotes } from './feature/noting.ts'
import { changing, factsOf, forget } from './feature/people.ts'
import { viewById } from './feature/records.ts'
import { drawNone, drawTime, next, pass, raise, saveNone, saveTime, skip } from './feature/running.ts'
import { drawSchedule, saveSchedule, stop } from './feature/scheduling.ts'
import {
  actions,
  bare,
  chooseCrew,
  home,
  list,
  meant,
  notes,
  show,
  showByName,
  showCrew,
  waiting,
} from './feature/showing.ts'
import { drawStart, saveStart } from './feature/starting.ts'
import { drawAction, drawComment, saveAction, saveComment, talk } from './feature/talking.ts'
import { createTokens, type Tokens } from './feature/tokens.ts'
import { heard, noteCommand, overheard } from './feature/typed.ts'
import { drawDots, myDots, saveDots } from './feature/voting.ts'
import { phases } from './rules/records.ts'
import type { RetroView } from './rules/view.ts'

const id = z.number().int()
const ofCrew = z.object({ crew: id })
const ofRetro = z.object({ retro: id })
const ofNote = ofRetro.extend({ note: z.string() })
const ofTheme = z.object({ theme: id })
const ofGroup = ofRetro.extend({ theme: id.optional(), like: z.string().optional() })

const fileType: Argument = {
  ...wordsArgument('type', 'md or csv', 'csv'),
  parse(typed) {
    const known = fileTypes.find((one) => one === typed.toLowerCase())
    return known ? { value: known } : { error: `"${typed}" is no type of file here. Write md or csv.` }
  },
}

const commands: Command[] = [
  {
    name: 'retro',
    summary: 'Look back together: see the retrospective, or start one',
    alias: true,
    args: [wordsArgument('name', 'the name of a retrospective', 'R-3')],
    run: ({ name }, ctx) => (name === undefined ? bare(ctx) : showByName(name as string, ctx)),
  },
  {
    name: 'retro now',
    summary: 'Start a retrospective',
    async run(_args, ctx) {
      const of = await meant(ctx)
      return 'choose' in of ? chooseCrew(of.choose, 'start') : opened(await drawStart({ crew: of.crew.id }, ctx))
    },
  },
  {
    name: 'retro note',
    summary: 'Write notes for the retrospective',
    args: [{ ...wordsArgument('note', 'what you want to say', 'More pairing'), rest: true }],
    run: ({ note }, ctx) => noteCommand(note as string | undefined, ctx),
  },
  {
    name: 'retro schedule',
    summary: 'Let retrospectives begin on a schedule',
    async run(_args, ctx) {
      const of = await meant(ctx)
      return 'choose' in of ? chooseCrew(of.choose, 'schedule') : opened(await drawSchedule({ crew: of.crew.id }, ctx))
    },
  },
  { name: 'retro list', summary: 'List the retrospectives of your crews', run: (_args, ctx) => list(ctx) },
  {
    name: 'retro export',
    summary: 'Download a retrospective',
    args: [wordsArgument('name', 'the name of a retrospective', 'R-3'), fileType],
    run: ({ name, type }, ctx) =>
      exportByName(name as string | undefined, (type as (typeof fileTypes)[number]) ?? 'md', ctx),
  },
]

const presses = (tokens: Tokens): Record<string, PressDefinition> => ({
  'retro.pick-show': press(ofCrew, async ({ crew: crewId }, ctx) => {
    const crew = await ownCrew(ctx.tx, ctx.actor, crewId)
    return crew ? showCrew(crew, ctx) : tell('This crew is not here any more, or not yours.')
  }),
  'retro.pick-start': press(ofCrew, opening(drawStart)),
  'retro.pick-schedule': press(ofCrew, opening(drawSchedule)),
  'retro.stop': press(ofCrew, stop),
  'retro.show': press(ofRetro, show),
  'retro.write': press(
    ofRetro,
    opening((value, ctx) => drawNote(value, ctx)),
  ),
  'retro.mine': press(ofRetro, mine(tokens)),
  'retro.edit': press(ofNote, opening(drawEdit(tokens))),
  'retro.delete': press(ofNote, remove(tokens)),
  'retro.ready': press(ofRetro, ready),
  'retro.notes': press(ofRetro.extend({ skip: id.optional() }), notes),
  'retro.facts': press(ofRetro, happened),
  'retro.actions': press(ofRetro, actions),
  'retro.next': press(ofRetro.extend({ phase: z.enum(phases) }), next),
  'retro.time': press(ofRetro, opening(drawTime)),
  'retro.pass': press(ofRetro, pass),
  'retro.anonymous': press(ofRetro, raise(tokens)),
  'retro.skip': press(ofRetro, skip),
  'retro.group': press(ofGroup, opening(drawGroup)),
  'retro.alike': press(ofRetro, alike),
  'retro.themes': press(ofRetro, themes),
  'retro.ungroup': press(ofTheme, ungroup),
  'retro.vote': press(ofRetro, opening(drawDots)),
  'retro.dots': press(ofRetro, myDots),
  'retro.comment': press(ofTheme, opening(drawComment)),
  'retro.talk': press(ofTheme, talk),
  'retro.act': press(ofRetro, opening(drawAction)),
  'retro.none': press(ofRetro, opening(drawNone)),
  'retro.export': press(ofRetro.extend({ as: z.enum(fileTypes) }), exportRetro),
})

const forms = (tokens: Tokens): Record<string, FormDefinition> => ({
  'retro.start': formDefinition(ofCrew, drawStart, saveStart(tokens)),
  'retro.schedule': formDefinition(ofCrew, drawSchedule, saveSchedule),
  'retro.note': formDefinition(ofRetro, (value, ctx) => drawNote(value, ctx), saveNotes(tokens)),
  'retro.edit': formDefinition(ofNote, drawEdit(tokens), saveEdit(tokens)),
  'retro.group': formDefinition(ofGroup, drawGroup, saveGroup),
  'retro.vote': formDefinition(ofRetro, drawDots, saveDots),
  'retro.comment': formDefinition(ofTheme, drawComment, saveComment),
  'retro.act': formDefinition(ofRetro, drawAction, saveAction),
  'retro.none': formDefinition(ofRetro, drawNone, saveNone),
  'retro.time': formDefinition(ofRetro, drawTime, saveTime),
})

const drawn =
  (draw: (view: RetroView, second: number) => ReturnType<typeof boardCard> | null): CardDrawer =>
  async (key, read) => {
    const [retro = 0, second = 0] = key.split(/[.:]/).map(Number)
    const view = await viewById(read, retro)
    return view && draw(view, second)
  }

const cards: Record<string, CardDrawer> = {
  'retro.board': drawn(boardCard),
  'retro.facts': drawHappened,
  'retro.theme': drawn((view, themeId) => {
    const theme = view.themes.find((one) => one.id === themeId)
    return theme ? themeCard(view, theme) : null
  }),
  'retro.summary': drawn((view) => (view.retro.phase === 'closed' ? summaryCard(view) : null)),
  'retro.turn': drawn(turnCard),
  'retro.due': async (key, read) => {
    const [id = '', name = ''] = key.split(/[.:]/)
    const phase = phases.find((one) => one === name)
    const view = await viewById(read, Number(id))
    return view && phase ? dueCard(view, phase) : null
  },
  'retro.reminder': drawn((view, personId) => reminderCard(view, waits(view, personId))),
}

export function createRetro({ vault }: { vault?: Parameters<typeof createTokens>[0] } = {}): Feature {
  const tokens = createTokens(vault)
  return {
    name: 'retro',
    commands,
    presses: presses(tokens),
    forms: forms(tokens),
    cards,
    jobs: jobsOf(tokens),
    facts: factsOf(tokens),
    home,
    waiting,
    text: heard,
    overheard,
    forget,
    changing,
  }
}
