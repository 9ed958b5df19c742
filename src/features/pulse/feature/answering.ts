/** An answer: read, put into the urn, changed until the close. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import { notTaken, sentence } from '../../../chat/say.ts'
import { type Crew, ownCrew } from '../../../people/crews.ts'
import { answerForm } from '../cards/forms.ts'
import { wrongScores } from '../rules/counting.ts'
import type { PulsePerson, PulseRecord, Scores } from '../rules/records.ts'
import { answerOf, personIn, putAnswer } from '../store/people.ts'
import { anyPulse, lockPulse } from '../store/pulses.ts'
import { askCardOf } from './records.ts'
import type { Tokens } from './tokens.ts'

export interface OfPulse {
  pulse: number
}

const gone = 'This pulse is not here any more, or not asked of you. Nothing was changed.'
const over = 'This pulse is closed: its answers are counted and deleted. Nothing was changed.'

interface Part {
  pulse: PulseRecord
  crew: Crew
  person: PulsePerson
}

async function ownPart({ pulse: id }: OfPulse, { tx, actor, now }: Context): Promise<Part | Refusal> {
  const pulse = await anyPulse(tx, id)
  const crew = pulse && (await ownCrew(tx, actor, pulse.crewId))
  const person = crew && (await personIn(tx, id, actor.id))
  if (!pulse || !crew || !person) return { refused: gone }
  return pulse.state === 'closed' || pulse.closesAt <= now ? { refused: over } : { pulse, crew, person }
}

export const drawAnswer = (tokens: Tokens) => async (value: OfPulse, ctx: Context) => {
  const part = await ownPart(value, ctx)
  if ('refused' in part) return part
  const token = tokens.of(part.pulse, ctx.actor.id)
  return answerForm(part.pulse, part.crew, token === null ? null : await answerOf(ctx.tx, part.pulse.id, token))
}

export const saveAnswer =
  (tokens: Tokens) =>
  async (given: Scores, value: OfPulse, ctx: Context): Promise<Outcome> => {
    const part = await ownPart(value, ctx)
    if ('refused' in part) return notTaken(part.refused)
    const errors = wrongScores(part.pulse.kind, part.pulse.questions, given)
    if (Object.keys(errors).length) return { answer: { do: 'refuse', errors } }
    const pulse = await lockPulse(ctx.tx, part.pulse.id, { before: ctx.now })
    const token = pulse && tokens.of(pulse, ctx.actor.id)
    // Read again under the lock: their side may just have been changed.
    const person = pulse && (await personIn(ctx.tx, pulse.id, ctx.actor.id))
    if (!pulse || !token || !person) return notTaken(over)
    await putAnswer(ctx.tx, pulse.id, person, token, given)
    const said = sentence('Your answer is in, without your name.')
    return {
      answer: {
        do: 'tell',
        message: {
          ...said,
          blocks: [
            ...said.blocks,
            {
              block: 'note',
              text: [
                `${pulse.questions.map(({ id }) => given[id]).join(', ')}: only you see this. You can change it until `,
                { when: pulse.closesAt, zone: part.crew.zone },
                '.',
              ],
            },
          ],
        },
      },
      effects: [{ do: 'refresh', card: askCardOf(pulse, ctx.actor.id) }],
    }
  }
