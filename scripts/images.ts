/** `npm run images`: takes the README's pictures of the sandbox anew, in a Chromium of this machine. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Locator, type Page } from 'playwright-core'
import { openDb } from '../src/db.ts'
import { migrate } from '../src/migrations.ts'
import { liveSample } from '../src/sample.ts'
import { toInstant } from '../src/schedule/calendar.ts'
import { serveSandbox } from '../test/conformance/web.ts'
import { chromiumFlags, chromiumPath } from '../test/support/chromium.ts'

if (!chromiumPath) throw new Error('No Chromium was found: install one, or name it by CHROMIUM_PATH.')
const executablePath = chromiumPath
const images = join(import.meta.dirname, '..', 'docs', 'images')
const folder = mkdtempSync(join(tmpdir(), 'tandem-images-'))
const url = `file:${join(folder, 'sandbox.db')}`
await migrate(url)
const db = await openDb(url)
const now = toInstant('2026-11-24', '11:30', 'Europe/Berlin')
const sandbox = await serveSandbox(db, { at: now })
const browser = await chromium.launch({ executablePath, args: chromiumFlags })

async function visit(path: string, { width = 1280, height = 900 } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 1.5,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(sandbox.address + path)
  await page.locator('body[data-ready]').waitFor()
  return page
}

async function type(page: Page, line: string): Promise<void> {
  const input = page.locator('.conversation.current .composer input')
  await input.fill(line)
  await input.press('Escape')
  await input.press('Enter')
}

type Clip = { x: number; y: number; width: number; height: number }

async function take(of: Page | Locator, name: string, clip?: Clip): Promise<void> {
  await of.screenshot({ path: join(images, `${name}.png`), ...(clip && { clip }) })
  process.stdout.write(`docs/images/${name}.png\n`)
}

try {
  await liveSample(sandbox.app.chat, db, () => now)
  const digest = await visit('/ana/checkout', { height: 1130 })
  await take(digest, 'sandbox')
  const asked = await visit('/ana/checkout', { width: 820, height: 2600 })
  await type(asked, '/whatif CHK delay T9 3d')
  const answer = asked.locator('.private').last()
  await answer.waitFor()
  // Up to its picture; what follows says the same in words.
  const [whole, chart] = [await answer.boundingBox(), await answer.locator('figure, svg').first().boundingBox()]
  if (!whole || !chart) throw new Error('The what-if has no picture.')
  await take(asked, 'whatif', { ...whole, height: chart.y + chart.height + 8 - whole.y })
  const read = await visit('/ana/checkout', { width: 820, height: 4200 })
  const card = (words: string) => read.locator('.conversation.current .message', { hasText: words }).first()
  await take(card('Add Apple Pay'), 'vote')
  await take(card('R-1 Retrospective'), 'retro')
  await take(card('Say thanks'), 'celebration')
} finally {
  await browser.close()
  await sandbox.close()
  await db.close()
  rmSync(folder, { recursive: true, force: true })
}
