/** Charts behind signed addresses, from the card to the picture that a platform fetches. */
import { describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import type { Db } from '../src/db.ts'
import { createLog } from '../src/log.ts'
import { createPictures, forgetPictures } from '../src/pictures.ts'
import { openProduction } from '../src/production.ts'
import { createClock } from '../src/schedule/clock.ts'
import { day, tiny, whatIf } from './charts/charts.fixture.ts'
import { onBothDatabases } from './support/databases.ts'
import { decoded } from './support/png.ts'

const reach = { publicUrl: 'https://tandem.example.com/', secret: 'a secret' }
const dayMs = 86_400_000
const at = { platform: 'slack' as const, installation: 'T1' }
const other = { platform: 'teams' as const, installation: 'other' }

async function organization(db: Db, { platform, installation }: typeof at | typeof other) {
  const installations = { create: { platform, externalId: installation, name: installation } }
  return db.transact((tx) => tx.organization.create({ data: { name: installation, installations } }))
}

/** Pictures of one process, with a clock that a test moves. */
function open(db: Db, secret = reach.secret) {
  const clock = { now: Date.parse('2026-11-24T09:00:00Z') }
  const pictures = createPictures({ db, publicUrl: reach.publicUrl, secret, now: () => clock.now })
  const get = (address: string | null) => pictures.open(new URL(address ?? '').pathname.split('/').at(-1) ?? '')
  return { clock, pictures, get }
}

onBothDatabases((database) => {
  describe('a picture', () => {
    test('is a PNG behind an address that tells nothing of it', async () => {
      const { db } = await database.fresh()
      await organization(db, at)
      const { pictures, get } = open(db)
      const address = await pictures.address(at, whatIf)
      expect(address).toMatch(/^https:\/\/tandem\.example\.com\/pictures\/[\w-]{22}\.\d+\.[\w-]{43}\.png$/)
      const response = await get(address)
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png'])
      expect(response.headers.get('cache-control')).toBe(`private, max-age=${30 * 86_400}, immutable`)
      expect(decoded(new Uint8Array(await response.arrayBuffer())).width).toBe(1_000)
    })

    test('keeps its address while the chart is the same; another chart, or organization, has another', async () => {
      const { db } = await database.fresh()
      await organization(db, at)
      await organization(db, other)
      const { pictures, clock } = open(db)
      const first = await pictures.address(at, whatIf)
      clock.now += 14 * dayMs
      expect(await pictures.address(at, structuredClone(whatIf))).toBe(first)
      expect(await pictures.address(at, { ...whatIf, today: day(52) })).not.toBe(first)
      expect(await pictures.address(other, whatIf)).not.toBe(first)
      expect(await db.read.picture.count()).toBe(3)
    })

    test('two processes that need it at once keep it once', async () => {
      const { db } = await database.fresh()
      await organization(db, at)
      const made = await Promise.all([1, 2, 3, 4].map(() => open(db).pictures.address(at, whatIf)))
      expect([new Set(made).size, await db.read.picture.count()]).toEqual([1, 1])
    })

    test('is there for 30 days after it was last needed, and then it is swept', async () => {
      const { db } = await database.fresh()
      await organization(db, at)
      const { pictures, clock, get } = open(db)
      const first = await pictures.address(at, whatIf)
      clock.now += 20 * dayMs
      const second = await pictures.address(at, whatIf)
      expect(second).not.toBe(first)
      expect([(await get(first)).status, (await get(second)).status]).toEqual([200, 200])
      clock.now += 11 * dayMs
      const sweep = () => db.transact((tx) => forgetPictures(tx, new Date(clock.now)))
      expect(await sweep()).toBe(false)
      expect([(await get(first)).status, (await get(second)).status]).toEqual([410, 200])
      clock.now += 20 * dayMs
      expect(await sweep()).toBe(false)
      expect([(await get(second)).status, await db.read.picture.count()]).toEqual([410, 0])
    })

    test('an address that was changed, cut, or signed by another house finds nothing', async () => {
      const { db } = await database.fresh()
      await organization(db, at)
      const { pictures, get } = open(db)
      const address = (await pictures.address(at, whatIf)) ?? ''
      const theirs = (await open(db, 'another secret').pictures.address(at, whatIf)) ?? ''
      const [id, until, mark] = (address.split('/').at(-1) ?? '').split('.') as [string, string, string]
      const otherId = ((await pictures.address(at, tiny('x'))) ?? '').split('/').at(-1)?.split('.')[0]
      for (const name of [
        `${otherId}.${until}.${mark}.png`,
        `${id}.${Number(until) + 1}.${mark}.png`,
        `${id}.png`,
        '.png',
      ])
        expect((await pictures.open(name)).status, name).toBe(404)
      expect((await get(theirs)).status).toBe(404)
    })

    test('where the installation is unknown, or there is nothing to draw, there is none', async () => {
      const { db } = await database.fresh()
      await organization(db, at)
      const { pictures } = open(db)
      expect(await pictures.address({ ...at, installation: 'T2' }, whatIf)).toBeNull()
      expect(await pictures.address(at, { ...whatIf, rows: [] })).toBeNull()
      expect(await db.read.picture.count()).toBe(0)
    })

    test('is served to whoever has its address, by any process that can be reached', async () => {
      const { db } = await database.fresh()
      await organization(db, at)
      const address = await createPictures({ db, ...reach }).address(at, whatIf)
      const slack = { botToken: 'x', signingSecret: 'x', appToken: undefined, apiUrl: 'http://127.0.0.1:1/' }
      const read = readConfig({ PUBLIC_URL: reach.publicUrl, TANDEM_SECRET: reach.secret })
      if (!('config' in read)) throw new Error(read.problems.join())
      const log = createLog({ level: 'error', write: () => {} })
      const house = await openProduction({ db, config: { ...read.config, slack }, clock: createClock(), log })
      const path = new URL(address ?? '').pathname
      const response = await house.routes.request(path)
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png'])
      expect((await house.routes.request(path.replace(/.png$/, 'x.png'))).status).toBe(404)
    })

    test('goes with its organization', async () => {
      const { db } = await database.fresh()
      const { id } = await organization(db, at)
      await open(db).pictures.address(at, whatIf)
      await db.transact((tx) => tx.organization.delete({ where: { id } }))
      expect(await db.read.picture.count()).toBe(0)
    })
  })
})
