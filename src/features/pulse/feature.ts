/** The pulse: what both sides answer without a name, how they see value and how sure they are, and how far apart they are. */
import { z } from 'zod'
import { type CardDrawer, type Feature, formDefinition, press } from '../../chat/feature.ts'
import { opened } from '../../chat/say.ts'
import { askCard, resultCard } from './cards/pulse.ts'
import { drawAnswer, saveAnswer } from './feature/answering.ts'
import { jobsOf } from './feature/asking.ts'
import { changing, factsOf, forget } from './feature/people.ts'
import { viewById } from './feature/records.ts'
import { drawSettings, saveSettings } from './feature/scheduling.ts'
import { bare, home, openSettings, settings, show, waiting } from './feature/showing.ts'
import { createTokens } from './feature/tokens.ts'
import { kinds } from './rules/records.ts'

const ofPulse = z.object({ pulse: z.number().int() })
const ofCrew = z.object({ crew: z.number().int(), kind: z.enum(kinds) })

const cards: Record<string, CardDrawer> = {
  'pulse.ask': async (key, read) => {
    const [id = 0, personId = 0] = key.split(':').map(Number)
    const view = await viewById(read, id)
    return view && askCard(view, personId)
  },
  'pulse.result': async (key, read) => {
    const view = await viewById(read, Number(key))
    return view && resultCard(view)
  },
}

export function createPulse({ vault }: { vault?: Parameters<typeof createTokens>[0] } = {}): Feature {
  const tokens = createTokens(vault)
  return {
    name: 'pulse',
    commands: [
      { name: 'pulse', summary: 'See how far apart both sides see value', run: (_args, ctx) => bare('pulse', ctx) },
      {
        name: 'pulse settings',
        summary: 'Ask your crew each month how both sides see value, or no more',
        run: (_args, ctx) => settings('pulse', ctx),
      },
      {
        name: 'confidence',
        summary: 'See how sure both sides are of dates and outcomes',
        run: (_args, ctx) => bare('confidence', ctx),
      },
      {
        name: 'confidence settings',
        summary: 'Ask your crew each fortnight how sure it is, or no more',
        run: (_args, ctx) => settings('confidence', ctx),
      },
    ],
    presses: {
      'pulse.show': press(ofCrew, show),
      'pulse.settings': press(ofCrew, openSettings),
      'pulse.answer': press(ofPulse, async (value, ctx) => {
        const form = await drawAnswer(tokens)(value, ctx)
        return opened(form)
      }),
    },
    forms: {
      'pulse.answer': formDefinition(ofPulse, drawAnswer(tokens), saveAnswer(tokens) as never),
      'pulse.settings': formDefinition(ofCrew, drawSettings, saveSettings),
    },
    cards,
    jobs: jobsOf(tokens),
    facts: factsOf(tokens),
    home,
    waiting,
    forget,
    changing,
  }
}
