/** Files behind signed links, from the command to the download. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Db, openDb } from '../src/db.ts'
import { createLinks } from '../src/links.ts'
import { createLog } from '../src/log.ts'
import { openProduction } from '../src/production.ts'
import { createClock } from '../src/schedule/clock.ts'
import type { ConformancePlatform } from './conformance/client.ts'
import { config, serveSlack } from './conformance/slack.ts'
import { serveTeams } from './conformance/teams.ts'
import { onBothDatabases } from './support/databases.ts'
import { openSlack } from './support/slack.ts'

const reach = { publicUrl: 'https://tandem.example.com/', secret: 'a secret' }
const file = { name: 'Größe "1".csv', type: 'text/csv; charset=utf-8', content: new TextEncoder().encode('a,ä\n') }
const at = { platform: 'slack' as const, installation: 'T1' }
const minute = 60_000

/** Links of one process, with a clock that a test moves. */
function open(db: Db, secret = reach.secret) {
  const clock = { now: Date.parse('2026-11-24T09:00:00Z') }
  const links = createLinks({ db, publicUrl: reach.publicUrl, secret, now: () => clock.now })
  const get = (link: string) => {
    const { pathname, searchParams } = new URL(link)
    return links.open(pathname.split('/').at(-1) ?? '', searchParams.get('until') ?? '', searchParams.get('mark') ?? '')
  }
  return { clock, links, get }
}

