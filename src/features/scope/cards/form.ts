/** The form of a scope change: what product says, what project says, and how it is voted on. */
import type { Form, Option } from '../../../chat/form.ts'
import { amountTyped } from '../../portfolio/rules/money.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { howTo } from '../../whatif/rules/change.ts'
import { missingOf } from '../rules/draft.ts'
import { type ScopeRecord, scopeName } from '../rules/records.ts'
import { scoreExamples, scoreTyped } from '../rules/value.ts'
import { capital } from './draft.ts'

export const longestWhat = 140

export interface FormValue {
  /** `null`: a new one. */
  scope: number | null
  initiative: number
  /** The what-if that it goes on from. */
  whatIf: number | null
  /** The risk that has happened, and that it answers. */
  risk?: number | undefined
  /** When the draft was last changed as this form knew it, in milliseconds. */
  seen: number
}

interface Filled {
  initiative: InitiativeRecord
  scope: ScopeRecord | null
  results: Option[]
  /** From a what-if. */
  effects: string
  cost: number | null
  /** From a risk. */
  why: string
  /** This reader may see amounts. */
  amounts: boolean
  labels: { project: string; product: string }
}

const needed = (what: string[]) => (what.length ? what.join(', ') : 'nothing')

function introOf({ scope, labels }: Filled): string {
  if (!scope)
    return `${capital(labels.product)} says why and what it is worth; ${labels.project} says what it does to the plan and costs. Fill in what you know: the owners are asked for the rest.`
  const missing = missingOf(scope)
  return `Still needed from ${labels.product}: ${needed(missing.product)}. From ${labels.project}: ${needed(missing.project)}.`
}

export function scopeForm(value: FormValue, filled: Filled) {
  const { initiative, scope, results, labels } = filled
  const { currency } = initiative
  const cost = scope?.settings.cost?.amount ?? filled.cost
  const { settings } = scope ?? {}
  return {
    id: 'scope.form',
    title: scope ? `${scopeName(scope)} for ${initiative.key}` : `Change ${initiative.key}`,
    intro: introOf(filled),
    submit: 'Save draft',
    note: 'A draft is seen by you and both owners. Nothing changes until it is voted on and accepted.',
    value,
    inputs: {
      what: {
        input: 'text',
        label: 'What changes?',
        hint: 'In a few words, such as Add Apple Pay.',
        max: longestWhat,
        value: scope?.what ?? '',
      },
      why: {
        input: 'text',
        label: `Why? (${labels.product})`,
        lines: 3,
        max: 1_000,
        optional: true,
        value: scope?.why ?? filled.why,
      },
      keyResult: {
        input: 'choice',
        label: `Which key result does it move? (${labels.product})`,
        options: results,
        optional: true,
        ...(scope?.keyResultId != null && { value: String(scope.keyResultId) }),
      },
      direction: {
        input: 'choice',
        label: 'In which direction?',
        options: [
          { value: 'up', label: 'Up' },
          { value: 'down', label: 'Down' },
        ],
        optional: true,
        ...(scope?.value.direction && { value: scope.value.direction }),
      },
      benefit: {
        input: 'text',
        label: `Expected benefit with it, in ${currency} (${labels.product})`,
        hint:
          initiative.benefit === null || !filled.amounts
            ? 'In all, not the difference.'
            : `In all; ${amountTyped(initiative.benefit, currency)} without it.`,
        max: 40,
        optional: true,
        value: scope?.value.benefit ? amountTyped(scope.value.benefit.amount, currency) : '',
      },
      score: {
        input: 'text',
        label: `WSJF or RICE (${labels.product})`,
        hint: scoreExamples,
        max: 80,
        optional: true,
        value: scope?.value.score ? scoreTyped(scope.value.score) : '',
      },
      effects: {
        input: 'text',
        label: `What does it do to the plan? (${labels.project})`,
        hint: `Such as ${howTo}; several with ; between. "none" where no date moves.`,
        lines: 3,
        max: 440,
        optional: true,
        value: scope?.effects ?? filled.effects,
      },
      cost: {
        input: 'text',
        label: `Extra cost, in ${currency} (${labels.project})`,
        hint: 'Besides the days of the team; 0 is an answer.',
        max: 40,
        optional: true,
        value: cost === null ? '' : amountTyped(cost, currency),
      },
      deadline: {
        input: 'text',
        label: 'Voted on until',
        hint: 'Such as thu 17:00 or 3 working days; empty: two working days, 17:00.',
        max: 60,
        optional: true,
        value: settings?.deadline ?? '',
      },
      live: { input: 'toggle', label: 'Show how people voted while the vote is open', value: settings?.live ?? false },
      early: {
        input: 'toggle',
        label: 'May close early, once the missing ballots cannot change the result',
        value: settings?.early ?? false,
      },
      reviewOn: {
        input: 'date',
        label: 'Looked at again on',
        hint: 'Empty: three months after it is accepted.',
        optional: true,
        value: scope?.reviewOn ?? '',
      },
    },
  } as const satisfies Form
}

export function commentForm(
  value: { scope: number; initiative: number; objects: boolean },
  title: string,
  key: string,
) {
  return {
    id: 'scope.comment',
    title: value.objects ? `Object to ${title}`.slice(0, 60) : `Comment on ${title}`.slice(0, 60),
    submit: value.objects ? 'Object' : 'Send',
    note: 'Your words stand on the card of the vote, with your name.',
    value,
    inputs: {
      text: {
        input: 'text',
        label: value.objects ? `What does it do to ${key}?` : 'Your comment',
        lines: 3,
        max: 1_000,
      },
    },
  } as const satisfies Form
}

export function errorForm(scope: ScopeRecord) {
  return {
    id: 'scope.correct',
    title: `An error in ${scopeName(scope)}`,
    submit: 'Report and vote again',
    note: 'It is computed again on the plan as it is now and voted on again; both sides read your words.',
    value: { scope: scope.id },
    inputs: { error: { input: 'text', label: 'What is wrong in the computed plan?', lines: 3, max: 500 } },
  } as const satisfies Form
}

export function sponsorForm(scope: ScopeRecord, accepts: boolean) {
  return {
    id: 'scope.sponsor',
    title: accepts ? `Accept ${scopeName(scope)}` : `Reject ${scopeName(scope)}`,
    submit: accepts ? 'Accept' : 'Reject',
    note: 'Your reason stands in the record of the decision.',
    value: { scope: scope.id, accepts },
    inputs: { reason: { input: 'text', label: 'Why?', lines: 3, max: 500 } },
  } as const satisfies Form
}
