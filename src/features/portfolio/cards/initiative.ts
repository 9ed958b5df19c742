/** An initiative by itself: what it is, whose, what for. Private; its plan and its status are other cards. */
import type { Form, Option } from '../../../chat/form.ts'
import type { Button, Message, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { methodologyChoices, practiceWords, ritualWords, usesText } from '../rules/methodology.ts'
import { moneyText } from '../rules/money.ts'
import type { InitiativeRecord, KeyResultRecord, MoneyShown } from '../rules/records.ts'
import { kindWords, methodologyWords, phaseWords } from '../rules/words.ts'

import { cut, dotted, longDay, named, somebody } from './lines.ts'
import { resultFact } from './outcome.ts'

export interface InitiativeView {
  initiative: InitiativeRecord
  results: KeyResultRecord[]
  today: Day
  why: { version: number; sentence: string; forWhom: string } | null
  money: MoneyShown
  budgetFrom: string | null
  steering: string | null
  /** What its methodology expects and is not there. */
  missing: string | null
  buttons: Button[]
}

const longestText = 140

export function initiativeCard(view: InitiativeView): Message {
  const { initiative: one, why } = view
  const title = named(one)
  const { shown, more } = cut(view.results, 5)
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      {
        block: 'text',
        text: why
          ? `Why: ${shorten(why.sentence, longestText)} For ${shorten(why.forWhom, longestText)}.`
          : 'Why: not said yet.',
      },
      {
        block: 'facts',
        facts: [
          {
            label: 'What',
            value: dotted([
              kindWords[one.kind],
              methodologyWords[one.methodology],
              `phase ${phaseWords[one.phase].toLowerCase()}`,
            ]),
          },
          {
            label: 'Owners',
            value: [
              'project ',
              somebody(one.projectOwnerId),
              ' · product ',
              somebody(one.productOwnerId),
              ' · sponsor ',
              somebody(one.sponsorId),
            ],
          },
          {
            label: 'Crew',
            value: `${one.crew?.name ?? 'none yet'}${view.steering ? `, steered by ${view.steering}` : ''}`,
          },
          { label: 'Rituals', value: usesText(one.methodology, ritualWords) },
          { label: 'Plan', value: usesText(one.methodology, practiceWords) },
          ...(view.missing ? [{ label: 'Not there yet', value: view.missing }] : []),
          { label: 'Money', value: moneyLine(view) },
          { label: 'State', value: stateText(one) },
          ...(one.planAt ? [{ label: 'Plan lives at', value: shorten(one.planAt, longestText) }] : []),
          ...shown.map((result) => resultFact(result, view.today)),
        ],
      },
      ...(more ? [{ block: 'note' as const, text: `${more} key results` }] : []),
      ...(view.results.length
        ? []
        : [{ block: 'text' as const, text: 'Key result: none linked. Its share of spend is listed as an orphan.' }]),
      ...(view.buttons.length ? [{ block: 'buttons' as const, buttons: view.buttons }] : []),
    ],
  }
}

/** Benefit is a percent of the budget where amounts are not shown. */
function moneyLine({ initiative: one, money, budgetFrom }: InitiativeView): Text {
  if (money === 'hidden') return 'not shown here'
  const from = budgetFrom ? `, allotted from ${budgetFrom}` : ''
  const budget =
    money === 'percent' ? null : moneyText(one.budget, one.currency, money, { amount: one.budget, name: 'budget' })
  const benefit = moneyText(one.benefit, one.currency, money, { amount: one.budget, name: 'budget' })
  return dotted([budget === null ? null : `budget ${budget}${from}`, `expected benefit ${benefit}`])
}

function stateText({ phase, startOn, deliveredOn, realizedOn, outcomeCheckOn }: InitiativeRecord): string {
  if (phase === 'retired') return 'retired'
  if (realizedOn) return `realized ${longDay(realizedOn)}`
  if (deliveredOn) {
    const check = outcomeCheckOn ? `, value looked at ${longDay(outcomeCheckOn)}` : ''
    return `delivered ${longDay(deliveredOn)}, not realized yet${check}`
  }
  return startOn ? `not delivered yet, begins ${longDay(startOn)}` : 'not delivered yet'
}

