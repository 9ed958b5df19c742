/** How a promise stands, wherever one is shown: its chance, how old that is, and whether both sides stand for it. */
import type { Inline, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { chanceText } from '../rules/promise.ts'
import type { DeliverableRecord } from '../rules/records.ts'
import { cut, longDay, longestName } from './lines.ts'

type Promised = Pick<
  DeliverableRecord,
  'key' | 'name' | 'promisedOn' | 'promisedTo' | 'chance' | 'weighedOn' | 'unsigned'
>

/** ", not co-signed, 34 % chance computed Mon 23 Nov 2026" */
export function promiseStands({ chance, weighedOn, unsigned }: Promised): Inline[] {
  const known =
    chance === null || weighedOn === null ? [] : [`, ${chanceText(chance)} chance computed ${longDay(weighedOn)}`]
  return [...(unsigned ? [', ', { strong: 'not co-signed' }] : []), ...known]
}

const mostShown = 3

/** A line of a status: those that wait for a signature first, then by their days. */
export function promiseFacts(pieces: (Promised & { finishedOn: string | null })[]): { label: string; value: Text }[] {
  const open = pieces
    .filter(({ promisedOn, finishedOn }) => promisedOn !== null && finishedOn === null)
    .sort((a, b) => Number(b.unsigned) - Number(a.unsigned) || (a.promisedOn ?? '').localeCompare(b.promisedOn ?? ''))
  if (open.length === 0) return []
  const { shown, more } = cut(open, mostShown)
  return [
    {
      label: 'Promised',
      value: [
        ...shown.flatMap((one, at): Inline[] => [
          `${at ? '; ' : ''}${one.key} ${shorten(one.name, 30)} ${longDay(one.promisedOn ?? '')}`,
          one.promisedTo ? ` to ${shorten(one.promisedTo, longestName)}` : '',
          ...promiseStands(one),
        ]),
        ...(more ? [`; ${more}`] : []),
      ],
    },
  ]
}
