/** The matrix shown, shared and changed. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Button } from '../../../chat/message.ts'
import { notTaken, opened, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { shareHere } from '../../../sharing/sharing.ts'
import type { Phase } from '../../portfolio/rules/records.ts'
import { phaseWords } from '../../portfolio/rules/words.ts'
import { activityForm, whichForm } from '../cards/forms.ts'
import { matrixCard, whichCard } from '../cards/matrix.ts'
import { type Activity, type ActivityAnswers, checkActivity } from '../rules/matrix.ts'
import { matrixOf } from '../store/reads.ts'
import { addActivity, changeActivity, removeActivity } from '../store/writing.ts'
import { byId, byKey, mayEdit, meant, type Own, peopleOf } from './own.ts'

export interface OfInitiative {
  initiative: number
}

const noInitiative = `There is no initiative yet. ${command('initiative')} makes one.`

/** By its key; without one that of the channel's crew, or a choice. */
export async function chosen(key: string | undefined, ctx: Context): Promise<Own | Outcome> {
  if (key !== undefined) {
    const found = await byKey(key, ctx)
    return 'refused' in found ? tell(found.refused) : found
  }
  const all = await meant(ctx)
  const [only] = all
  if (!only) return tell(noInitiative)
  if (all.length > 1) return tell(whichCard(all))
  const found = await byId(only.id, 'see', 'see', ctx)
  return 'refused' in found ? tell(found.refused) : found
}

export async function raci(key: string | undefined, ctx: Context): Promise<Outcome> {
  const found = await chosen(key, ctx)
  return 'initiative' in found ? card(found, ctx) : found
}

async function card(own: Own, ctx: Context): Promise<Outcome> {
  const rows = await matrixOf(ctx.tx, own.initiative.id)
  const value = { initiative: own.initiative.id }
  const editing: Button[] = mayEdit(own)
    ? [
        { press: 'raci.add', label: 'Add an activity', value, opens: true },
        ...(rows.length ? [{ press: 'raci.change', label: 'Change one', value, opens: true } satisfies Button] : []),
      ]
    : []
  const sharing = rows.length ? [await shareHere('raci.matrix', value, ctx)] : []
  return tell(
    matrixCard(own.initiative, rows, [...editing, { press: 'raci.check', label: 'Check it', value }, ...sharing]),
  )
}

export async function show({ initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await byId(initiative, 'see', 'see', ctx)
  return 'refused' in own ? tell(own.refused) : card(own, ctx)
}

type OfActivity = OfInitiative & { activity: number | null }
type Editable = Own & { rows: Activity[]; activity: Activity | null }

async function editable({ initiative, activity }: OfActivity, ctx: Context): Promise<Editable | Refusal> {
  const own = await byId(initiative, 'edit', 'change the responsibilities of', ctx)
  if ('refused' in own) return own
  const rows = await matrixOf(ctx.tx, initiative)
  const found = rows.find(({ id }) => id === activity) ?? null
  if (activity !== null && !found)
    return { refused: 'This activity is not in the matrix any more. Nothing was changed.' }
  return { ...own, rows, activity: found }
}

export async function drawActivity(value: OfActivity, ctx: Context) {
  const found = await editable(value, ctx)
  return 'refused' in found ? found : activityForm(found.initiative, found.activity, (await peopleOf(ctx)).options)
}

export async function saveActivity(
  values: ActivityAnswers & { remove: boolean },
  value: OfActivity,
  ctx: Context,
): Promise<Outcome> {
  const found = await editable(value, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { initiative, activity, rows } = found
  if (values.remove) {
    if (!activity)
      return { answer: { do: 'refuse', errors: { remove: 'It is not in the matrix yet. Leave this off, or cancel.' } } }
    await removeActivity(ctx.tx, activity.id)
    return tell(`"${activity.activity}" is out of the matrix of ${initiative.key}.`)
  }
  const { name } = await peopleOf(ctx)
  const others = rows.filter((one) => one !== activity)
  const errors = checkActivity(values, others, name)
  if (Object.keys(errors).length) return { answer: { do: 'refuse', errors } }
  const data = { phase: values.phase as Phase, name: values.activity.trim() }
  if (activity) await changeActivity(ctx.tx, activity.id, data, values)
  else await addActivity(ctx.tx, { ...data, initiativeId: initiative.id }, values)
  const [accountable = 0] = values.accountable
  return tell(
    `Saved: ${phaseWords[data.phase]}, ${data.name}: ${name(accountable)} answers for it. ${command(`raci ${initiative.key}`)} shows the matrix.`,
  )
}

export async function drawWhich({ initiative }: OfInitiative, ctx: Context) {
  const found = await editable({ initiative, activity: null }, ctx)
  if ('refused' in found) return found
  if (found.rows.length === 0) return { refused: `${found.initiative.key} has no activity yet. Add the first one.` }
  return whichForm(found.initiative, found.rows)
}

export async function goOn(values: { activity: string }, { initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  return opened(await drawActivity({ initiative, activity: Number(values.activity) }, ctx))
}
