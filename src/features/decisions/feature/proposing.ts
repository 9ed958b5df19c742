/** A decision proposed: in a line, in a form, from a message, or to supersede another; and changed while it is open. */

import type { ChosenMessage, Context, Effect, Menus, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Option } from '../../../chat/form.ts'
import { shorten } from '../../../chat/plain.ts'
import { notTaken, opened, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { type Crew, crewsOf } from '../../../people/crews.ts'
import { whoActs } from '../../../people/standing.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { mayOf } from '../../portfolio/rules/rights.ts'
import { keyResultsOf } from '../../portfolio/store/objectives.ts'
import { initiativesOf } from '../../portfolio/store/reads.ts'
import { decisionCard } from '../cards/decision.ts'
import { none, type Proposing, proposalForm } from '../cards/forms.ts'
import { change } from '../rules/deciding.ts'
import { checkProposal, domainOf, readOptions, splitKey } from '../rules/proposal.ts'
import { type DecisionRecord, type Domain, decisionName } from '../rules/records.ts'
import { decisionById } from '../store/reads.ts'
import type { Proposal } from '../store/writing.ts'
import { mayDecide, notYours, own, viewOf } from './own.ts'
import { proposed, saved } from './records.ts'

/** Where this person could propose: their crews, the channel's first, and initiatives they may vote on. */
async function grounds(ctx: Context): Promise<{ crews: Crew[]; initiatives: InitiativeRecord[] }> {
  const who = await whoActs(ctx)
  const [crews, all] = [await crewsOf(ctx.tx, ctx.actor.id), await initiativesOf(ctx.tx, ctx.actor.organizationId)]
  const first = crews.filter(({ id }) => id === ctx.place.crewId)
  return {
    crews: who.guest ? [] : [...first, ...crews.filter((one) => !first.includes(one))],
    initiatives: all.filter((one) => mayOf('vote', who, one)),
  }
}

const nowhere = `Decisions belong to a crew, and you are in none that could make one. One of its members can add you with ${command('setup')}.`

/** In a line: what the own side decides, proposed at once; whoever stands on neither side says in the form whose it is. */
export async function propose(text: string | undefined, ctx: Context): Promise<Outcome> {
  const { crews, initiatives } = await grounds(ctx)
  if (crews.length === 0 && initiatives.length === 0) return tell(nowhere)
  const { key, what } = splitKey(
    text ?? '',
    initiatives.map((one) => one.key),
  )
  const initiative = initiatives.find((one) => one.key === key) ?? null
  const crew = crews.find(({ id }) => id === initiative?.crewId) ?? (initiative?.crewId ? undefined : crews[0])
  const domain = domainOf(crew?.members.find(({ personId }) => personId === ctx.actor.id)?.side)
  const crewId = initiative?.crewId ?? crew?.id ?? null
  if (text === undefined || domain === null || what.length > longestLine) {
    const was = { what, initiativeId: initiative?.id ?? null }
    return open({ value: { crew: crewId, from: 'chat' }, was, domain }, ctx)
  }
  const data: Proposal = { ...empty, domain, what, crewId, initiativeId: initiative?.id ?? null }
  const made = await proposed(data, { source: 'chat', supersedesId: null }, ctx)
  return {
    ...tell(decisionCard(await viewOf(ctx.tx, made.decision, ctx.now, await whoActs(ctx)))),
    effects: made.effects,
  }
}

const longestLine = 1_000
const empty = {
  why: null,
  options: [],
  keyResultId: null,
  effect: null,
  subject: null,
  tally: null,
  impact: null,
  link: null,
  reviewOn: null,
}

interface Opening {
  value: Proposing
  was: Parameters<typeof proposalForm>[0]['was']
  domain: Domain | null
  hint?: string
}

async function open(opening: Opening, ctx: Context): Promise<Outcome> {
  const form = await formOf(opening, ctx)
  return opened(form)
}

async function formOf({ value, was, domain, hint }: Opening, ctx: Context) {
  const { crews, initiatives } = await grounds(ctx)
  if (crews.length === 0 && initiatives.length === 0) return { refused: nowhere }
  const crew = crews.find(({ id }) => id === value.crew)
  const changed = value.decision ? await decisionById(ctx.tx, ctx.actor.organizationId, value.decision) : null
  const replaced = value.supersedes ? await decisionById(ctx.tx, ctx.actor.organizationId, value.supersedes) : null
  const results = await keyResultsOf(ctx.tx, ctx.actor.organizationId)
  const option = (id: number, label: string): Option => ({ value: String(id), label: shorten(label, 75) })
  const name = replaced ? decisionName(replaced) : ''
  return proposalForm({
    value,
    was,
    hint,
    domain,
    labels: crew?.labels ?? { project: 'Project', product: 'Product' },
    initiatives: initiatives.map((one) => option(one.id, `${one.key} ${one.name}`)),
    results: results.map((one) => option(one.id, `${one.objectiveKey} ${one.key} ${one.name}`)),
    title: changed ? `Change ${decisionName(changed)}` : replaced ? `Supersede ${name}` : 'Record a decision',
    note: replaced
      ? `${name} holds until this one is accepted; then it stays on the record as superseded.`
      : 'The other side is heard before it is accepted. Once accepted it is never edited, only superseded.',
  })
}

/** Nothing stands in it: it is drawn to be read. */
export async function redraw(value: Proposing, ctx: Context) {
  const checked = await checkedValue(value, ctx)
  return 'refused' in checked ? checked : formOf({ value, was: checked.was, domain: checked.domain }, ctx)
}

interface Checked {
  was: Opening['was']
  domain: Domain | null
  changed: DecisionRecord | null
  replaced: DecisionRecord | null
}

/** What it changes or supersedes, if this person may do that now. */
async function checkedValue({ decision, supersedes }: Proposing, ctx: Context): Promise<Checked | Refusal> {
  const id = decision ?? supersedes
  if (!id) return { was: {}, domain: null, changed: null, replaced: null }
  const found = await own(id, ctx)
  if ('refused' in found) return found
  if (!mayDecide(found.who, found)) return { refused: notYours }
  const of = found.decision
  if (decision) {
    return change(of, ctx.actor.id) ?? { was: of, domain: of.domain, changed: of, replaced: null }
  }
  const view = await viewOf(ctx.tx, of, ctx.now)
  if (of.state !== 'accepted')
    return {
      refused: `${decisionName(of)} is ${of.state}: only what is accepted can be superseded. Nothing was changed.`,
    }
  if (view.supersededBy) {
    return {
      refused: `DEC-${view.supersededBy.number} is proposed already to supersede ${decisionName(of)}. Say something there. Nothing was changed.`,
    }
  }
  const { initiativeId, keyResultId, effect } = of
  return { was: { initiativeId, keyResultId, effect }, domain: of.domain, changed: null, replaced: of }
}

export async function openChange(value: { decision: number }, ctx: Context): Promise<Outcome> {
  const checked = await checkedValue(value, ctx)
  if ('refused' in checked) return tell(checked.refused)
  const crew = checked.changed?.crewId ?? null
  return open({ value: { decision: value.decision, crew }, was: checked.was, domain: checked.domain }, ctx)
}

export async function openSupersede({ decision }: { decision: number }, ctx: Context): Promise<Outcome> {
  const checked = await checkedValue({ supersedes: decision }, ctx)
  if ('refused' in checked) return tell(checked.refused)
  const crew = checked.replaced?.crewId ?? null
  return open({ value: { supersedes: decision, crew, from: 'chat' }, was: checked.was, domain: checked.domain }, ctx)
}

export interface ProposalValues {
  what: string
  why: string | undefined
  options: string | undefined
  domain: string
  initiative: string
  keyResult: string
  effect: string | undefined
  link: string | undefined
  reviewOn: string | undefined
}

export async function save(values: ProposalValues, value: Proposing, ctx: Context): Promise<Outcome> {
  const checked = await checkedValue(value, ctx)
  if ('refused' in checked) return notTaken(checked.refused)
  const { crews, initiatives } = await grounds(ctx)
  const initiative = initiatives.find(({ id }) => String(id) === values.initiative) ?? null
  const crew = crews.find(({ id }) => id === (initiative?.crewId ?? value.crew)) ?? crews[0]
  const crewId = initiative?.crewId ?? crew?.id ?? null
  const { day: today } = toLocal(ctx.now, crew?.zone ?? ctx.actor.zone)
  const errors = checkProposal(values, { today, replaces: checked.replaced?.domain ?? null })
  if (!initiative && !crew)
    errors.initiative = 'You are in no crew that could decide this. Choose one of your initiatives.'
  if (Object.keys(errors).length) return { answer: { do: 'refuse', errors } }
  const data: Proposal = {
    ...empty,
    domain: values.domain as Domain,
    what: values.what.trim(),
    why: values.why?.trim() || null,
    options: readOptions(values.options),
    crewId,
    initiativeId: initiative?.id ?? null,
    keyResultId: values.keyResult === none ? null : Number(values.keyResult),
    effect: values.effect?.trim() || null,
    link: values.link?.trim() || null,
    reviewOn: values.reviewOn ?? null,
  }
  const made = checked.changed
    ? await saved(checked.changed, data, ctx)
    : await proposed(data, { source: value.from ?? 'chat', supersedesId: checked.replaced?.id ?? null }, ctx)
  const effects: Effect[] = made.effects
  return { ...tell(decisionCard(await viewOf(ctx.tx, made.decision, ctx.now, await whoActs(ctx)))), effects }
}

export const menus: Menus = {
  'decisions.record': {
    title: 'Record a decision',
    summary: 'Make a decision of this message, with its author and a link to it',
    async run({ text, author, link, at }: ChosenMessage, ctx) {
      const said = [author, link].filter(Boolean).join(', ')
      const { crews } = await grounds(ctx)
      const crew = crews.find(({ id }) => id === ctx.place.crewId) ?? crews[0]
      const side = crew?.members.find(({ personId }) => personId === ctx.actor.id)?.side
      return open(
        {
          value: { crew: crew?.id ?? null, from: 'message', ...(at && { at: at.getTime() }) },
          was: { what: text.trim(), link: said || null },
          domain: domainOf(side),
          ...(text.trim() && { hint: `What ${author ?? 'somebody'} said: keep, change or shorten it.` }),
        },
        ctx,
      )
    },
  },
}
