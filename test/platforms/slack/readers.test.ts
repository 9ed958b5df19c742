import { expect, test } from 'vitest'
import type { Api } from '../../../src/platforms/slack/api.ts'
import { readersOf } from '../../../src/platforms/slack/readers.ts'

const users = [
  { id: 'U1' },
  { id: 'U2', is_restricted: true },
  { id: 'U3', is_ultra_restricted: true },
  { id: 'B1', is_bot: true },
  { id: 'U4' },
]

/** Pages of two. */
function paged<T>(all: T[], cursor: string | undefined) {
  const from = Number(cursor ?? 0)
  const next = from + 2 < all.length ? String(from + 2) : ''
  return { members: all.slice(from, from + 2), response_metadata: { next_cursor: next } }
}

test('readers are people without bots; guests and people of other workspaces count as guests, over all pages', async () => {
  const client = {
    conversations: {
      members: async ({ cursor }: { cursor?: string }) => paged(['U1', 'U2', 'B1', 'U3', 'FOREIGN'], cursor),
    },
    users: { list: async ({ cursor }: { cursor?: string }) => paged(users, cursor) },
  }
  const api = { client: async () => client } as unknown as Api
  expect(await readersOf(api, 'T1', 'C1')).toEqual({ people: 4, guests: 3 })
})
