/** A kickoff as eyes see it: a checklist with nothing and one with much in it, the card while it is open and with concerns, the page. */
import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect, it } from 'vitest'
import type { RawValues } from '../../src/chat/form.ts'
import type { Db } from '../../src/db.ts'
import { installation } from '../../src/platforms/web/people.ts'
import type { ServedSandbox } from '../conformance/web.ts'
import { withSamplePortfolio } from '../features/alignment/alignment.ts'
import { clean, looked, sandboxInBrowser, say, shots } from '../support/browser.ts'
import { chromiumPath } from '../support/chromium.ts'

const long = 'Zahlungsverkehrsinfrastrukturmodernisierungsvorhaben, お支払いページの刷新, תשלום מהיר & <b>SMS</b>'
const words =
  'Shoppers leave at the address, and those who come back leave at the card; that is what we want to end for good this year.'

/** Of NEW nothing is known; CHK has everything, with names nobody should have; PAY waits for its answers. */
async function prepare({ app }: ServedSandbox, db: Db): Promise<void> {
  const as = (account: string) => ({ platform: 'web' as const, installation, account })
  const submit = (account: string, form: string, value: unknown, raw: RawValues) =>
    app.chat.submit(as(account), form, value, raw)
  await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
  await withSamplePortfolio(db, new Date('2026-11-23T05:00:00Z'))
  const idOf = async (key: string) => (await db.read.initiative.findFirstOrThrow({ where: { key } })).id
  const person = async (name: string) => String((await db.read.person.findFirstOrThrow({ where: { name } })).id)
  const [ana, cleo] = [await person('Ana'), await person('Cleo')]
  await submit('ana', 'portfolio.import', {}, { text: 'key,name,phase,crew\nNEW,Something new,idea,Checkout' })
  const chk = { initiative: await idOf('CHK') }
  await db.transact((tx) => tx.initiative.update({ where: { id: chk.initiative }, data: { name: long } }))
  await submit('cleo', 'portfolio.set-why', chk, { sentence: `${words} ${long}`, forWhom: long, evidence: '' })
  for (const text of [long, 'The gateway is late', 'Nobody tests on old phones', words])
    await submit('ana', 'portfolio.risk', chk, {
      text,
      probability: '40',
      impact: '',
      impactDays: '5',
      response: '',
      owner: [ana],
      reviewOn: '2026-12-01',
    })
  await submit('ana', 'portfolio.baseline', chk, { decision: 'DEC-1 as agreed' })
  const closes = 'tomorrow 17:00'
  for (const key of ['CHK', 'PAY'])
    await submit('ana', 'kickoff.begin', { initiative: await idOf(key) }, { project: ana, product: cleo, closes })
  const { id } = await db.read.kickoff.findFirstOrThrow({ where: { initiativeId: chk.initiative } })
  const poll = await db.read.poll.findFirstOrThrow({ where: { cardKind: 'kickoff.card', cardKey: String(id) } })
  const hands = { ana: 4, ben: 3, paul: 1, cleo: 5, uma: 2, dev: 0 }
  for (const [account, fingers] of Object.entries(hands))
    await app.chat.press(as(account), 'vote.hand', { poll: poll.id, fingers })
  await app.chat.press(as('ana'), 'vote.close', { poll: poll.id })
  await submit('paul', 'kickoff.concern', { kickoff: id }, { text: `${words} ${long}`, named: '' })
  await submit(
    'dev',
    'kickoff.concern',
    { kickoff: id },
    { text: 'Nobody has asked finance about the ads.', named: 'true' },
  )
  await submit('ana', 'kickoff.act', { kickoff: id }, { text: 'Ask finance about the ads', owner: [cleo], due: 'fri' })
  await app.outbox.drain()
}

describe.skipIf(!chromiumPath)('a kickoff in a browser', { timeout: 120_000 }, () => {
  const { lasting, visit } = sandboxInBrowser()
  const house = lasting(prepare)

  it('checklists with nothing and with much in them are read without running over, on a phone and on a desk', async () => {
    const { page, errors } = await visit(house(), '/ana/dm-ana')
    await say(page, '/tandem kickoff NEW')
    await page.getByText('NEW Something new: kickoff checklist').first().waitFor()
    await looked(page, { name: 'nothing', height: 1400 })
    await say(page, '/tandem kickoff CHK')
    await page.getByText('Do it again').first().waitFor()
    await looked(page, { name: 'much', height: 1400 })
    expect(errors).toEqual([])
  })

  it('the card is read while it is open, and with concerns', async () => {
    const { page, errors } = await visit(house(), '/uma/checkout')
    await page.getByText('Concerns').first().waitFor()
    await looked(page, { name: 'open', height: 1400 })
    await page.getByText('Concerns').first().scrollIntoViewIfNeeded()
    await looked(page, { name: 'concerns', height: 1400 })
    expect(errors).toEqual([])
  })

  it('the form says what is wrong beside its field and keeps what was typed', async () => {
    const { page } = await visit(house(), '/ana/dm-ana')
    await say(page, '/tandem kickoff PAY')
    await page.getByRole('button', { name: 'Do it again' }).first().click()
    const dialog = page.locator('dialog[open]')
    await dialog.getByLabel('Closes').fill('whenever')
    await dialog.getByRole('button', { name: 'Begin' }).click()
    await dialog.getByText('is not a deadline we know').waitFor()
    await dialog.getByText('PAY kickoff is open. Switch this on').waitFor()
    expect(await dialog.getByLabel('Closes').inputValue()).toBe('whenever')
    if (shots) await page.screenshot({ path: `${shots}/form.png` })
    await clean(page)
  })

  it('the page is reached from the card, and is readable in every light', async () => {
    const { page } = await visit(house(), '/uma/checkout')
    await page.getByRole('button', { name: 'As a page' }).first().click()
    const link = page.getByRole('link', { name: 'The unified plan of CHK' })
    await link.first().waitFor()
    await page.goto(`${house().address}${await link.first().getAttribute('href')}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await looked(page, { name: 'page', height: 1400, of: 'main' })
  })
})
