/** `/tandem whatif`: asked in a line or in a form, answered to the asker alone, shared by them. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Button } from '../../../chat/message.ts'
import { opened, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { shareHere } from '../../../sharing/sharing.ts'
import { type Asked, whatIfForm } from '../cards/form.ts'
import { viewOf } from '../cards/view.ts'
import { whatIfCard } from '../cards/whatif.ts'
import { groundOf } from '../store/ground.ts'
import { putQuestion } from '../store/questions.ts'
import { askable, asOf, type Fresh, freshly, moneyAlone } from './computing.ts'
import { ownQuestion } from './own.ts'

const nothingYet = `There is no initiative yet to ask about. ${command('initiative')} makes one; ${command('plan')} fills it.`

/** Without words the form opens, with what was given in it. */
export async function ask(key: string | undefined, words: string | undefined, ctx: Context): Promise<Outcome> {
  if (key === undefined) return openForm({ whatIf: null, initiative: null }, ctx)
  if (words === undefined) return ofKey(key, ctx)
  return {
    later: async (snapshot) => {
      const fresh = await freshly({ key, words }, ctx, snapshot)
      if (!('refused' in fresh)) return (then) => answered(fresh, then)
      const said = fresh.field === 'change' ? `${fresh.refused} Nothing was computed.` : fresh.refused
      return async () => tell(said)
    },
  }
}

/** Kept, so that what is pressed afterwards names it and carries no words. */
async function answered({ question, ground, impact }: Fresh, ctx: Context): Promise<Outcome> {
  const { tx, actor, place, now } = ctx
  const { initiative, who, seen } = ground
  const id = await putQuestion(tx, {
    ...question,
    organizationId: actor.organizationId,
    askerId: actor.id,
    initiativeId: initiative.id,
    planVersion: impact.basis.planVersion,
    fingerprint: impact.basis.fingerprint,
    askedAt: now,
    installationId: place.installationId,
    channelId: place.channelId ?? null,
  })
  const money = moneyAlone(who)
  const reader = { seen, money, at: now, since: null, zone: actor.zone, buttons: await buttons(id, ctx) }
  return tell(whatIfCard(viewOf(question, impact, initiative, reader)))
}

async function buttons(whatIf: number, ctx: Context): Promise<Button[]> {
  return [
    await shareHere('whatif.answer', { whatIf }, ctx),
    { press: 'scope.propose', label: 'Propose this change', value: { whatIf }, opens: true },
    { press: 'whatif.another', label: 'Try another', value: { whatIf }, opens: true },
  ]
}

async function openForm(asked: Asked, ctx: Context): Promise<Outcome> {
  const form = await drawForm(asked, ctx)
  return opened(form)
}

async function ofKey(key: string, ctx: Context): Promise<Outcome> {
  const ground = await groundOf(ctx.tx, await asOf(ctx.tx, ctx), { key })
  if ('refused' in ground) return tell(ground.refused)
  return openForm({ whatIf: null, initiative: ground.initiative.id }, ctx)
}

export async function another({ whatIf }: { whatIf: number }, ctx: Context): Promise<Outcome> {
  return openForm({ whatIf, initiative: null }, ctx)
}

export async function drawForm(
  { whatIf, initiative }: Asked,
  ctx: Context,
): Promise<ReturnType<typeof whatIfForm> | Refusal> {
  const question = whatIf === null ? null : await ownQuestion(whatIf, ctx)
  if (question && 'refused' in question) return question
  const initiatives = await askable(ctx)
  if (initiatives.length === 0) return { refused: nothingYet }
  const meant = question?.initiativeId ?? initiative
  return whatIfForm(initiatives, { whatIf, initiative }, { initiative: meant, words: question?.words ?? '' })
}

export async function submit(
  { initiative: key, change: words }: { initiative: string; change: string },
  _asked: Asked,
  ctx: Context,
): Promise<Outcome> {
  return {
    later: async (snapshot) => {
      const fresh = await freshly({ key, words }, ctx, snapshot)
      if (!('refused' in fresh)) return (then) => answered(fresh, then)
      return async () => ({ answer: { do: 'refuse', errors: { [fresh.field]: fresh.refused } } })
    },
  }
}
