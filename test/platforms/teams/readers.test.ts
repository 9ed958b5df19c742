import { expect, test } from 'vitest'
import type { TeamsOptions } from '../../../src/platforms/teams/ports.ts'
import { readersOf } from '../../../src/platforms/teams/readers.ts'
import type { Sdk } from '../../../src/platforms/teams/sdk.ts'

const reference = { serviceUrl: 'https://teams.example', bot: { id: '28:bot' }, kind: 'channel', conversation: '19:c' }
const at = { installation: 'tenant', conversation: '19:c' }

const sdk = {
  connector: async () => ({
    async *members() {
      yield { id: '28:bot' }
      yield { id: '29:a', userRole: 'user' }
      yield { id: '29:b', userRole: 'guest' }
      yield { id: '29:c' }
    },
  }),
} as unknown as Sdk

const references = (found: object | null) => ({ get: async () => found }) as unknown as TeamsOptions['references']

test('readers are the roster without the bot, with its guests', async () => {
  expect(await readersOf(sdk, references(reference), at)).toEqual({ people: 3, guests: 1 })
})

test('a conversation never met has none that are known', async () => {
  expect(await readersOf(sdk, references(null), at)).toBeNull()
})
