import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { serveSandbox } from '../../conformance/web.ts'
import { chromiumFlags, chromiumPath } from '../../support/chromium.ts'
import { sqliteDatabase } from '../../support/databases.ts'

const database = sqliteDatabase()
const moved = 'What moved toward the plan?'

describe.skipIf(!chromiumPath)('a form that somebody is filling in', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: chromiumFlags })
  })
  afterAll(() => browser?.close())

  async function atPrompt() {
    const { db } = await database.fresh()
    const sandbox = await serveSandbox(db)
    await sandbox.to('2026-11-23', '09:30')
    const context = await browser.newContext()
    const page = await context.newPage()
    onTestFinished(async () => {
      await context.close()
      await sandbox.close()
    })
    await page.goto(`${sandbox.address}/ana/dm-ana`)
    await page.waitForSelector('body[data-ready]')
    return { db, sandbox, page }
  }

  const elsewhere = (page: Page) => page.locator('.composer input').first().focus()

  test('keeps what was typed while its message is drawn anew, also when the focus is somewhere else', async () => {
    const { sandbox, page } = await atPrompt()
    await page.getByLabel(moved).fill('Half a sentence')
    await elsewhere(page)
    // The deadline passes: the prompt is over and is drawn without its form.
    await sandbox.to('2026-11-24', '09:30')
    await page.getByText('closed on Tue 24 Nov').waitFor()
    expect(await page.getByLabel(moved).first().inputValue()).toBe('Half a sentence')
    expect(await page.getByText('What you typed is still here.').count()).toBe(1)
  })

  test('keeps it after the connection was lost and found again, with the focus and private answers', async () => {
    const { sandbox, page } = await atPrompt()
    await page.locator('.composer input').fill('/help standup skip')
    await page.keyboard.press('Enter')
    await page.locator('.private').waitFor()
    await page.getByLabel(moved).fill('Half a sentence')
    const again = page.waitForResponse((response) => response.url().endsWith('/ana/dm-ana'))
    sandbox.cut()
    await (await again).finished()
    await sandbox.as('ana').say('direct', 'hello')
    await page.getByText('hello').first().waitFor()
    // What was written elsewhere is offered in the form as it is now; what was typed here stays below it.
    await page.getByText('What you typed is still here.').waitFor()
    expect(await page.getByLabel(moved).last().inputValue()).toBe('Half a sentence')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    expect(await page.locator('.private').count()).toBe(1)
  })

  test('shows a message that came between the drawing of the page and the beginning of its stream', async () => {
    const { sandbox, page } = await atPrompt()
    let begin = () => {}
    const held = new Promise<void>((resolve) => {
      begin = resolve
    })
    await page.route('**/ana/stream', async (route) => {
      await held
      await route.continue()
    })
    await page.goto(`${sandbox.address}/ana/dm-ana`)
    await sandbox.as('ana').say('direct', 'said in between')
    expect(await page.getByText('said in between').count()).toBe(0)
    begin()
    await page.getByText('said in between').first().waitFor()
  })

  test('that can no longer be sent says so above it and stays as it is', async () => {
    const { db, page } = await atPrompt()
    await page.getByLabel(moved).fill('Too late, yet not lost')
    const { id } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
    await db.transact((tx) => tx.member.deleteMany({ where: { personId: id } }))
    await page.getByRole('button', { name: 'Send' }).first().click()
    await page.locator('.form-answer').getByText('You are not in the Checkout crew.').waitFor()
    expect(await page.getByLabel(moved).inputValue()).toBe('Too late, yet not lost')
    // In a dialog too.
    await page.locator('.composer input').fill('/me')
    await page.keyboard.press('Enter')
    await page.getByLabel('My time zone').fill('Asia/Tokyo')
    await db.transact((tx) => tx.identity.deleteMany({ where: { personId: id } }))
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('dialog .form-answer, .toast').waitFor()
    expect(await page.getByLabel('My time zone').inputValue()).toBe('Asia/Tokyo')
  })

  test('is drawn as answered once it was sent, and a clean one simply follows', async () => {
    const { sandbox, page } = await atPrompt()
    await page.getByLabel(moved).fill('Done')
    await page.getByRole('button', { name: 'Send' }).first().click()
    await page.getByText('Your answer for Mon 23 Nov is in.').first().waitFor()
    await sandbox.as('ana').read('direct')
    await page.getByText('your answer is in').first().waitFor()
    expect(await page.locator('.messages form.form').count()).toBe(0)
  })
})
