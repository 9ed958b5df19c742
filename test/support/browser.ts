/** The sandbox in a real browser: one browser per file, a house and a page of its own per test. */
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import type { Db } from '../../src/db.ts'
import { serveSandbox } from '../conformance/web.ts'
import { chromiumFlags, chromiumPath } from './chromium.ts'
import { sqliteDatabase } from './databases.ts'

export const widths = [360, 768, 1280]
export const schemes = ['light', 'dark'] as const

interface Opening extends BrowserContextOptions {
  /** What is in the house before anybody looks. */
  before?: (db: Db) => Promise<void>
}

export function sandboxInBrowser() {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: chromiumFlags })
  })
  afterAll(() => browser.close())
  const database = sqliteDatabase()

  return async function open(path = '/ana/checkout', { before, ...options }: Opening = {}) {
    const { db } = await database.fresh()
    const sandbox = await serveSandbox(db)
    await before?.(db)
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    })
    onTestFinished(async () => {
      await context.close()
      await sandbox.close()
    })
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
    return { page, go, errors, sandbox, db }
  }
}

export async function say(page: Page, line: string): Promise<void> {
  const input = page.locator('.conversation.current .composer input')
  await input.fill(line)
  await input.press('Escape')
  await input.press('Enter')
}

/** No accessibility rule broken, and no sideways scrolling. */
export async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`)).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(wide).toBe(false)
}
