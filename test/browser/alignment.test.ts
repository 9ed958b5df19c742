/** Alignment sessions as eyes see them: a long agenda, doubts, who comes, and what came of it. */
import { describe, expect, it } from 'vitest'
import type { RawValues } from '../../src/chat/form.ts'
import type { Db } from '../../src/db.ts'
import { installation } from '../../src/platforms/web/people.ts'
import type { ServedSandbox } from '../conformance/web.ts'
import { withSamplePortfolio } from '../features/alignment/alignment.ts'
import { clean, looked, sandboxInBrowser, say } from '../support/browser.ts'
import { chromiumPath } from '../support/chromium.ts'

const long = 'Zahlungsverkehrsinfrastrukturmodernisierungsvorhaben, お支払いページの刷新, תשלום מהיר & <b>SMS</b>'

async function prepare({ app, to }: ServedSandbox, db: Db): Promise<void> {
  const as = (account: string) => ({ platform: 'web' as const, installation, account, channel: 'checkout' })
  const submit = (account: string, form: string, value: unknown, raw: RawValues) =>
    app.chat.submit(as(account), `alignment.${form}`, value, raw)
  await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
  await withSamplePortfolio(db, new Date('2026-11-23T05:00:00Z'))
  const crew = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
  const cadence = { followUp: '', planning: '', shift: 'previous', yearFrom: '1' }
  await submit(
    'ana',
    'schedule',
    { crew: crew.id },
    { ...cadence, strategicReview: 'last friday of the quarter 10:00' },
  )
  await submit('ana', 'move', await next(db), { day: '2026-11-27', time: '10:00' })
  for (const text of [long, 'Who tells the shops?']) await submit('cleo', 'point', await next(db), { text })
  const propose = {
    domain: 'joint',
    options: '',
    initiative: 'none',
    keyResult: 'none',
    effect: '',
    link: '',
    reviewOn: '',
  }
  for (const what of ['Guest checkout for all?', long, 'Pay later', 'Gift cards'])
    await app.chat.submit(as('cleo'), 'decisions.propose', { crew: crew.id }, { ...propose, what, why: long })
  await to('2026-11-25', '09:05')
  const session = await next(db)
  for (const account of ['ana', 'cleo', 'finn']) await app.chat.press(as(account), 'alignment.come', session)
  await app.chat.press(as('paul'), 'alignment.miss', session)
  const { id } = await db.read.initiative.findFirstOrThrow({ where: { key: 'CHK' } })
  for (const account of ['paul', 'uma', 'dev'])
    await submit(account, 'doubt', session, { figure: `initiative.${id}`, why: long })
  await to('2026-11-27', '10:05')
  await submit('dev', 'decide', session, { what: `Guest checkout: ${long}`, domain: 'joint', initiative: 'none' })
}

const next = async (db: Db) => {
  const { id } = await db.read.alignmentSession.findFirstOrThrow({
    where: { state: { in: ['planned', 'announced', 'open'] } },
    orderBy: { day: 'asc' },
  })
  return { session: id }
}

describe.skipIf(!chromiumPath)('alignment in a browser', { timeout: 120_000 }, () => {
  const { lasting, visit } = sandboxInBrowser()
  const house = lasting(prepare)

  it('a pre-read and its session are read without running over, on a phone and on a desk, light and dark', async () => {
    const { page, errors } = await visit(house(), '/finn/checkout')
    await page.getByText('In one line:').first().waitFor()
    await looked(page)
    expect(errors).toEqual([])
  })

  it('the form of a cadence says what is wrong beside its field and keeps what was typed', async () => {
    const { page } = await visit(house(), '/ana/checkout')
    await say(page, '/align schedule')
    const dialog = page.locator('dialog[open]')
    await dialog.getByLabel('Follow-up').fill('every frday 9:00')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Did you mean "friday"?').waitFor()
    expect(await dialog.getByLabel('Follow-up').inputValue()).toBe('every frday 9:00')
    await clean(page)
  })
})
