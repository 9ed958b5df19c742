/** `/retro now`: a retro that somebody starts. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import type { FieldErrors } from '../../../chat/form.ts'
import { momentText } from '../../../chat/moment.ts'
import { notTaken, sentence } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { type Crew, ownCrew } from '../../../people/crews.ts'
import { type Held, startForm, turn, usual } from '../cards/start-forms.ts'
import { choiceOf, formats, ownFormat, readColumns } from '../rules/formats.ts'
import { fewestWriters } from '../rules/phases.ts'
import { type Format, nameOf, type Pace } from '../rules/records.ts'
import { nextNumber, openRetroOf } from '../store/retros.ts'
import { type RitualSettings, ritualOf } from '../store/ritual.ts'
import { begin, fewestPeople, type How, nextToRun, takingPart } from './beginning.ts'
import type { Tokens } from './tokens.ts'

/** What the form comes to. */
export interface HeldValues {
  format: string
  columns?: string | undefined
  pace: string
  meet: string
  anonymous: boolean
  dots: number
  perTheme: number
  suggest: boolean
}

export const heldAs = ({ settings }: { settings: RitualSettings }): Held => {
  const choice = choiceOf(settings.format)
  return { ...settings, choice, columns: choice === ownFormat ? settings.format : null }
}

export function readHow(values: HeldValues, crew: Crew): { ok: How } | { errors: FieldErrors } {
  const read = readFormat(values)
  const people = takingPart(crew).length
  const errors: FieldErrors = {
    ...('error' in read && { columns: read.error }),
    ...(values.perTheme > values.dots && {
      perTheme: `A person has ${values.dots} dots, so at most ${values.dots} can be on one theme.`,
    }),
    ...(values.anonymous &&
      people < fewestWriters && {
        anonymous: `Only ${people} take part: with fewer than ${fewestWriters} the notes would tell who wrote them. Hold it by name, or add members with ${command('setup')}.`,
      }),
  }
  if ('error' in read || Object.keys(errors).length) return { errors }
  const { meet, anonymous, dots, perTheme, suggest } = values
  return { ok: { format: read.ok, pace: values.pace as Pace, meet, anonymous, dots, perTheme, suggest } }
}

function readFormat({ format, columns }: HeldValues): { ok: Format } | { error: string } {
  if (format === ownFormat)
    return columns?.trim()
      ? readColumns(columns)
      : { error: 'Write your columns here, one a line, for example "Kudos: who helped?".' }
  const known = formats[format]
  return known ? { ok: known } : { error: 'Choose a format.' }
}

/** A crew that can hold one now, for somebody who is in it and does not only watch. */
export async function crewToStart(crewId: number, ctx: Context): Promise<Crew | Refusal> {
  const crew = await ownCrew(ctx.tx, ctx.actor, crewId)
  if (!crew) return { refused: 'This crew is not here any more, or not yours. Nothing was changed.' }
  if (crew.startedAt === null)
    return { refused: `${crew.name} has not started yet. Press Start in ${command('setup')} first.` }
  const people = takingPart(crew)
  if (!people.some(({ personId }) => personId === ctx.actor.id))
    return { refused: `You only watch in ${crew.name}: a retrospective is started by somebody who takes part.` }
  if (people.length < fewestPeople)
    return { refused: `A retrospective needs at least ${fewestPeople} people. Add members with ${command('setup')}.` }
  return crew
}

async function free(crewId: number, ctx: Context): Promise<Crew | Refusal> {
  const crew = await crewToStart(crewId, ctx)
  if ('refused' in crew) return crew
  const open = await openRetroOf(ctx.tx, crew.id)
  if (!open) return crew
  return { refused: `${crew.name} is in ${nameOf(open)} now: one at a time. ${command('retro')} shows it.` }
}

export async function drawStart({ crew: crewId }: { crew: number }, ctx: Context) {
  const crew = await free(crewId, ctx)
  if ('refused' in crew) return crew
  const ritual = await ritualOf(ctx.tx, crew.id)
  const runs = await nextToRun(ctx.tx, crew, ctx.now)
  const name = crew.members.find(({ personId }) => personId === runs)?.name ?? 'nobody'
  const people = takingPart(crew).map((one) => ({ value: String(one.personId), label: one.name }))
  // By hand, and not over days: whoever starts one now wants to look back now.
  const held = ritual ? { ...heldAs(ritual), pace: usual.pace } : usual
  return startForm(crew, held, name, people)
}

export type StartValues = HeldValues & { facilitator: string }

export const saveStart =
  (tokens: Tokens) =>
  async (values: StartValues, { crew: crewId }: { crew: number }, ctx: Context): Promise<Outcome> => {
    const number = await nextNumber(ctx.tx, ctx.actor.organizationId)
    const crew = await free(crewId, ctx)
    if ('refused' in crew) return notTaken(crew.refused)
    const how = readHow(values, crew)
    if ('errors' in how) return { answer: { do: 'refuse', errors: how.errors } }
    const facilitatorId = values.facilitator === turn ? null : Number(values.facilitator)
    const given = { crew, number, how: how.ok, ritualId: null, facilitatorId, startedById: ctx.actor.id }
    const { retro, effects } = await begin(ctx.tx, given, tokens, ctx.now)
    const until = retro.endsAt
      ? ` Notes are collected until ${momentText(retro.endsAt, crew.zone, ctx.actor.zone)}.`
      : ''
    const runs = crew.members.find(({ personId }) => personId === retro.facilitatorId)?.name ?? 'nobody'
    return {
      answer: {
        do: 'tell',
        message: sentence(`${nameOf(retro)} has begun, run by ${runs}.${until}`, [
          {
            block: 'buttons',
            buttons: [
              { press: 'retro.write', label: 'Write notes', value: { retro: retro.id }, opens: true, style: 'primary' },
            ],
          },
        ]),
      },
      effects,
    }
  }
