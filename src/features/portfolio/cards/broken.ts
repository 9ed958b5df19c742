/** What broken assumptions leave of the expected benefit, as one line of a status. */
import type { Text } from '../../../chat/message.ts'
import { command } from '../../../chat/spoken.ts'
import { amountText } from '../rules/money.ts'
import type { InitiativeRecord, MoneyShown } from '../rules/records.ts'
import { dotted } from './lines.ts'

type Of = Pick<InitiativeRecord, 'key' | 'benefit' | 'currency' | 'broken' | 'brokenPercent'>

export function brokenFacts(one: Of, money: MoneyShown): { label: string; value: Text }[] {
  if (one.broken === 0) return []
  const { benefit, currency, brokenPercent } = one
  const left = benefit === null ? null : Math.round((benefit * (100 - brokenPercent)) / 100)
  return [
    {
      label: 'Assumptions',
      value: dotted([
        { strong: `${one.broken} broken` },
        brokenPercent
          ? `${brokenPercent} % of the expected benefit rested on ${one.broken === 1 ? 'it' : 'them'}`
          : null,
        brokenPercent && money === 'amounts' && benefit !== null && left !== null
          ? `${amountText(benefit, currency)} > ${amountText(left, currency)}`
          : null,
        command(`assumption ${one.key}`),
      ]),
    },
  ]
}
