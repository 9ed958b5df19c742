/** The sandbox in a real browser, as a newcomer uses it. */
import { describe, expect, it } from 'vitest'
import { clean, sandboxInBrowser, say, schemes, widths } from '../support/browser.ts'
import { chromiumPath } from '../support/chromium.ts'

// A browser and axe beside the other tests: slow is not wrong.
describe.skipIf(!chromiumPath)('the sandbox in a browser', { timeout: 90_000 }, () => {
  const { open } = sandboxInBrowser()

  it('set up a crew, move the clock to 09:30, answer as two people, see the digest in both channels', async () => {
    const { page, go, errors } = await open('/cleo/payments')
    await say(page, '/tandem setup')
    const form = page.locator('dialog form.form')
    await form.getByLabel('What is the crew called?').fill('Payments')
    const list = (legend: string) => form.getByRole('group', { name: legend }).first()
    await list('Who delivers it?').getByLabel('Ana').check()
    await list('Where does it meet?').getByLabel('#payments').check()
    await form.getByLabel('When is the stand-up?').fill('weekdays 09:30')
    await form.getByRole('button').last().click()
    await page.locator('.private').getByText('Payments is ready to start').waitFor()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.locator('.private').getByText('Payments is running').waitFor()

    await page.getByRole('button', { name: 'Next prompt' }).click()
    await page.locator('#now', { hasText: '09:30' }).waitFor()
    for (const [account, question, words] of [
      ['ana', 'What moved toward the plan?', 'Keys are here'],
      ['cleo', 'What did we learn or decide?', 'Shoppers want receipts'],
    ] as const) {
      await go(`/${account}/dm-${account}`)
      const prompt = page.locator('.message form.form', { hasText: 'Read by the Payments crew' })
      await prompt.getByLabel(question).fill(words)
      await prompt.getByRole('button', { name: 'Send' }).click()
      await page.getByText('your answer is in').first().waitFor()
    }
    await go('/ana/payments')
    for (const _hour of [10, 11]) {
      await page.getByRole('button', { name: '+1 h' }).click()
      await page.locator('[data-clock]:disabled').first().waitFor({ state: 'detached' })
    }
    const digest = page.locator('[data-conversation=payments] .message', { hasText: 'Payments stand-up' })
    await digest.getByText('Shoppers want receipts').waitFor()
    expect(await digest.textContent()).toMatch(/2 of 2/)
    expect(errors).toEqual([])
  })

  it('a joint card is seen twice, side by side, and an answer arrives in both without a reload', async () => {
    const { page, sandbox } = await open()
    await sandbox.to('2026-11-23', '11:30')
    const digests = page.locator('.message', { hasText: 'Checkout stand-up, Mon 23 Nov' })
    await expect.poll(() => digests.count()).toBe(2)
    const [prompt] = await sandbox.as('paul').read('direct')
    await prompt?.send({ 'What moved toward the plan?': 'Card entry works' })
    await expect.poll(() => page.getByText('Card entry works').count()).toBe(2)
    const boxes = await Promise.all([0, 1].map((index) => digests.nth(index).boundingBox()))
    expect(boxes[0]?.y).toBe(boxes[1]?.y)
    expect(boxes[0]?.x).toBeLessThan(boxes[1]?.x ?? 0)
  })

  it('with the keyboard alone: commands complete, the form opens, escape returns, nothing typed is lost', async () => {
    const { page } = await open()
    await page.keyboard.type('/stan')
    await page.locator('.completions li').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await page.locator('.conversation.current .composer input').inputValue()).toBe('/standup ')
    await page.keyboard.press('Enter')
    await page.locator('dialog form.form').waitFor()
    await page.keyboard.type('Half an answer')
    await page.keyboard.press('Escape')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('text')
    const line = page.locator('.conversation.current .composer input')
    await line.pressSequentially('/standup')
    await line.press('Escape')
    await line.press('Enter')
    await page.locator('dialog form.form').waitFor()
    expect(await page.locator('dialog textarea').first().inputValue()).toBe('Half an answer')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.private').getByText('is in. You can change it').waitFor()
  })

  it('a refused form keeps its words, shows the sentence beside the field and puts the cursor there', async () => {
    const { page } = await open('/ana/payments')
    await say(page, '/tandem away soonish')
    await page.locator('.private').last().getByText('Example:').waitFor()
    await say(page, '/standup settings')
    const when = page.locator('dialog').getByLabel('When to ask')
    await when.fill('weekdys 9:30')
    await page.locator('dialog').getByRole('button', { name: 'Save' }).click()
    const error = page.locator('dialog .error')
    await error.waitFor()
    expect(await error.textContent()).toContain('Did you mean "weekdays"?')
    expect(await when.inputValue()).toBe('weekdys 9:30')
    expect(await when.evaluate((field) => field === document.activeElement)).toBe(true)
    expect(await when.getAttribute('aria-describedby')).toContain((await error.getAttribute('id')) ?? 'none')
  })

  it('an action in the menu of a message opens a form with its words, by keyboard alone; Escape closes the menu', async () => {
    const { page, errors } = await open('/ana/checkout')
    await say(page, 'No keys yet')
    const menu = page.locator('.conversation.current .message details.menu').last()
    const more = menu.locator('summary')
    expect(await more.getAttribute('aria-label')).toBe('What to do with what Ana said')
    await more.focus()
    await page.keyboard.press('Enter')
    await menu.getByRole('button', { name: 'Report a blocker' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await menu.getAttribute('open')).toBeNull()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const words = page.locator('dialog').getByLabel('What blocks you?')
    await words.waitFor()
    expect(await words.inputValue()).toBe('No keys yet')
    await page.keyboard.press('Escape')
    expect(await more.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(errors).toEqual([])
  })

  for (const colorScheme of schemes) {
    for (const width of widths) {
      it(`axe finds nothing and nothing is cut off, ${colorScheme}, ${width} wide`, async () => {
        const { page, go, sandbox } = await open('/ana/dm-ana', { colorScheme, viewport: { width, height: 800 } })
        await sandbox.to('2026-11-23', '09:30')
        await page.locator('.message form.form').waitFor()
        await clean(page)
        const [prompt] = await sandbox.as('paul').read('direct')
        await prompt?.send({
          'What moved toward the plan?': 'x'.repeat(400),
          'Blocked, or something product needs to know?': 'No keys',
          'Who can help?': 'Cleo: I am blocked without them',
        })
        await sandbox.to('2026-11-23', '11:30')
        await go('/cleo/checkout')
        await say(page, '/tandem help')
        await page.locator('.private').waitFor()
        await clean(page)
        await page.locator('.conversation.current .message details.menu summary').first().click()
        await clean(page)
        await go('/cleo/payments')
        await say(page, '/tandem setup')
        await page.locator('dialog form.form').waitFor()
        await clean(page)
      })
    }
  }

  it('the sample is removed with one confirmed click, and an own organization begins', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: 'Remove it' }).click()
    await page.locator('dialog.confirm').getByRole('button', { name: 'Remove it' }).click()
    await page.getByText('No crew meets here yet').first().waitFor()
    expect(await page.locator('.sample').count()).toBe(0)
    expect(await page.locator('#who').textContent()).not.toContain('Ana')
  })
})
