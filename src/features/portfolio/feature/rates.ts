/** `/tandem rates`: what currencies are worth, for finance alone. */
import { z } from 'zod'
import {
  type Command,
  type Context,
  type FormDefinition,
  formDefinition,
  type Outcome,
  type PressDefinition,
  press,
} from '../../../chat/feature.ts'
import { opened, tell } from '../../../chat/say.ts'
import { financeOf, whoActs } from '../../../people/standing.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { longDay } from '../cards/lines.ts'
import { rateForm, ratesCard, whoGivesRates } from '../cards/rates.ts'
import { checkRate, type RateAnswers, ratesByPair } from '../rules/rates.ts'
import { mayOf, refusal } from '../rules/rights.ts'
import { putRate } from '../store/money.ts'
import { ratesOf } from '../store/reads.ts'
import { refuse } from './words.ts'

const nothing = z.object({})
const mayRate = async (ctx: Context) => mayOf('rates', await whoActs(ctx), null)
const notMine = { refused: refusal('rates', 'give rates') }
const today = ({ now, actor }: Context) => toLocal(now, actor.zone).day

async function rates(ctx: Context): Promise<Outcome> {
  const { tx, actor } = ctx
  if (!(await mayRate(ctx))) return tell(whoGivesRates(await financeOf(tx, actor.organizationId)))
  return tell(ratesCard(ratesByPair(await ratesOf(tx, actor.organizationId))))
}

async function drawRate(_value: unknown, ctx: Context) {
  return (await mayRate(ctx)) ? rateForm(today(ctx)) : notMine
}

async function saveRate(values: RateAnswers, _value: unknown, ctx: Context): Promise<Outcome> {
  if (!(await mayRate(ctx))) return tell(notMine.refused)
  const checked = checkRate(values, today(ctx))
  if ('errors' in checked) return refuse(checked.errors)
  const { from, to, rate, since } = checked.data
  await putRate(ctx.tx, ctx.actor.organizationId, ctx.actor.id, checked.data)
  return tell(`Saved: 1 ${from} is ${rate} ${to} since ${longDay(since)}.`)
}

export const rateCommands: Command[] = [
  { name: 'rates', summary: 'Show currency rates, and give one (finance)', run: (_args, ctx) => rates(ctx) },
]

export const ratePresses: Record<string, PressDefinition> = {
  'portfolio.rate': press(nothing, async (value, ctx) => opened(await drawRate(value, ctx))),
}

export const rateForms: Record<string, FormDefinition> = {
  'portfolio.rate': formDefinition(nothing, drawRate, saveRate),
}
