import { expect, test } from 'vitest'
import { createWeb, type WebOptions } from '../../../src/platforms/web/adapter.tsx'

test('everybody of the sandbox reads every channel, its guests among them', async () => {
  const people = [{ guest: false }, { guest: true }, { guest: false }]
  const web = createWeb({ directory: { people: async () => people } } as unknown as WebOptions)
  expect(await web.sender.readers?.({ installation: 'sandbox', channel: 'checkout' })).toEqual({ people: 3, guests: 1 })
  web.close()
})