export interface InitiativeForm {
  initiative: InitiativeRecord | null
  people: Option[]
  crews: Option[]
  crew: string | undefined
}

const options = (words: Record<string, string>): Option[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
const chosen = (id: number | null | undefined) => (id == null ? [] : [id])

export function initiativeForm({ initiative: one, people, crews, crew }: InitiativeForm) {
  return {
    id: 'portfolio.initiative',
    title: one ? `Change ${one.key}` : 'New initiative',
    submit: 'Save',
    value: { initiative: one?.id ?? null },
    inputs: {
      key: {
        input: 'text',
        label: 'Key',
        hint: 'Short, such as CHK: it is typed often.',
        max: 25,
        value: one?.key ?? '',
      },
      name: { input: 'text', label: 'Name', max: 120, value: one?.name ?? '' },
      kind: { input: 'choice', label: 'What is it?', options: options(kindWords), value: one?.kind ?? 'project' },
      methodology: {
        input: 'choice',
        label: 'How is it done?',
        hint: 'Decides which rituals and gates it has. Gates it had before are kept, and asked for no more.',
        options: options(methodologyChoices),
        value: one?.methodology ?? 'hybrid',
      },
      phase: { input: 'choice', label: 'Phase', options: options(phaseWords), value: one?.phase ?? 'idea' },
      crew: { input: 'choice', label: 'Owning crew', options: crews, optional: true, ...(crew && { value: crew }) },
      steering: {
        input: 'choice',
        label: 'Steering crew',
        options: crews,
        optional: true,
        ...(one?.steeringCrewId != null && { value: String(one.steeringCrewId) }),
      },
      projectOwner: {
        input: 'people',
        label: 'Who delivers it?',
        options: people,
        optional: true,
        value: chosen(one?.projectOwnerId),
      },
      productOwner: {
        input: 'people',
        label: 'Who decides what it is worth?',
        options: people,
        optional: true,
        value: chosen(one?.productOwnerId),
      },
      sponsor: { input: 'people', label: 'Sponsor', options: people, optional: true, value: chosen(one?.sponsorId) },
      startOn: { input: 'date', label: 'Begins on', optional: true, value: one?.startOn ?? '' },
      planAt: {
        input: 'text',
        label: 'Where does its plan really live?',
        hint: 'An address or words, if not here.',
        max: 300,
        optional: true,
        value: one?.planAt ?? '',
      },
      anniversaries: {
        input: 'toggle',
        label: 'Tell its crew when another year of it is over',
        value: one?.anniversaries ?? false,
      },
    },
  } as const satisfies Form
}

export function resultsForm(initiative: InitiativeRecord, results: KeyResultRecord[], linked: number[]) {
  return {
    id: 'portfolio.results',
    title: `What ${initiative.key} is for`,
    submit: 'Save',
    value: { initiative: initiative.id },
    inputs: {
      results: {
        input: 'choices',
        label: 'Which key results does it move?',
        options: results.map((one) => ({ value: String(one.id), label: shorten(named(one), 70) })),
        optional: true,
        value: linked.map(String),
      },
    },
  } as const satisfies Form
}

export function whyForm(
  initiative: InitiativeRecord,
  why: { version: number; sentence: string; forWhom: string; evidence: string | null } | null,
) {
  return {
    id: 'portfolio.set-why',
    title: `Why ${initiative.key}?`,
    submit: 'Save',
    note: `This becomes version ${(why?.version ?? 0) + 1}; earlier ones are kept.`,
    value: { initiative: initiative.id },
    inputs: {
      sentence: { input: 'text', label: 'Why, in one sentence?', lines: 2, max: 300, value: why?.sentence ?? '' },
      forWhom: { input: 'text', label: 'For whom?', max: 200, value: why?.forWhom ?? '' },
      evidence: {
        input: 'text',
        label: 'On what evidence?',
        hint: 'A survey, a figure and its day, or that there is none.',
        lines: 2,
        max: 500,
        optional: true,
        value: why?.evidence ?? '',
      },
    },
  } as const satisfies Form
}
