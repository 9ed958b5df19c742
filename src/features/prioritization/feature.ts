/** Prioritization: open scope changes and ideas, ranked blind by each side, differences first, agreed as one decision. */
import { z } from 'zod'
import { type Card, type CardDrawer, type Feature, formDefinition, press } from '../../chat/feature.ts'
import type { Message } from '../../chat/message.ts'
import { opening, tell } from '../../chat/say.ts'
import { closedCard, wordCard } from './cards/compared.ts'
import { roundCard } from './cards/round.ts'
import type { RoundView } from './cards/view.ts'
import { confirm, drawObject, drawPropose, saveObject, savePropose } from './feature/agreeing.ts'
import { facts, forget, home, waiting } from './feature/around.ts'
import { drawBegin, prioritize, saveBegin } from './feature/beginning.ts'
import { drawFigures, drawIdea, saveFigures, saveIdea, showAll, showIdeas } from './feature/ideas.ts'
import { gone, own, viewAlone, viewInChannels } from './feature/own.ts'
import { begunCard, close, drawStart, saveStart, withdraw } from './feature/ranking.ts'
import { aliveAmong } from './store/rounds.ts'

const id = z.number().int()
const ofCrew = z.object({ crew: id })
const ofRound = z.object({ round: id })
const ofItem = ofRound.extend({ item: id })
const versioned = ofRound.extend({ version: id })

/** `key`: its id first, and behind a colon whom it is for. */
const drawn =
  (draw: (view: RoundView, personId: number) => Message | null): CardDrawer =>
  async (key, read, now, house) => {
    const [round = 0, personId = 0] = key.split(':').map(Number)
    const view = await viewInChannels(read, round, now, house)
    return view && draw(view, personId)
  }

export const prioritization: Feature = {
  name: 'prioritization',
  commands: [
    {
      name: 'align prioritize',
      summary: 'Put open scope changes and ideas in one order that both sides agree on',
      run: (_args, ctx) => prioritize(ctx),
    },
  ],
  presses: {
    'prioritization.begin': press(ofCrew, opening(drawBegin)),
    'prioritization.idea': press(ofRound, opening(drawIdea)),
    'prioritization.ideas': press(ofRound, showIdeas),
    'prioritization.figures': press(ofItem, opening(drawFigures)),
    'prioritization.start': press(ofRound, opening(drawStart)),
    'prioritization.all': press(ofRound, showAll),
    'prioritization.close': press(ofRound, close),
    'prioritization.withdraw': press(ofRound, withdraw),
    'prioritization.propose': press(versioned, opening(drawPropose)),
    'prioritization.confirm': press(versioned, confirm),
    'prioritization.object': press(versioned, opening(drawObject)),
    'prioritization.show': press(ofRound, async ({ round }, ctx) => {
      const found = await own(round, ctx)
      if ('refused' in found) return tell(found.refused)
      const view = await viewAlone(found.round, ctx)
      return tell(view ? roundCard(view) : gone)
    }),
  },
  forms: {
    'prioritization.begin': formDefinition(ofCrew, drawBegin, saveBegin as never),
    'prioritization.idea': formDefinition(ofRound, drawIdea, saveIdea),
    'prioritization.figures': formDefinition(ofItem, drawFigures, saveFigures),
    'prioritization.start': formDefinition(ofRound, drawStart, saveStart),
    'prioritization.propose': formDefinition(versioned, drawPropose, savePropose),
    'prioritization.object': formDefinition(versioned, drawObject, saveObject),
  },
  cards: {
    'prioritization.round': drawn(roundCard),
    'prioritization.begun': drawn(begunCard),
    'prioritization.closed': drawn(closedCard),
    'prioritization.word': drawn(wordCard),
  },
  facts,
  home,
  waiting,
  forget,
  /** Agreed and recorded, or taken back: nothing about it moves any more. */
  async changing(all: Card[], read) {
    const idOf = ({ key }: Card) => Number.parseInt(key, 10)
    const alive = new Set(await aliveAmong(read, all.map(idOf)))
    return all.filter((card) => alive.has(idOf(card)))
  },
}
