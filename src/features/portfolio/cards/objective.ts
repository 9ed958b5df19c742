/** Objectives and their key results. */
import type { Form, Option } from '../../../chat/form.ts'
import type { Block, Button, Message } from '../../../chat/message.ts'
import type { Day } from '../../../schedule/calendar.ts'
import type { KeyResultRecord } from '../rules/records.ts'
import { cut, named } from './lines.ts'
import { resultFact } from './outcome.ts'

interface Objective {
  id: number
  key: string
  name: string
}

const mostObjectives = 8
const mostResults = 6

export function objectivesCard(
  objectives: Objective[],
  results: KeyResultRecord[],
  can: { make: boolean; progress: boolean },
): Message {
  const { shown, more } = cut(objectives, mostObjectives)
  const make: Button = { press: 'portfolio.objective', label: 'New objective', value: { objective: null }, opens: true }
  return {
    summary: 'Objectives',
    blocks: [
      { block: 'heading', text: 'Objectives' },
      ...(objectives.length
        ? []
        : [{ block: 'text' as const, text: 'There is no objective yet: what does the organization want?' }]),
      ...shown.flatMap((one) =>
        objectiveBlocks(
          one,
          results.filter(({ objectiveId }) => objectiveId === one.id),
          can,
        ),
      ),
      ...(more ? [{ block: 'note' as const, text: `${more}, not shown here.` }] : []),
      ...(can.make ? [{ block: 'buttons' as const, buttons: [make] }] : []),
    ],
  }
}

function objectiveBlocks(
  objective: Objective,
  results: KeyResultRecord[],
  can: { make: boolean; progress: boolean },
): Block[] {
  const { shown, more } = cut(results, mostResults)
  const buttons: Button[] = [
    ...(can.progress && results.length
      ? [
          {
            press: 'portfolio.reading',
            label: 'Add a reading',
            value: { objective: objective.id },
            opens: true as const,
          },
        ]
      : []),
    ...(can.make
      ? [
          {
            press: 'portfolio.key-result',
            label: 'New key result',
            value: { objective: objective.id },
            opens: true as const,
          },
          {
            press: 'portfolio.objective',
            label: 'Rename or close',
            value: { objective: objective.id },
            opens: true as const,
          },
        ]
      : []),
  ]
  return [
    { block: 'text', text: [{ strong: named(objective) }] },
    ...(shown.length
      ? [{ block: 'facts' as const, facts: shown.map(resultFact) }]
      : [{ block: 'text' as const, text: 'No key result yet: how will it be known?' }]),
    ...(more ? [{ block: 'note' as const, text: `${more} key results` }] : []),
    ...(buttons.length ? [{ block: 'buttons' as const, buttons }] : []),
  ]
}

export function objectiveForm(objective: Objective | null) {
  return {
    id: 'portfolio.objective',
    title: objective ? `Change ${objective.key}` : 'New objective',
    submit: 'Save',
    value: { objective: objective?.id ?? null },
    inputs: {
      name: { input: 'text', label: 'What does the organization want?', max: 200, value: objective?.name ?? '' },
      closed: {
        input: 'toggle',
        label: 'It is closed',
        hint: 'A closed one is listed no more; what it led to stays.',
        value: false,
      },
    },
  } as const satisfies Form
}

export function keyResultForm(objective: Objective, people: Option[]) {
  return {
    id: 'portfolio.key-result',
    title: `Key result of ${objective.key}`,
    submit: 'Save',
    value: { objective: objective.id },
    inputs: {
      name: { input: 'text', label: 'How will it be known?', hint: 'For example: conversion.', max: 200 },
      unit: { input: 'text', label: 'Unit', hint: 'For example %, days, shoppers a week.', max: 30 },
      baseline: { input: 'number', label: 'Where does it stand now?' },
      target: { input: 'number', label: 'Where should it get?', hint: 'Below the value of now where less is better.' },
      projectOwner: { input: 'people', label: 'Owner, project side', options: people, optional: true },
      productOwner: { input: 'people', label: 'Owner, product side', options: people, optional: true },
    },
  } as const satisfies Form
}

export function readingForm(objective: Objective, results: KeyResultRecord[], today: Day) {
  return {
    id: 'portfolio.reading',
    title: `Reading of ${objective.key}`,
    submit: 'Save',
    value: { objective: objective.id },
    inputs: {
      result: {
        input: 'choice',
        label: 'Which key result?',
        options: results.map((one) => ({ value: String(one.id), label: `${named(one)}, in ${one.unit}` })),
        ...(results.length === 1 && { value: String(results[0]?.id) }),
      },
      value: { input: 'number', label: 'Its value' },
      day: { input: 'date', label: 'On which day?', value: today },
      count: {
        input: 'number',
        label: 'Of how many records?',
        hint: 'Where it is known: answers, orders, visits.',
        optional: true,
      },
    },
  } as const satisfies Form
}
