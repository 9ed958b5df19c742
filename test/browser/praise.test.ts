/** What is promised, celebrated and thanked for, as eyes see it. */
import { describe, expect, it } from 'vitest'
import { loadHistory } from '../../src/sample.ts'
import { clean, looks, sandboxInBrowser, say, unreadable } from '../support/browser.ts'
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

const long = 'Tell everybody who sells in the pilot stores what changes for them and what does not '.repeat(3)

describe.skipIf(!chromiumPath)('promises and praise in a browser', { timeout: 90_000 }, () => {
  const { visit, lasting } = sandboxInBrowser()
  const house = lasting(async (sandbox, db) => {
    await db.transact((tx) => loadHistory(tx, sandbox.app.chat.apply, monday))
    const ben = { platform: 'web' as const, account: 'ben' }
    const { externalId: installation } = await db.read.installation.findFirstOrThrow()
    for (let index = 0; index < 12; index += 1)
      await sandbox.app.chat.command({ ...ben, installation }, `/tandem actions add "${index} ${long}" @Ana by fri`)
    await sandbox.app.outbox.drain()
  })

  for (const { colorScheme, width } of looks) {
    it(`a celebration is read whole in its channel, with its milestones on a line, ${colorScheme}, ${width} wide`, async () => {
      const { page, errors } = await visit(house(), '/cleo/checkout', {
        colorScheme,
        viewport: { width, height: 900 },
      })
      const card = page.locator('.conversation.current article', { hasText: 'The checkout beta is with' }).first()
      await card.waitFor()
      expect(await unreadable(card)).toEqual([])
      const shown = card.locator('.chart svg:visible')
      expect(await shown.count()).toBe(1)
      expect(await shown.locator('text', { hasText: /^M[1-4] / }).count()).toBe(4)
      for (const name of ['Say thanks', 'Someone is missing', 'Tell the story', '👏 Clap', '🚀 Rocket'])
        expect([name, await card.getByRole('button', { name }).count()]).toEqual([name, 1])
      await clean(page, width)
      expect(errors).toEqual([])
    })

    it(`lists of twelve long promises, of milestones, and the form of thanks, ${colorScheme}, ${width} wide`, async () => {
      const { page, errors } = await visit(house(), '/ana/dm-ana', { colorScheme, viewport: { width, height: 900 } })
      const actions = await ask(page, '/tandem actions')
      expect(await actions.getByRole('button', { name: 'Done' }).count()).toBe(10)
      expect(await (await ask(page, '/milestone CHK')).textContent()).toContain('Address form live')
      await clean(page, width)
      await say(page, '/kudos')
      await page.locator('dialog form.form').waitFor()
      await clean(page, width)
      expect(errors).toEqual([])
    })
  }
})
