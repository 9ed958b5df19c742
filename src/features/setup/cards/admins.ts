/** Organization admins and finance: who they are, the form that names them, and what is told to whoever is named. */
import type { Form } from '../../../chat/form.ts'
import type { Message } from '../../../chat/message.ts'
import { command } from '../../../chat/spoken.ts'
import type { Person } from '../../../people/persons.ts'

export type NamedAs = 'admin' | 'finance'

const people = (ids: number[]) => ids.map((person) => ({ person }))

export function adminsCard(admins: number[], finance: number[]): Message {
  return {
    summary: 'Organization admins and finance',
    blocks: [
      {
        block: 'people',
        groups: [
          { label: 'Organization admins', people: people(admins) },
          ...(finance.length ? [{ label: 'Finance', people: people(finance) }] : []),
        ],
      },
      {
        block: 'note',
        text: `${finance.length ? '' : 'Nobody is named for finance. '}Any admin can name others with ${command('admins')}.`,
      },
    ],
  }
}

export function adminsForm(persons: Pick<Person, 'id' | 'name' | 'admin' | 'finance'>[]) {
  const options = persons.map(({ id, name }) => ({ value: String(id), label: name }))
  return {
    id: 'setup.admins',
    title: 'Admins and finance',
    intro: 'Admins may delete every crew, and see the doctor. What is in a crew is changed by its members.',
    submit: 'Save',
    note: 'Whoever is named is told, with your name.',
    value: {},
    inputs: {
      people: {
        input: 'people',
        label: 'Admins',
        options,
        value: persons.filter(({ admin }) => admin).map(({ id }) => id),
      },
      finance: {
        input: 'people',
        label: 'Finance',
        hint: 'Book money for every initiative, see amounts whatever a crew shows, and give currency rates.',
        options,
        optional: true,
        value: persons.filter(({ finance }) => finance).map(({ id }) => id),
      },
    },
  } as const satisfies Form
}

export function namedCard(as: NamedAs, byId: number): Message {
  if (as === 'admin') {
    return {
      summary: 'You are an organization admin',
      blocks: [
        { block: 'text', text: [{ person: byId }, ' named you an organization admin of Tandem.'] },
        {
          block: 'note',
          text: `You may delete every crew, and name others with ${command('admins')}. ${command('doctor')} shows how Tandem itself is doing.`,
        },
      ],
    }
  }
  return {
    summary: 'You are named for finance',
    blocks: [
      { block: 'text', text: [{ person: byId }, ' named you for finance in Tandem.'] },
      {
        block: 'note',
        text: `You may book money for every initiative, see amounts whatever a crew shows, and give currency rates: ${command('rates')}. You are asked for nothing by it.`,
      },
      { block: 'buttons', buttons: [{ press: 'portfolio.rate', label: 'Give a rate', value: {}, opens: true }] },
    ],
  }
}
