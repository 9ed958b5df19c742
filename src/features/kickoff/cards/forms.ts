/** Forms of a kickoff: which initiative, how it begins, and an action that follows. */
import type { Form, Inputs, Option } from '../../../chat/form.ts'
import { shorten } from '../../../chat/plain.ts'
import { promiseInputs } from '../../actions/rules/promise.ts'
import type { Side } from '../rules/records.ts'
import { named } from './lines.ts'

/** More fit in no list. */
const mostOptions = 100

export function pickForm(initiatives: { id: number; key: string; name: string }[]) {
  return {
    id: 'kickoff.pick',
    title: 'Kickoff',
    note: 'Only you see the checklist. Nothing begins yet.',
    submit: 'Show',
    value: {},
    inputs: {
      initiative: {
        input: 'choice',
        label: 'Of which initiative?',
        options: initiatives.slice(0, mostOptions).map((one) => ({ value: String(one.id), label: named(one) })),
      },
    },
  } as const satisfies Form
}

export interface BeginView {
  initiative: { id: number; key: string; name: string }
  crew: { name: string; labels: Record<Side, string> }
  /** Who may present, by side, and who does it usually. */
  presenters: Record<Side, { among: { id: number; name: string }[]; usual: number | null }>
  closes: string
  /** The one whose vote is open. */
  open: string | null
  voters: number
}

export function beginForm(id: 'kickoff.begin' | 'kickoff.again', value: object, view: BeginView) {
  const { initiative, crew, voters, open } = view
  const few = voters < 3 ? ` Only ${voters} may answer: whoever knows their own number can guess at the others’.` : ''
  return {
    id,
    title: id === 'kickoff.begin' ? 'Begin the kickoff' : 'Ask again',
    intro: `${named(initiative)}. The unified plan goes to every channel of ${crew.name}, and both sides show how confident they are.`,
    note: `Asked without names: how people answer is told to nobody.${few}`,
    submit: id === 'kickoff.begin' ? 'Begin' : 'Ask',
    value,
    inputs: {
      ...presenterInputs(view),
      closes: {
        input: 'text' as const,
        label: 'Closes',
        hint: 'In words: "tomorrow 17:00", "fri", "2 working days".',
        max: 60,
        value: view.closes,
      },
      ...(open && {
        replace: {
          input: 'toggle' as const,
          label: `Take the vote of ${open} back`,
          hint: 'It is open. What was answered there is not counted.',
        },
      }),
    } as Inputs,
  } satisfies Form
}

function presenterInputs({ crew, presenters }: BeginView): Inputs {
  const input = (side: Side): Inputs => {
    const { among, usual } = presenters[side]
    if (among.length === 0) return {}
    const options: Option[] = among
      .slice(0, mostOptions)
      .map((one) => ({ value: String(one.id), label: shorten(one.name, 75) }))
    const label = `Who presents for ${crew.labels[side].toLowerCase()}?`
    return { [side]: { input: 'choice', label, options, ...(usual !== null && { value: String(usual) }) } }
  }
  return { ...input('project'), ...input('product') }
}

export function actionForm(value: { kickoff: number }, name: string, people: Option[], owner: number) {
  return {
    id: 'kickoff.act',
    title: 'Add an action',
    intro: `It stands on the card of ${name}.`,
    note: 'It comes back to its owner until it is done.',
    submit: 'Add',
    value,
    inputs: promiseInputs(people, { owner }),
  } as const satisfies Form
}
