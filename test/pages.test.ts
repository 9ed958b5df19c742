/** Pages that anybody may read, from the server as it runs. */
import { execFileSync } from 'node:child_process'
import { AxeBuilder } from '@axe-core/playwright'
import { parseHTML } from 'linkedom'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { teamsManifest } from '../src/chat/manifest.ts'
import { createLog } from '../src/log.ts'
import { openProduction } from '../src/production.ts'
import { createClock } from '../src/schedule/clock.ts'
import { config } from './conformance/slack.ts'
import { bundle } from './support/bundle.ts'
import { chromiumFlags, chromiumPath } from './support/chromium.ts'
import { sqliteDatabase } from './support/databases.ts'
import { listening, openSlack } from './support/slack.ts'

const database = sqliteDatabase()

async function open(teams = false) {
  const { db } = await database.fresh()
  const slack = await openSlack({ people: [], channels: [] })
  onTestFinished(() => slack.close())
  const settings = {
    ...config(slack),
    ...(teams && { teams: { appType: 'SingleTenant', allowUnauthenticated: true } }),
  }
  const log = createLog({ write: () => {} })
  const { routes } = await openProduction({ db, config: settings, clock: createClock(), log })
  const get = async (path: string) => {
    const response = await routes.request(path)
    const text = await response.text()
    return { response, text, document: parseHTML(text).document }
  }
  return { get, routes }
}

describe('the pages', () => {
  test('that the Teams manifest points at are there, each a whole document', async () => {
    const { get } = await open(true)
    const { websiteUrl, privacyUrl, termsOfUseUrl } = teamsManifest([]).developer
    for (const address of [websiteUrl, privacyUrl, termsOfUseUrl]) {
      const { response, document } = await get(new URL(address).pathname)
      expect([address, response.status]).toEqual([address, 200])
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(document.documentElement.getAttribute('lang')).toBe('en')
      expect(document.title).not.toBe('')
      expect(document.querySelectorAll('h1').length).toBe(1)
      expect(document.querySelectorAll('script, img, link').length).toBe(0)
    }
  })

  test('on privacy is docs/privacy.md: every heading, the table, and links only to what is served', async () => {
    const { get } = await open()
    const { document } = await get('/privacy')
    expect(document.title).toBe('Tandem and the people who use it')
    const headings = [...document.querySelectorAll('h2')].map(({ textContent }) => textContent)
    expect(headings).toEqual(expect.arrayContaining(['Who sees what', 'How long it is kept']))
    expect(document.querySelectorAll('table th').length).toBe(2)
    expect(document.querySelector('main')?.textContent).toContain('90 days')
    for (const page of ['/', '/privacy', '/terms']) {
      const targets = [...(await get(page)).document.querySelectorAll('a')].map((link) => link.getAttribute('href'))
      expect(targets).toEqual(expect.arrayContaining(['privacy', 'terms']))
      for (const target of targets) {
        const { pathname } = new URL(target ?? '', `https://tandem.example.com${page}`)
        expect([target, (await get(pathname)).response.status]).toEqual([target, 200])
      }
    }
  })

  test('at the root says where Tandem runs', async () => {
    expect((await (await open()).get('/')).text).toContain('<h1>Tandem runs here for Slack</h1>')
    expect((await (await open(true)).get('/')).text).toContain('<h1>Tandem runs here for Slack and Teams</h1>')
  })

  test('are found by the bundle as well', async () => {
    const { file, remove } = await bundle(`${import.meta.dirname}/../src/pages.ts`)
    onTestFinished(remove)
    const script = `import(${JSON.stringify(file)}).then(({ createPages }) => console.log(createPages([]).document('terms')))`
    expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })).toContain('<h1>Terms</h1>')
  })
})

describe.skipIf(!chromiumPath)('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath as string, args: chromiumFlags })
  }, 60_000)
  afterAll(() => browser?.close())

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [320, 390, 1280]) {
      test(`axe finds nothing and nothing is cut off, ${colorScheme}, ${width} wide`, async () => {
        const { routes } = await open(true)
        const server = await listening(routes)
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } })
        onTestFinished(async () => {
          await context.close()
          server.closeAllConnections()
          server.close()
        })
        const page = await context.newPage()
        for (const path of ['/', '/privacy', '/terms']) {
          await page.goto(server.address + path)
          const { violations } = await new AxeBuilder({ page }).analyze()
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`)).toEqual(
            [],
          )
          expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false)
        }
      }, 60_000)
    }
  }
})
