/** The sandbox in a real browser: one browser per file, a house and a page of its own per test. */
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import type { Db } from '../../src/db.ts'
import { type ServedSandbox, serveSandbox } from '../conformance/web.ts'
import { chromiumFlags, chromiumPath } from './chromium.ts'
import { sqliteDatabase } from './databases.ts'

export const widths = [360, 768, 1280]
export const schemes = ['light', 'dark'] as const
/** Every width in light, and dark once: colors do not change with the width. */
export const looks = [
  ...widths.map((width) => ({ colorScheme: 'light' as const, width })),
  { colorScheme: 'dark' as const, width: 768 },
]

export function sandboxInBrowser() {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: chromiumFlags })
  })
  afterAll(() => browser.close())
  const database = sqliteDatabase()

  /** A page on a house that is there. */
  async function visit(sandbox: ServedSandbox, path: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    page.setDefaultTimeout(25_000)
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (line) => line.type() === 'error' && errors.push(line.text()))
    const go = async (to: string) => {
      await page.goto(sandbox.address + to)
      await page.locator('body[data-ready]').waitFor()
    }
    await go(path)
    return { page, go, errors, sandbox }
  }

  return {
    visit,
    async open(path = '/ana/checkout', options: BrowserContextOptions = {}) {
      const { db } = await database.fresh()
      const sandbox = await serveSandbox(db)
      onTestFinished(() => sandbox.close())
      return visit(sandbox, path, options)
    },
    /** One house for all tests of a file that only look. */
    lasting(prepare: (sandbox: ServedSandbox, db: Db) => Promise<void>): () => ServedSandbox {
      let house: ServedSandbox | undefined
      let close = async () => {}
      beforeAll(async () => {
        const opened = await database.lasting()
        const sandbox = await serveSandbox(opened.db)
        house = sandbox
        close = () => sandbox.close().finally(opened.close)
        await prepare(sandbox, opened.db)
      })
      afterAll(() => close())
      return () => house as ServedSandbox
    },
  }
}

export async function say(page: Page, line: string): Promise<void> {
  const input = page.locator('.conversation.current .composer input')
  await input.fill(line)
  await input.press('Escape')
  await input.press('Enter')
}

/** The width at which colors are measured: they do not change with it, and take longer than all other rules. */
const colorsAt = 768

/** No accessibility rule broken, and no sideways scrolling. `width`: one of the `looks` at the same page. */
export async function clean(page: Page, width = colorsAt): Promise<void> {
  const rules = width === colorsAt ? {} : { rules: { 'color-contrast': { enabled: false } } }
  // What passes is not listed, and there are no frames to gather in a page of their own: each of these takes as long as the rules.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], ...rules })
    .setLegacyMode()
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`)).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(wide).toBe(false)
}

/** A folder for pictures, for who wants to look at them. */
export const shots = process.env.SHOTS

/** In every look without a rule broken and with everything to be read. `name`: of the pictures, where SHOTS names a folder for them. */
export async function looked(
  page: Page,
  { name, height = 900, of = '.conversation.current .messages' }: { name?: string; height?: number; of?: string } = {},
): Promise<void> {
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    await clean(page, width)
    expect([width, await unreadable(page.locator(of))]).toEqual([width, []])
    if (shots && name) await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png`, fullPage: true })
  }
}

/** What of an element is not to be read: run over, cut off, on each other, or too small. Read by eyes, so measured as drawn. */
export function unreadable(element: Locator): Promise<string[]> {
  return element.evaluate((root) => {
    const problems: string[] = []
    const right = root.getBoundingClientRect().right
    const words = (one: Element) => (one.textContent ?? '').trim().slice(0, 40)
    for (const one of root.querySelectorAll<HTMLElement>('h2, p, dt, dd, button, li, summary')) {
      if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
        problems.push(`runs over: ${words(one)}`)
      if (one.getBoundingClientRect().right > right + 1) problems.push(`cut off: ${words(one)}`)
    }
    for (const svg of [...root.querySelectorAll('svg')].filter((one) => one.getBoundingClientRect().width > 0)) {
      const frame = svg.getBoundingClientRect()
      const scale = frame.width / svg.viewBox.baseVal.width
      const texts = [...svg.querySelectorAll('text')].map((text) => ({ text, box: text.getBoundingClientRect() }))
      for (const { text, box } of texts) {
        if (box.left < frame.left - 1 || box.right > frame.right + 1)
          problems.push(`outside of its picture: ${words(text)}`)
        const size = Number(text.getAttribute('font-size')) * scale
        if (size < 9.5) problems.push(`letters of ${size.toFixed(1)}: ${words(text)}`)
      }
      for (const [index, one] of texts.entries()) {
        for (const other of texts.slice(index + 1)) {
          const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
          const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
          // Boxes hold the air above and below letters.
          if (wide > 1 && high > 5) problems.push(`on each other: ${words(one.text)} | ${words(other.text)}`)
        }
      }
    }
    return problems
  })
}
