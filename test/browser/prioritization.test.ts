/** Prioritizations as eyes see them: two items and forty, long names, where the sides differ, what was agreed. */
import { describe, expect, it } from 'vitest'
import type { RawValues } from '../../src/chat/form.ts'
import type { Db } from '../../src/db.ts'
import { installation } from '../../src/platforms/web/people.ts'
import type { ServedSandbox } from '../conformance/web.ts'
import { clean, looked, sandboxInBrowser, say } from '../support/browser.ts'
import { chromiumPath } from '../support/chromium.ts'

const long = 'Zahlungsverkehrsinfrastrukturmodernisierungsvorhaben, お支払いページの刷新, תשלום מהיר & <b>SMS</b>'

const people = (app: ServedSandbox['app']) => {
  const as = (account: string) => ({ platform: 'web' as const, installation, account, channel: 'checkout' })
  return {
    submit: (account: string, form: string, value: unknown, raw: RawValues) =>
      app.chat.submit(as(account), form, value, raw),
    press: (account: string, press: string, value: unknown) => app.chat.press(as(account), press, value),
  }
}

const newest = async (db: Db) => {
  const { id: round, version } = await db.read.prioritization.findFirstOrThrow({ orderBy: { id: 'desc' } })
  return { round, version }
}

/** Of so many ideas, the first of them with a long name. */
async function collect({ app }: ServedSandbox, db: Db, count: number): Promise<void> {
  await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
  await db.transact((tx) => tx.crew.updateMany({ data: { money: 'amounts' } }))
  const { submit } = people(app)
  const { id: crew } = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
  const given = { about: 'What first in the new year?', budget: '90000', mayDelay: '40', deadline: 'tomorrow 17:00' }
  await submit('ana', 'prioritization.begin', { crew }, given)
  for (let at = 1; at <= count; at += 1) {
    const figures =
      at % 5 ? { benefit: String(90_000 - at * 1_700), cost: String(4_000 + at * 700), days: String(at % 7) } : {}
    const raw = {
      what: at % 4 === 1 ? long : `Idea number ${at}`,
      forWhom: at % 4 === 1 ? long : 'Shoppers',
      ...figures,
    }
    await submit(at % 2 ? 'cleo' : 'ben', 'prioritization.idea', await newest(db), raw)
  }
}

async function rank(sandbox: ServedSandbox, db: Db): Promise<void> {
  const { submit } = people(sandbox.app)
  await submit('ana', 'prioritization.start', await newest(db), { deadline: 'tomorrow 17:00' })
  const poll = (await db.read.poll.findFirstOrThrow({ where: { cardKind: 'prioritization.round' } })).id
  const options = await db.read.pollOption.findMany({ where: { pollId: poll }, orderBy: { position: 'asc' } })
  const chosen = (ids: number[]) => Object.fromEntries(ids.slice(0, 10).map((id, at) => [`place${at + 1}`, String(id)]))
  const ids = options.map(({ id }) => id)
  for (const account of ['ana', 'ben', 'paul']) await submit(account, 'vote.cast', { poll }, chosen(ids))
  for (const account of ['cleo', 'dev']) await submit(account, 'vote.cast', { poll }, chosen([...ids].reverse()))
}

async function agree(sandbox: ServedSandbox, db: Db): Promise<void> {
  const { submit, press } = people(sandbox.app)
  await press('ana', 'prioritization.close', await newest(db))
  const items = await db.read.priorityItem.findMany({ orderBy: { id: 'asc' } })
  const order = items.map(({ label }) => label).join('\n')
  await submit('ana', 'prioritization.propose', await newest(db), { order, why: long })
  await submit('cleo', 'prioritization.object', await newest(db), { reason: long })
  await submit('ana', 'prioritization.propose', await newest(db), { order, why: 'As we talked about it' })
}

describe.skipIf(!chromiumPath)('a prioritization in a browser', { timeout: 180_000 }, () => {
  const { open, lasting, visit } = sandboxInBrowser()
  const forty = lasting(async (sandbox, db) => {
    await collect(sandbox, db, 40)
    await rank(sandbox, db)
  })
  const six = lasting(async (sandbox, db) => {
    await collect(sandbox, db, 6)
    await rank(sandbox, db)
    await agree(sandbox, db)
    await people(sandbox.app).press('cleo', 'prioritization.confirm', await newest(db))
    await sandbox.app.outbox.drain()
  })

  it.each([
    ['forty items while they are ranked', forty, 'Who sees your ranking, and when'],
    ['six, agreed, with where the sides differed', six, 'Agreed by both sides'],
  ] as const)(
    '%s are read without running over, on a phone and on a desk, light and dark',
    async (_name, house, words) => {
      const { page, errors } = await visit(house(), '/finn/checkout')
      await page.getByText(words).first().waitFor()
      await looked(page)
      expect(errors).toEqual([])
    },
  )

  it('the form that begins one, and a ranking, say what is wrong beside the field and keep what was typed', async () => {
    const { page, errors } = await open()
    await say(page, '/align prioritize')
    const dialog = page.locator('dialog[open]')
    await dialog.getByLabel('What is it about?').fill(long.slice(0, 79))
    await dialog.getByLabel('Budget, in EUR').fill('a lot')
    await dialog.getByRole('button', { name: 'Begin' }).click()
    await dialog.getByText('"a lot" is not an amount').waitFor()
    expect(await dialog.getByLabel('What is it about?').inputValue()).toBe(long.slice(0, 79))
    await clean(page)
    await page.setViewportSize({ width: 360, height: 800 })
    await clean(page)
    await dialog.getByLabel('Budget, in EUR').fill('')
    await dialog.getByRole('button', { name: 'Begin' }).click()
    await page.getByText('no budget was given').first().waitFor()
    await clean(page)
    expect(errors).toEqual([])
  })
})
