/** A retrospective as eyes see it, in each of its phases. */
import { describe, expect, it } from 'vitest'
import type { Db } from '../../src/db.ts'
import { lookBackSample } from '../../src/sample/looking-back.ts'
import { loadHistory } from '../../src/sample.ts'
import { how } from '../features/retro/retros.ts'
import { clean, looks, sandboxInBrowser, unreadable } from '../support/browser.ts'
import { chromiumPath } from '../support/chromium.ts'
import { monday } from '../support/house.ts'

const as = (account: string) => ({ platform: 'web' as const, installation: 'sandbox', account })

describe.skipIf(!chromiumPath)('a retrospective in a browser', { timeout: 240_000 }, () => {
  const { visit, lasting } = sandboxInBrowser()
  let db: Db
  const house = lasting(async (sandbox, opened) => {
    db = opened
    await db.transact((tx) => loadHistory(tx, sandbox.app.chat.apply, monday))
    await lookBackSample(sandbox.app.chat, db)
    await sandbox.app.outbox.drain()
  })

  async function next() {
    const { chat, outbox } = house().app
    const { id: retro, phase } = await db.read.retro.findFirstOrThrow({ orderBy: { id: 'desc' } })
    await chat.press(as('ana'), 'retro.next', { retro, phase })
    await outbox.drain()
  }

  async function looked(named: string) {
    const { page, errors } = await visit(house(), '/cleo/checkout')
    const card = page.locator('.message', { hasText: 'Retrospective: Checkout' }).first()
    for (const { width, colorScheme } of looks) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      expect([named, width, await unreadable(card)]).toEqual([named, width, []])
      // What axe finds does not change with the width.
      if (width === 360 || colorScheme === 'dark') await clean(page)
    }
    expect(errors).toEqual([])
    await page.context().close()
  }

  it('is read whole, light and dark, on phones and wide screens: voted on, talked about, promised, closed', async () => {
    await looked('vote')
    await next()
    const { id: theme } = await db.read.retroTheme.findFirstOrThrow({ orderBy: { position: 'asc' } })
    await house().app.chat.submit(as('dev'), 'retro.comment', { theme }, { text: 'By name, a week before.' })
    await looked('discuss')
    await next()
    const { id: retro } = await db.read.retro.findFirstOrThrow()
    const { id: owner } = await db.read.person.findFirstOrThrow({ where: { name: 'Dev' } })
    const action = { text: 'Name the pilot stores', owner: String(owner), due: '2026-12-01' }
    await house().app.chat.submit(as('cleo'), 'retro.act', { retro }, action)
    await looked('act')
    await next()
    await looked('closed')
  })

  it('collects and groups the same way; notes are written in a dialog and read by nobody yet', async () => {
    const { chat, outbox } = house().app
    const { id: crew } = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
    await chat.submit(as('ana'), 'retro.start', { crew }, { ...how, facilitator: 'turn', pace: 'live' })
    const { id } = await db.read.retro.findFirstOrThrow({ orderBy: { id: 'desc' } })
    const { id: facilitator } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
    await db.transact((tx) => tx.retro.update({ where: { id }, data: { facilitatorId: facilitator } }))
    await outbox.drain()
    const { page } = await visit(house(), '/cleo/checkout')
    const board = page.locator('.message', { hasText: 'R-2 Retrospective' }).first()
    await board.getByRole('button', { name: 'Write notes' }).click()
    await page.getByLabel('Start', { exact: true }).fill(`Pair on reviews\n${'A long thought '.repeat(30)}`)
    await clean(page)
    await page.locator('dialog form.form').getByRole('button', { name: 'Add' }).click()
    await page.getByText('Your 2 notes are in.').first().waitFor()
    await expect.poll(() => board.textContent()).toContain('1 of 6')
    expect(await board.textContent()).not.toContain('Pair on reviews')
    await page.context().close()
    await looked('collect')
    await next()
    await looked('group')
  })
})
