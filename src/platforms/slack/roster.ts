/** Who is in a channel: introduced one after the other beside what goes on, so that setup can offer them. Nobody is written to. */
import type { Newcomers } from '../../chat/ports.ts'
import type { Log } from '../../log.ts'
import { type Api, slackError } from './api.ts'
import { limits } from './limits.ts'
import type { People } from './people.ts'
import { membersOf } from './readers.ts'

export interface RosterOptions {
  api: Api
  newcomers: Newcomers
  people: Pick<People, 'meet' | 'workspace'>
  log: Log
  /** Between two look-ups. */
  lookupMs?: number
}

export interface Roster {
  /** Nothing waits for it; a channel that is being looked at is not looked at twice. */
  around(installation: string, channel: string): void
  settled(): Promise<void>
}

export function createRoster({ api, newcomers, people, log, lookupMs = limits.lookupMs }: RosterOptions): Roster {
  const going = new Map<string, Promise<void>>()
  let stopping = false

  async function look(installation: string, channel: string): Promise<void> {
    const accounts = await membersOf(await api.client(installation), channel)
    const { botUser } = await api.identity(installation)
    let looked = 0
    for (const account of accounts) {
      if (stopping || looked === limits.introductions) break
      if (account === botUser || (await newcomers.known({ platform: 'slack', installation, account }))) continue
      if (looked > 0) await new Promise((resume) => setTimeout(resume, lookupMs))
      await people.meet(installation, account)
      looked += 1
    }
    await newcomers.roster(await people.workspace(installation), channel, accounts)
  }

  return {
    around(installation, channel) {
      const key = `${installation} ${channel}`
      if (stopping || going.has(key)) return
      const quiet = look(installation, channel)
        .catch((error) => log.warn('slack.roster', { code: slackError(error) ?? error.name }))
        .finally(() => going.delete(key))
      going.set(key, quiet)
    },
    async settled() {
      stopping = true
      while (going.size) await Promise.all(going.values())
    },
  }
}
