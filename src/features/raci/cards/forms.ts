/** Forms of responsibilities. */
import type { Form, Option } from '../../../chat/form.ts'
import { shorten } from '../../../chat/plain.ts'
import { type InitiativeRecord, phases } from '../../portfolio/rules/records.ts'
import { phaseWords } from '../../portfolio/rules/words.ts'
import type { Activity } from '../rules/matrix.ts'

export function activityForm(initiative: InitiativeRecord, activity: Activity | null, people: Option[]) {
  return {
    id: 'raci.activity',
    title: activity ? `${initiative.key}: change an activity` : `${initiative.key}: add an activity`,
    submit: 'Save',
    note: 'Exactly one person answers for an activity, and at least one does it.',
    value: { initiative: initiative.id, activity: activity?.id ?? null },
    inputs: {
      activity: { input: 'text', label: 'Which activity?', max: 100, ...(activity && { value: activity.activity }) },
      phase: {
        input: 'choice',
        label: 'In which phase?',
        options: phases.map((phase) => ({ value: phase, label: phaseWords[phase] })),
        value: activity?.phase ?? initiative.phase,
      },
      // Empty ones are read, so that the sentence beside them says what is missing.
      responsible: {
        input: 'people',
        label: 'Who does it? (R)',
        options: people,
        optional: true,
        value: activity?.responsible ?? [],
      },
      accountable: {
        input: 'people',
        label: 'Who answers for it? (A)',
        options: people,
        optional: true,
        value: activity?.accountable ?? [],
      },
      consulted: {
        input: 'people',
        label: 'Who is asked before? (C)',
        options: people,
        optional: true,
        value: activity?.consulted ?? [],
      },
      informed: {
        input: 'people',
        label: 'Who is told after? (I)',
        options: people,
        optional: true,
        value: activity?.informed ?? [],
      },
      remove: { input: 'toggle', label: 'Take it out of the matrix', value: false },
    },
  } as const satisfies Form
}

export function whichForm(initiative: InitiativeRecord, rows: Activity[]) {
  return {
    id: 'raci.which',
    title: `${initiative.key}: which activity?`,
    submit: 'Go on',
    value: { initiative: initiative.id },
    inputs: {
      activity: {
        input: 'choice',
        label: 'Activity',
        options: rows.map(({ id, phase, activity }) => ({
          value: String(id),
          label: shorten(`${phaseWords[phase]}: ${activity}`, 75),
        })),
      },
    },
  } as const satisfies Form
}