onBothDatabases((database) => {
  describe('a link', () => {
    test('gives the file as it was, as a file and never as a page, and nobody on the way keeps it', async () => {
      const { db } = await database.fresh()
      const { links, get } = open(db)
      const { link, minutes } = await links.hand(at, file)
      expect([link.startsWith('https://tandem.example.com/files/'), minutes]).toEqual([true, 15])
      for (const _ of ['once', 'and again']) {
        const response = await get(link)
        expect(response.status).toBe(200)
        expect(new Uint8Array(await response.arrayBuffer())).toEqual(file.content)
        expect(Object.fromEntries(response.headers)).toMatchObject({
          'cache-control': 'private, no-store',
          'content-disposition': `attachment; filename="Gr__e _1_.csv"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.csv`,
          'content-type': 'text/csv; charset=utf-8',
          'x-content-type-options': 'nosniff',
        })
      }
    })

    test('is good for 15 minutes; then the file is deleted, and a sentence says what to do', async () => {
      const { db } = await database.fresh()
      const { links, get, clock } = open(db)
      const { link } = await links.hand(at, file)
      clock.now += 15 * minute
      expect((await get(link)).status).toBe(200)
      clock.now += 1
      const response = await get(link)
      expect([response.status, await response.text()]).toEqual([
        410,
        'This link could be used for 15 minutes, and the file is deleted. Type the command again in Slack or Teams to get a new one.\n',
      ])
      expect(response.headers.get('cache-control')).toBe('private, no-store')
      expect(await db.read.handedFile.count()).toBe(0)
    })

    test('that was changed, cut or made up finds nothing, also not that its time is over', async () => {
      const { db } = await database.fresh()
      const { links, get, clock } = open(db)
      const [{ link }, { link: other }] = [await links.hand(at, file), await links.hand(at, file)]
      const idOf = (address: string) => new URL(address).pathname
      const changed = [
        link.replace(idOf(link), idOf(other)),
        link.replace(/until=\d+/, (found) => `until=${Number(found.slice(6)) + minute}`),
        link.slice(0, -1),
        link.replace(/&mark=.*/, ''),
        link.replace(/\?.*/, ''),
        'https://tandem.example.com/files/1?until=9999999999999&mark=AAAA',
      ]
      clock.now += 20 * minute
      for (const address of changed) {
        const response = await get(address)
        expect([address, response.status, await response.text()]).toEqual([
          address,
          404,
          'This link is not complete, or it was changed. Type the command again in Slack or Teams to get a new one.\n',
        ])
      }
    })

    test('is served by every process on the same database with the same secret, and by no other', async () => {
      const { db, url } = await database.fresh()
      const second = await openDb(url)
      onTestFinished(() => second.close())
      const { link } = await open(db).links.hand(at, file)
      expect(await (await open(second).get(link)).text()).toBe('a,ä\n')
      expect((await open(second, 'another secret').get(link)).status).toBe(404)
    })

    test('belongs to the organization of its installation, and goes with it; the next one clears old ones away', async () => {
      const { db } = await database.fresh()
      const { links, clock } = open(db)
      const { id } = await db.transact((tx) =>
        tx.organization.create({
          data: { name: 'Northwind', installations: { create: { platform: 'slack', externalId: 'T1', name: 'N' } } },
        }),
      )
      await links.hand({ ...at, installation: 'unknown' }, file)
      clock.now += 16 * minute
      await links.hand(at, file)
      expect(await db.read.handedFile.findMany()).toMatchObject([{ organizationId: id, name: file.name }])
      await db.transact((tx) => tx.organization.delete({ where: { id } }))
      expect(await db.read.handedFile.count()).toBe(0)
    })
  })

  describe('an export', () => {
    const linkIn = (text: string) => /\((https:\/\/tandem\.example\.com\/files\/\S+)\)$/.exec(text)?.[1] ?? ''

    async function exported(platform: ConformancePlatform): Promise<string> {
      await platform.to('2026-11-23', '09:30')
      const [prompt] = await platform.as('ana').read('direct')
      await prompt?.send({ 'What moved toward the plan?': 'Data ready' })
      const { kind, text } = await platform.as('ana').say('#checkout', '/standup export')
      expect([kind, text]).toEqual(['private', expect.stringMatching(/^It can be downloaded for 15 minutes: standup-/)])
      return linkIn(text)
    }

    /** A second process, with an HTTP server that has nothing but the database in common. */
    async function download(db: Db, link: string) {
      const slack = await openSlack({ people: [], channels: [] })
      const log = createLog({ write: () => {} })
      const { routes } = await openProduction({ db, config: { ...config(slack), ...reach }, clock: createClock(), log })
      onTestFinished(() => slack.close())
      const { pathname, search } = new URL(link)
      return [pathname + search, `${pathname}?until=1&mark=x`].map((path) => routes.request(path))
    }

    test('from Slack is downloaded by its link, from any process; nothing of it is in the log', async () => {
      const { db } = await database.fresh()
      const slack = await serveSlack(db, { more: reach })
      onTestFinished(() => slack.close())
      const link = await exported(slack)
      const [whole, changed] = await Promise.all(await download(db, link))
      expect(await whole?.text()).toContain('Data ready')
      expect(changed?.status).toBe(404)
      expect(slack.slack.calls.filter(({ method }) => method.startsWith('files.'))).toEqual([])
      expect(slack.lines.join()).not.toContain('/files/')
    })

    test('from Teams is downloaded by its link, from any process', async () => {
      const { db } = await database.fresh()
      const teams = await serveTeams(db, { links: createLinks({ db, ...reach }) })
      onTestFinished(() => teams.close())
      const link = await exported(teams)
      const [whole, changed] = await Promise.all(await download(db, link))
      expect(await whole?.text()).toContain('Data ready')
      expect(changed?.status).toBe(404)
      expect(JSON.stringify(teams.rig.sent)).not.toContain('file.consent')
    })

    test('goes the way it went before where PUBLIC_URL or the secret is missing', async () => {
      const { db } = await database.fresh()
      const slack = await serveSlack(db, { more: { ...reach, secret: undefined } })
      onTestFinished(() => slack.close())
      expect((await slack.as('ana').say('#checkout', '/standup export')).kind).toBe('file')
      expect((await fetch(`${slack.address}/files/1?until=1&mark=x`)).status).toBe(404)
      expect(await db.read.handedFile.count()).toBe(0)
    })
  })
})
