/** Objectives and their key results. */
import type { Form, Option } from '../../../chat/form.ts'
import type { Block, Button, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Day } from '../../../schedule/calendar.ts'
import type { KeyResultRecord } from '../rules/records.ts'
import { cut, named } from './lines.ts'
import { resultFact } from './outcome.ts'

interface Objective {
  id: number
  key: string
  name: string
}

export interface ObjectiveRights {
  make: boolean
  progress: boolean
  change: (result: KeyResultRecord) => boolean
}

const mostObjectives = 8
const mostResults = 6

export function objectivesCard(
  objectives: Objective[],
  results: KeyResultRecord[],
  can: ObjectiveRights,
  today: Day,
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
          today,
        ),
      ),
      ...(more ? [{ block: 'note' as const, text: `${more}, not shown here.` }] : []),
      ...(can.make ? [{ block: 'buttons' as const, buttons: [make] }] : []),
    ],
  }
}

function objectiveBlocks(objective: Objective, results: KeyResultRecord[], can: ObjectiveRights, today: Day): Block[] {
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
        ]
      : []),
    ...(results.some(can.change)
      ? [
          {
            press: 'portfolio.which-result',
            label: 'Change a key result',
            value: { objective: objective.id },
            opens: true as const,
          },
        ]
      : []),
    ...(can.make
      ? [
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
      ? [{ block: 'facts' as const, facts: shown.map((one) => resultFact(one, today)) }]
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

const resultLabels = {
  name: { label: 'How will it be known?', hint: 'For example: conversion.' },
  target: { label: 'Where should it get?' },
  projectOwner: 'Owner, project side',
  productOwner: 'Owner, product side',
}

export function keyResultForm(objective: Objective, people: Option[]) {
  return {
    id: 'portfolio.key-result',
    title: `Key result of ${objective.key}`,
    submit: 'Save',
    value: { objective: objective.id },
    inputs: {
      name: { input: 'text', ...resultLabels.name, max: 200 },
      unit: { input: 'text', label: 'Unit', hint: 'For example %, days, shoppers a week.', max: 30 },
      baseline: { input: 'number', label: 'Where does it stand now?' },
      target: { input: 'number', ...resultLabels.target, hint: 'Below the value of now where less is better.' },
      projectOwner: { input: 'people', label: resultLabels.projectOwner, options: people, optional: true },
      productOwner: { input: 'people', label: resultLabels.productOwner, options: people, optional: true },
    },
  } as const satisfies Form
}

/** Its readings stay numbers, whatever unit they are said to be in. */
export function changeResultForm(result: KeyResultRecord, people: Option[]) {
  const { id, key, name, unit, baseline, target, direction, current, projectOwnerId, productOwnerId } = result
  const better = direction === 'up' ? 'more is better' : 'less is better'
  return {
    id: 'portfolio.change-result',
    title: `Change ${key}`,
    submit: 'Save',
    note: 'Cards and digests that are kept show the new goal at once.',
    value: { result: id },
    inputs: {
      name: { input: 'text', ...resultLabels.name, max: 200, value: name },
      unit: {
        input: 'text',
        label: 'Unit',
        hint: current ? `Readings were given in ${unit}: another word for it, not another measure.` : `So far ${unit}.`,
        max: 30,
        value: unit,
      },
      baseline: { input: 'number', label: 'Where did it stand at first?', value: baseline },
      target: {
        input: 'number',
        ...resultLabels.target,
        hint: `So far ${better}. Above where it stood more is better, below it less.`,
        value: target,
      },
      projectOwner: {
        input: 'people',
        label: resultLabels.projectOwner,
        options: people,
        optional: true,
        value: chosen(projectOwnerId),
      },
      productOwner: {
        input: 'people',
        label: resultLabels.productOwner,
        options: people,
        optional: true,
        value: chosen(productOwnerId),
      },
    },
  } as const satisfies Form
}

const chosen = (id: number | null) => (id === null ? [] : [id])

/** A list on a form holds 100 on Slack. */
const mostListed = 100

export function whichResultForm(objective: Objective, results: KeyResultRecord[]) {
  return {
    id: 'portfolio.which-result',
    title: `Change one of ${objective.key}`,
    submit: 'Go on',
    value: { objective: objective.id },
    inputs: {
      result: {
        input: 'choice',
        label: 'Which key result?',
        options: results.slice(0, mostListed).map((one) => ({ value: String(one.id), label: shorten(named(one), 75) })),
      },
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
