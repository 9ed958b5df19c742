/** How a channel sees money. */
import type { Drawing } from '../../../sharing/sharing.ts'
import type { Spot } from '../../../sharing/store.ts'
import type { InitiativeRecord, MoneyShown } from '../rules/records.ts'
import { guestsMatter, moneyInChannel } from '../rules/rights.ts'

/** Its platform is asked who reads along only where that matters; it takes a moment. Never inside a transaction. */
export async function moneyIn(
  { id, crewId }: Spot,
  initiatives: InitiativeRecord[],
  { readers }: Pick<Drawing, 'readers'>,
): Promise<(one: InitiativeRecord) => MoneyShown> {
  const ask = initiatives.some((one) => guestsMatter(one, crewId))
  const guests = ask ? ((await readers(id))?.guests ?? null) : null
  return (one) => moneyInChannel(one, crewId, guests)
}
