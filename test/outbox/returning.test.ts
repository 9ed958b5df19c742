import { expect, it } from 'vitest'
import type { Card } from '../../src/chat/feature.ts'
import { bringBack } from '../../src/outbox/returning.ts'
import { setAside } from '../../src/outbox/store.ts'
import { onBothDatabases } from '../support/databases.ts'
import { openPostOffice } from './postoffice.ts'

const day = 24 * 3_600_000
const round = (key: number): Card => ({ kind: 'test.digest', key: String(key) })
const inThread = (key: number, of: number) => ({ card: { kind: 'test.reply', key: String(key) }, under: round(of) })

onBothDatabases((database) => {
  async function open() {
    const office = await openPostOffice((await database.fresh()).db)
    const { db, crewId, channels, put, outbox, sendings } = office
    const announce = (...cards: { card: Card; under?: Card }[]) =>
      put(cards.map((one) => ({ do: 'announce', to: crewId, ...one })))
    const to = { channelIds: channels.map(({ id }) => id), personIds: [] }
    const lose = () => db.transact((tx) => setAside(tx, to, 'The channel was archived'))
    const comeBack = async () => {
      sendings.length = 0
      await db.transact((tx) => bringBack(tx, to))
      await outbox.drain()
      const first = sendings.filter(({ where }) => where === 'first')
      return first.map(({ what, text }) => `${what} ${text.split('\n')[0]}`)
    }
    return { ...office, announce, lose, comeBack }
  }

  it('what was said is updated; of what was not, the newest of each kind is, with what stands in its thread', async () => {
    const { announce, put, pass, lose, comeBack } = await open()
    await announce({ card: round(1) })
    await pass(0)
    await put([{ do: 'refresh', card: round(1) }])
    await announce({ card: round(2) }, inThread(1, 1), inThread(2, 2))
    await announce({ card: round(3) }, inThread(3, 3))
    await lose()
    expect((await comeBack()).sort()).toEqual([
      'send test.digest 3',
      'send test.reply 1',
      'send test.reply 3',
      'update test.digest 1',
    ])
    expect(await comeBack()).toEqual([])
  })

  it('what was set aside more than 7 days ago stays there, and what another channel waits for too', async () => {
    const { db, announce, lose, comeBack, channels, deliveries } = await open()
    await announce({ card: round(1) })
    await lose()
    const ago = (days: number) => ({ data: { dueAt: new Date(Date.now() - days * day) } })
    await db.transact((tx) => tx.delivery.updateMany(ago(8)))
    expect(await comeBack()).toEqual([])
    await db.transact((tx) => tx.delivery.updateMany(ago(6)))
    const [first] = channels
    await db.transact((tx) => bringBack(tx, { channelIds: [first?.id ?? 0], personIds: [] }))
    const states = (await deliveries()).map(({ channelId, state, lastError }) => [
      channelId === first?.id,
      state,
      lastError,
    ])
    expect(states).toContainEqual([true, 'due', null])
    expect(states).toContainEqual([false, 'aside', 'The channel was archived'])
  })
})
