/** What the portfolio answers, as eyes see it: with thirty rows and long names, and where there is nothing yet. */
import { describe, expect, it } from 'vitest'
import { loadHistory } from '../../src/sample.ts'
import { pasteLarge } from '../conformance/portfolio/large.ts'
import { clean, sandboxInBrowser, say, schemes, unreadable, widths } from '../support/browser.ts'
import { chromiumPath } from '../support/chromium.ts'
import { monday } from '../support/house.ts'

type Page = Parameters<typeof say>[0]

/** Asks in the own chat, and looks at the answer alone. */
async function ask(page: Page, line: string) {
  const before = await page.locator('.private').count()
  await say(page, line)
  const answer = page.locator('.private').nth(before)
  await answer.waitFor()
  expect([line, await unreadable(answer)]).toEqual([line, []])
  return answer
}

describe.skipIf(!chromiumPath)('the portfolio in a browser', { timeout: 90_000 }, () => {
  const { open, visit, lasting } = sandboxInBrowser()
  const house = lasting(async (sandbox, db) => {
    await db.transact((tx) => loadHistory(tx, sandbox.app.chat.apply, monday))
    await pasteLarge(sandbox)
  })

  for (const colorScheme of schemes) {
    for (const width of widths) {
      it(`is read whole, ${colorScheme}, ${width} wide: status, roadmap and what-if with thirty rows and long names`, async () => {
        const { page, errors } = await visit(house(), '/ana/dm-ana', { colorScheme, viewport: { width, height: 800 } })
        for (const line of ['/tandem status CHK', '/tandem status BIG']) {
          const card = await ask(page, line)
          expect(await card.locator('dt').allTextContents()).toEqual(
            expect.arrayContaining(['Finish', 'Value', 'Spent']),
          )
        }
        const roadmap = await ask(page, '/tandem roadmap')
        const whatif = await ask(page, '/whatif BIG delay D0 9d; delay D1 9d; delay D2 9d')
        for (const answer of [roadmap, whatif]) {
          const shown = answer.locator('.chart svg:visible')
          expect(await shown.count()).toBe(1)
          // A name and a day for every row.
          expect(
            await shown
              .locator('text[font-size="13"]', { hasText: /^(CHK|PAY|SHOP|EXP-1|BIG|IN-\d+|D\d+|M1) / })
              .count(),
          ).toBe(30)
          expect(
            await shown.locator('text', { hasText: /^(.* → )?\d{1,2} [A-Z][a-z]{2}$/ }).count(),
          ).toBeGreaterThanOrEqual(30)
        }
        // All four answers stand on the page.
        await clean(page)
        expect(errors).toEqual([])
      })
    }

    it(`says what to do where there is nothing yet, ${colorScheme}, on a phone`, async () => {
      const { page } = await open('/ana/dm-ana', { colorScheme, viewport: { width: 360, height: 800 } })
      for (const [line, way] of [
        ['/tandem status', '/tandem initiative makes one'],
        ['/tandem roadmap', '/tandem initiative makes one'],
        ['/whatif', '/tandem initiative makes one'],
        ['/tandem capacity', 'then Allocate'],
        ['/tandem objective', 'New objective'],
      ] as const) {
        expect(await (await ask(page, line)).textContent()).toContain(way)
      }
      await clean(page)
    })
  }

  it('a status shared with the crew stands in both channels side by side, and nothing of it is cut off', async () => {
    const { page, go } = await visit(house(), '/ana/dm-ana')
    const card = await ask(page, '/tandem status CHK')
    await card.getByRole('button', { name: 'Share...' }).click()
    await page.locator('dialog form.form').getByRole('button').last().click()
    await page.getByText('Shared in #checkout and Teams > Checkout.').waitFor()
    await go('/cleo/checkout')
    const shared = page.locator('.message', { hasText: 'CHK Checkout v2: status' })
    await expect.poll(() => shared.count()).toBe(2)
    await clean(page)
    for (const index of [0, 1]) expect(await unreadable(shared.nth(index))).toEqual([])
    expect(await shared.first().textContent()).toContain('Shared by Ana')
  })
})
