/** The button that shares a private answer, and the form that asks where. */
import type { Place } from '../chat/feature.ts'
import type { Form } from '../chat/form.ts'
import type { Button } from '../chat/message.ts'
import { shorten } from '../chat/plain.ts'
import type { Spot } from './store.ts'

export interface Sharing {
  /** The kind of its card. */
  share: string
  about: object
}

/** `there`: the name of the channel it was asked in. In Teams that is answered in the personal chat, where "here" is nobody else. */
export function shareButton(feature: string, sharing: Sharing, place: Place, there: string | null): Button {
  const { channelId } = place
  if (channelId === undefined || there === null) {
    const value = { ...sharing, channel: null }
    return { press: `${feature}.share`, label: 'Share...', value, opens: true }
  }
  const label = place.platform === 'teams' ? `Share in ${shorten(there, 40)}` : 'Share here'
  return { press: `${feature}.share`, label, value: { ...sharing, channel: channelId } }
}

export function whereForm(feature: string, sharing: Sharing, spots: Spot[], crewId: number | null) {
  const own = spots.filter((spot) => spot.crewId === crewId)
  const crews = new Set(spots.map((spot) => spot.crewId))
  const chosen = own.length || crews.size > 1 ? own : spots
  return {
    id: `${feature}.share-in`,
    title: 'Share where?',
    submit: 'Share',
    note: 'Everybody who is in these channels can read it. Money shows as the crew has set it.',
    value: sharing,
    inputs: {
      channels: {
        input: 'choices',
        label: 'In which channels?',
        options: spots.map(({ id, name }) => ({ value: String(id), label: name })),
        value: chosen.map(({ id }) => String(id)),
      },
    },
  } as const satisfies Form
}
