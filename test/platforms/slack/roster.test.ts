import { expect, test } from 'vitest'
import { createLog } from '../../../src/log.ts'
import type { Api } from '../../../src/platforms/slack/api.ts'
import { limits } from '../../../src/platforms/slack/limits.ts'
import { createRoster } from '../../../src/platforms/slack/roster.ts'

test('at most 200 unknown people of a channel are looked up, the bot and known ones not, and all who are there are told', async () => {
  const strangers = Array.from({ length: 230 }, (_, index) => `U${index}`)
  const members = ['UBOT', 'UKNOWN', ...strangers]
  const client = { conversations: { members: async () => ({ ok: true, members }) } }
  const api = { client: async () => client, identity: async () => ({ name: 'N', botUser: 'UBOT' }) } as unknown as Api
  const met: string[] = []
  const rosters: string[][] = []
  const roster = createRoster({
    api,
    newcomers: {
      known: async ({ account }) => account === 'UKNOWN',
      introduce: async () => {},
      channel: async () => {},
      roster: async (_at, _channel, accounts) => void rosters.push(accounts),
      came: async () => {},
      went: async () => {},
    },
    people: {
      meet: async (_installation, account) => void met.push(account),
      workspace: async (installation) => ({ platform: 'slack', installation, installationName: 'N' }),
    },
    log: createLog({ write: () => {} }),
    lookupMs: 0,
  })
  roster.around('T1', 'C1')
  roster.around('T1', 'C1')
  await expect.poll(() => rosters.length).toBe(1)
  expect(met).toEqual(strangers.slice(0, limits.introductions))
  expect(rosters).toEqual([members])
})
