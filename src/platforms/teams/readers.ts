/** Who can read a channel or group chat of Teams: its roster, and which of them are guests. */
import type { Readers } from '../../chat/feature.ts'
import type { At, TeamsOptions } from './ports.ts'
import type { Sdk } from './sdk.ts'

export async function readersOf(sdk: Sdk, references: TeamsOptions['references'], at: At): Promise<Readers | null> {
  const reference = await references.get(at)
  if (!reference) return null
  const connector = await sdk.connector(reference.serviceUrl)
  const readers: Readers = { people: 0, guests: 0 }
  for await (const { id, userRole } of connector.members(reference.conversation ?? at.conversation)) {
    // The bot stands in some rosters.
    if (id === reference.bot.id) continue
    readers.people += 1
    if (isGuest(userRole)) readers.guests += 1
  }
  return readers
}

const isGuest = (role: string | undefined) => role === 'guest' || role === 'anonymous'
