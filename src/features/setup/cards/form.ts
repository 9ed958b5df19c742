/** The form that sets up a crew, and changes it later. */
import type { Form, Inputs, Option } from '../../../chat/form.ts'
import { describeWorkDays } from '../../../schedule/calendar.ts'

export interface SetupDefaults {
  crew: number | null
  name?: string
  project: number[]
  product: number[]
  sponsors: number[]
  channels: string[]
  when: string
  zone: string
  country: string
  labels: { project: string; product: string }
  workDays: string
  workFrom: string
  workTo: string
}

export function crewForm(defaults: SetupDefaults, people: Option[], channels: Option[]) {
  const { crew } = defaults
  const isNew = crew === null
  return {
    id: 'setup.crew',
    title: isNew ? 'Set up a crew' : 'Change the crew',
    intro: isNew
      ? 'A crew is the people of both sides who work on the same thing. Nobody else is written to before you press Start.'
      : 'A crew is the people of both sides who work on the same thing.',
    submit: isNew ? 'Next' : 'Save',
    value: { crew },
    inputs: {
      ...membership(defaults, people, channels),
      ...times(defaults),
      // Four questions are enough to begin; the rest has usual answers.
      ...(isNew ? {} : ways(defaults)),
    },
  } satisfies Form
}

function membership(
  { name, project, product, sponsors, channels, labels }: SetupDefaults,
  people: Option[],
  meets: Option[],
) {
  return {
    name: {
      input: 'text',
      label: 'What is the crew called?',
      placeholder: 'Checkout',
      max: 60,
      ...(name && { value: name }),
    },
    project: {
      input: 'people',
      label: `Who delivers it? (${labels.project.toLowerCase()} side)`,
      hint: 'Scope, time, budget.',
      options: people,
      optional: true,
      value: project,
    },
    product: {
      input: 'people',
      label: `Who decides what it is worth? (${labels.product.toLowerCase()} side)`,
      hint: 'Outcomes, customers, value.',
      options: people,
      optional: true,
      value: product,
    },
    sponsors: {
      input: 'people',
      label: 'Sponsors',
      hint: 'They see everything, stand on neither side and break ties.',
      options: people,
      optional: true,
      value: sponsors,
    },
    channels: {
      input: 'choices',
      label: 'Where does it meet?',
      hint: 'The digest goes to each of these. Without one it goes to the members in person.',
      options: meets,
      optional: true,
      value: channels,
    },
  } as const satisfies Inputs
}

function times({ when, zone, country }: SetupDefaults) {
  return {
    when: {
      input: 'text',
      label: 'When is the stand-up?',
      hint: 'For example "weekdays 09:30" or "mon wed fri 10:00". Each person is asked at that time in their own zone.',
      value: when,
    },
    zone: {
      input: 'text',
      label: "The crew's time zone",
      hint: 'A city or a zone such as Europe/Berlin.',
      value: zone,
    },
    country: {
      input: 'text',
      label: 'Whose public holidays count?',
      hint: 'A country, or none.',
      optional: true,
      value: country,
    },
  } as const satisfies Inputs
}

/** How a crew works and what it calls its sides. */
function ways({ workDays, workFrom, workTo, labels }: SetupDefaults) {
  return {
    workDays: {
      input: 'text',
      label: 'On which days does it work?',
      hint: 'For example mon-fri or mon tue thu. Rounds are held on these days.',
      value: describeWorkDays(workDays).toLowerCase(),
    },
    workFrom: { input: 'time', label: 'Working hours from', value: workFrom },
    workTo: {
      input: 'time',
      label: 'Working hours to',
      hint: 'What is still open is raised by these hours.',
      value: workTo,
    },
    projectLabel: {
      input: 'text',
      label: 'What is the project side called?',
      hint: 'Shown wherever the sides are named.',
      max: 30,
      value: labels.project,
    },
    productLabel: {
      input: 'text',
      label: 'What is the product side called?',
      max: 30,
      value: labels.product,
    },
  } as const satisfies Inputs
}
