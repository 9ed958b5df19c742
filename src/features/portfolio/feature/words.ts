/** Small things that every form of the portfolio needs. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import type { FieldErrors, Option } from '../../../chat/form.ts'
import { personsOf } from '../../../people/persons.ts'
import { type Day, toLocal } from '../../../schedule/calendar.ts'

export const refuse = (errors: FieldErrors): Outcome => ({ answer: { do: 'refuse', errors } })

/** On the calendar of whoever acts. */
export const today = ({ now, actor }: Pick<Context, 'now' | 'actor'>): Day => toLocal(now, actor.zone).day

export const rowsText = (rows: number) => (rows === 1 ? '1 row' : `${rows} rows`)

/** Everybody of the organization: owners and gatekeepers may be in no crew. */
export async function peopleOptions({ tx, actor }: Context): Promise<Option[]> {
  return (await personsOf(tx, actor.organizationId)).map(({ id, name }) => ({ value: String(id), label: name }))
}

/** A choice from words by their values. */
export const choices = (words: Record<string, string>): Option[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** For a list input that takes one person. */
export const one = (id: number | null): number[] => (id === null ? [] : [id])

/** When what is asked on a day falls due: before anybody works, so that it goes out with what they are told that day. */
export const dayBegins = '00:00'
