/** Did the value come? Asked of both owners on the day that delivery booked. */
import type { Message, Text } from '../../../chat/message.ts'
import type { Day } from '../../../schedule/calendar.ts'
import type { InitiativeRecord, KeyResultRecord } from '../rules/records.ts'
import { aged, cut, longDay, named } from './lines.ts'

export function outcomeCard(
  initiative: InitiativeRecord,
  day: string,
  results: KeyResultRecord[],
  today: Day,
): Message {
  const title = `${named(initiative)}: did the value come?`
  const { deliveredOn, realizedOn, outcomeCheckOn, id } = initiative
  const moved = outcomeCheckOn !== day && outcomeCheckOn !== null && !realizedOn
  const { shown, more } = cut(results, 5)
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      {
        block: 'text',
        text: deliveredOn ? `Delivered ${longDay(deliveredOn)}; realized when it shows.` : 'Not delivered.',
      },
      ...(shown.length ? [{ block: 'facts' as const, facts: shown.map((one) => resultFact(one, today)) }] : []),
      ...(more ? [{ block: 'note' as const, text: more }] : []),
      ...(results.length
        ? []
        : [{ block: 'text' as const, text: 'Value: no key result is linked, so nothing is measured.' }]),
      ...(realizedOn ? [{ block: 'note' as const, text: `Realized ${longDay(realizedOn)}.` }] : []),
      ...(moved ? [{ block: 'note' as const, text: `Looked at again on ${longDay(outcomeCheckOn)}.` }] : []),
      ...(realizedOn || moved
        ? []
        : [
            {
              block: 'buttons' as const,
              buttons: [
                {
                  press: 'portfolio.realize',
                  label: 'It came',
                  value: { initiative: id },
                  style: 'primary' as const,
                  opens: true as const,
                },
                { press: 'portfolio.check-later', label: 'Not yet', value: { initiative: id }, opens: true as const },
              ],
            },
          ]),
    ],
  }
}

/** "2.3 %, from 2.1 to 2.6 % · Mon 9 Nov 2026, 43,350 records by Cleo (14 days old)". */
export function resultFact(result: KeyResultRecord, today: Day): { label: string; value: Text } {
  const { unit, baseline, target, current } = result
  const goal = `from ${baseline} to ${target} ${unit}`
  const count = current?.count == null ? '' : `, ${current.count.toLocaleString('en')} records`
  return {
    label: named(result),
    value:
      current === null
        ? `no data, ${goal}`
        : [
            `${current.value} ${unit}, ${goal} · ${longDay(current.day)}${count} by `,
            { person: current.byId },
            ...aged(current.day, today),
          ],
  }
}
