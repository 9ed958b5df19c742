/** `/tandem experiment CHK`: shown, planned, changed as long as it has not started, started. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { addDays, formatDay, toInstant } from '../../../schedule/calendar.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { listCard, whichCard } from '../cards/cards.ts'
import { planForm } from '../cards/forms.ts'
import { type Answers, checkExperiment, nameOf, startProblem } from '../rules/experiment.ts'
import { addExperiment, changeDraft, experimentById, experimentsOf, startDraft } from '../store.ts'
import {
  byExperiment,
  byId,
  byKey,
  meant,
  type OfExperiment,
  type OfInitiative,
  type Own,
  peopleOptions,
} from './own.ts'

const usualDays = 14
/** Before anybody works, so that it goes out with what they are told that day. */
const dayBegins = '00:00'

async function list({ initiative, edits }: Own, { tx, actor }: Context): Promise<Outcome> {
  return tell(listCard(initiative, await experimentsOf(tx, initiative.id), actor.id, edits))
}

export async function show({ initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  const found = await byId(initiative, 'see', 'see', ctx)
  return 'refused' in found ? tell(found.refused) : list(found, ctx)
}

/** By its key; without one that of the channel's crew, or a choice. */
export async function experiment(key: string | undefined, ctx: Context): Promise<Outcome> {
  if (key !== undefined) {
    const found = await byKey(key, ctx)
    return 'refused' in found ? tell(found.refused) : list(found, ctx)
  }
  const all = await meant(ctx)
  const here = all.filter((one) => ctx.place.crewId !== undefined && one.crewId === ctx.place.crewId)
  const among = here.length ? here : all
  const [only] = among
  if (!only) return tell(`There is no initiative yet. ${command('initiative')} makes one.`)
  return among.length > 1 ? tell(whichCard(among)) : show({ initiative: only.id }, ctx)
}

export interface Planning extends OfInitiative {
  experiment: number | null
}

async function planned({ initiative: id, experiment: which }: Planning, ctx: Context) {
  const found = await byId(id, 'edit', 'change the experiments of', ctx)
  if ('refused' in found) return found
  const was = which === null ? null : await experimentById(ctx.tx, ctx.actor.organizationId, which)
  if (which !== null && was?.initiativeId !== id)
    return { refused: 'This experiment is not here any more. Nothing was changed.' }
  return was && was.state !== 'draft' ? { refused: startProblem(was, found.today) ?? '' } : { ...found, was }
}

export async function drawPlan(value: Planning, ctx: Context) {
  const found = await planned(value, ctx)
  if ('refused' in found) return found
  const fresh = { ownerId: ctx.actor.id, endOn: addDays(found.today, usualDays) }
  return planForm(found.initiative, await peopleOptions(ctx), found.was ?? fresh)
}

export async function savePlan(answers: Answers, value: Planning, ctx: Context): Promise<Outcome> {
  const found = await planned(value, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { initiative, today, was } = found
  const checked = checkExperiment(answers, today)
  if ('errors' in checked) return { answer: { do: 'refuse', errors: checked.errors } }
  const { organizationId, id: initiativeId } = initiative
  if (was) {
    if (!(await changeDraft(ctx.tx, was.id, checked.data)))
      return notTaken(startProblem({ ...was, state: 'running' }, today) ?? '')
    return tell(`Saved: ${nameOf(was)}. It has not started.`)
  }
  const of = { organizationId, initiativeId, createdById: ctx.actor.id, at: ctx.now }
  const made = await addExperiment(ctx.tx, { ...checked.data, ...of })
  return tell(
    `Saved: ${nameOf(made)} of ${initiative.key}. It starts when somebody presses Start: ${command(`experiment ${initiative.key}`)}.`,
  )
}

export async function start(value: OfExperiment, ctx: Context): Promise<Outcome> {
  const found = await byExperiment(value, 'edit', ctx, true)
  if ('refused' in found) return tell(found.refused)
  const { one, today, initiative } = found
  const problem = startProblem(one, today)
  if (problem) return tell(problem)
  if (!(await startDraft(ctx.tx, one.id, today))) return tell(startProblem({ ...one, state: 'running' }, today) ?? '')
  const due = toInstant(one.endOn, dayBegins, initiative.crew?.zone ?? ctx.actor.zone)
  await putJobs(ctx.tx, [{ name: 'experiments.end', key: `${one.id}:${one.endOn}`, due }])
  const asked = `Whoever runs it is asked for the result on ${formatDay(one.endOn, { year: true })}.`
  return tell(`${nameOf(one)} has started: what is measured, and what counts, stands from now on. ${asked}`)
}
