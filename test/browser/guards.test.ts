/** What guards say, as eyes see it: a day to co-sign, time that moves away, a silent side, and the status that shows them. */
import { describe, expect, it } from 'vitest'
import type { RawValues } from '../../src/chat/form.ts'
import type { Db } from '../../src/db.ts'
import { installation } from '../../src/platforms/web/people.ts'
import type { ServedSandbox } from '../conformance/web.ts'
import { withSamplePortfolio } from '../features/alignment/alignment.ts'
import { looked, sandboxInBrowser, say } from '../support/browser.ts'
import { chromiumPath } from '../support/chromium.ts'

const long = 'Zahlungsverkehrsinfrastrukturmodernisierungsvorhaben, お支払いページの刷新 & <b>SMS</b>'

async function prepare({ app, to }: ServedSandbox, db: Db): Promise<void> {
  const as = (account: string) => ({ platform: 'web' as const, installation, account })
  const submit = (account: string, form: string, value: unknown, raw: RawValues) =>
    app.chat.submit(as(account), form, value, raw)
  await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
  await withSamplePortfolio(db, new Date('2026-11-23T05:00:00Z'))
  await db.transact(async (tx) => {
    await tx.keyResultReading.deleteMany()
    await tx.why.deleteMany()
  })
  await to('2026-11-23', '10:00')
  const { id: initiative } = await db.read.initiative.findFirstOrThrow({ where: { key: 'CHK' } })
  const paul = String((await db.read.person.findFirstOrThrow({ where: { name: 'Paul' } })).id)
  const deliverable = {
    key: 'M9',
    name: long,
    estimate: '10/20/60',
    promisedOn: '2026-12-01',
    promisedTo: long.slice(0, 90),
  }
  await submit('ana', 'portfolio.deliverable', { initiative, deliverable: null }, deliverable)
  await submit(
    'ana',
    'portfolio.allocate',
    { initiative },
    { person: [paul], percent: '20', from: '2026-11-23', to: '2027-01-29' },
  )
  const value = { move: (await db.read.allocationMove.findFirstOrThrow()).id }
  await to('2026-11-23', '10:05')
  await submit('cleo', 'portfolio.move-object', value, { reason: long })
  await to('2026-11-24', '16:00')
  await submit(
    'ana',
    'portfolio.allocate',
    { initiative },
    { person: [paul], percent: '10', from: '2026-11-25', to: '2027-01-29' },
  )
  await to('2026-11-24', '16:05')
}

describe.skipIf(!chromiumPath)('guards in a browser', { timeout: 120_000 }, () => {
  const { lasting, visit } = sandboxInBrowser()
  const house = lasting(prepare)

  it('their cards and the status are read without running over, on a phone and on a desk, light and dark', async () => {
    const { page, errors } = await visit(house(), '/cleo/dm-cleo')
    await page.getByText('Co-sign', { exact: true }).first().waitFor()
    await page.getByText('Nothing has changed yet.').first().waitFor()
    await page.getByText('no word from').first().waitFor()
    await say(page, '/tandem status CHK')
    await page.getByText('not co-signed').last().waitFor()
    await looked(page)
    expect(errors).toEqual([])
  })
})
