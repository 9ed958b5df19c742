/** What is asked without names, what is taken for true and what is tried out, as eyes see it: on cards with names nobody should have. */
import { describe, expect, it } from 'vitest'
import type { RawValues } from '../../src/chat/form.ts'
import type { Db } from '../../src/db.ts'
import { installation } from '../../src/platforms/web/people.ts'
import type { ServedSandbox } from '../conformance/web.ts'
import { withSamplePortfolio } from '../features/alignment/alignment.ts'
import { clean, looked, sandboxInBrowser, say, shots } from '../support/browser.ts'
import { chromiumPath } from '../support/chromium.ts'

const long = 'Zahlungsverkehrsinfrastrukturmodernisierungsvorhaben, お支払いページの刷新, תשלום מהיר & <b>SMS</b>'
const crewOf = async (db: Db) => (await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })).id
const idOf = async (db: Db, key: string) => (await db.read.initiative.findFirstOrThrow({ where: { key } })).id
const everybody = ['ana', 'ben', 'paul', 'cleo', 'dev', 'uma']

/** Two rounds of a pulse, the second with a side too small to show, and confidence of more initiatives than anybody answers. */
async function prepare({ app, to }: ServedSandbox, db: Db): Promise<void> {
  const submit = (account: string, form: string, value: unknown, raw: RawValues) =>
    app.chat.submit({ platform: 'web', installation, account }, form, value, raw)
  await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
  await withSamplePortfolio(db, new Date('2026-11-23T05:00:00Z'))
  const crew = await crewOf(db)
  const more = Array.from({ length: 10 }, (_, index) => `L${index},"${long} ${index}",build,Checkout`)
  await submit('ana', 'portfolio.import', {}, { text: ['key,name,phase,crew', ...more].join('\n') })
  for (const kind of ['pulse', 'confidence'])
    await submit('ana', 'pulse.settings', { crew, kind }, { active: 'true', when: 'tuesdays 06:00' })
  await learn(db, submit)
  const answer = async (account: string, kind: 'pulse' | 'confidence', score: number) => {
    const open = await db.read.pulse.findFirst({ where: { kind, state: 'open' }, orderBy: { id: 'desc' } })
    const asked = (open?.questions ?? []) as { id: string }[]
    const raw = asked.map(({ id }, index) => [id, String(kind === 'pulse' ? Math.max(0, score - index) : score)])
    await submit(account, 'pulse.answer', { pulse: open?.id }, Object.fromEntries(raw))
  }
  await to('2026-11-24', '10:00')
  for (const [index, account] of everybody.entries()) {
    await answer(account, 'pulse', index < 3 ? 10 : 7)
    await answer(account, 'confidence', index < 3 ? 80 : 30)
  }
  await to('2026-12-01', '15:05')
  await to('2026-12-08', '10:00')
  for (const [index, account] of everybody.entries()) {
    if (index < 4) await answer(account, 'pulse', 9)
    await answer(account, 'confidence', index < 3 ? 60 : 70)
  }
  await to('2026-12-15', '15:05')
}

/** One that holds, one that is due and one that broke; an experiment that runs, one that ended, one that was adopted. */
async function learn(
  db: Db,
  submit: (account: string, form: string, value: unknown, raw: RawValues) => Promise<unknown>,
): Promise<void> {
  const person = async (name: string) => String((await db.read.person.findFirstOrThrow({ where: { name } })).id)
  const [uma, chk] = [await person('Uma'), { initiative: await idOf(db, 'CHK') }]
  const taken = { value: '31', unit: '% of phone shoppers', floor: '20', percent: '25', owner: [uma] }
  for (const [text, reviewOn] of [
    [long, '2026-12-30'],
    ['Phone shoppers leave at card entry', '2026-12-15'],
    [`Wallets are rare: ${long}`, '2026-12-28'],
  ] as const)
    await submit('ana', 'assumptions.add', chk, { ...taken, text, reviewOn })
  const broken = await db.read.assumption.findFirstOrThrow({ where: { number: 3 } })
  const no = { value: '4', why: `Every second phone has one. ${long}`, reviewOn: '2027-01-20' }
  await submit('uma', 'assumptions.review', { assumption: broken.id, holds: false, review: broken.reviewOn }, no)
  const fixed = { metric: `of 8 shoppers, ${long}`, threshold: '50', unit: '%', direction: 'atLeast', owner: [uma] }
  for (const hypothesis of ['Without an account more shoppers finish', long, 'Shoppers leave at the address']) {
    const plan = { ...fixed, hypothesis, endOn: '2026-12-15' }
    await submit('ana', 'experiments.plan', { ...chk, experiment: null }, plan)
  }
}

describe.skipIf(!chromiumPath)('a pulse, assumptions and experiments in a browser', { timeout: 120_000 }, () => {
  const { lasting, visit } = sandboxInBrowser()
  let db: Db
  const house = lasting(async (sandbox, opened) => {
    db = opened
    await prepare(sandbox, opened)
    const press = (account: string, verb: string, experiment: number) =>
      sandbox.app.chat.press({ platform: 'web', installation, account }, `experiments.${verb}`, { experiment })
    const all = await opened.read.experiment.findMany({ orderBy: { number: 'asc' } })
    const [, ended, adopted] = all.map(({ id }) => id)
    // They began three weeks ago.
    await opened.transact((tx) =>
      tx.experiment.updateMany({ data: { state: 'running', startedOn: '2026-11-24', endOn: '2026-12-16' } }),
    )
    for (const experiment of [ended, adopted])
      await sandbox.app.chat.submit(
        { platform: 'web', installation, account: 'uma' },
        'experiments.result',
        { experiment },
        { result: '62.5', insight: `Shoppers leave at the address. ${experiment === ended ? long : ''}` },
      )
    for (const account of ['ana', 'cleo']) await press(account, 'accept', adopted ?? 0)
    await sandbox.to('2026-12-16', '10:00')
  })

  it('what both sides answered is read at a glance: the gap and its trend, a hidden side, long names', async () => {
    const { page, errors } = await visit(house(), '/dev/dm-dev')
    await say(page, '/tandem pulse')
    await page.getByText('Counted Tue 8 Dec 2026').first().waitFor()
    await say(page, '/tandem confidence')
    await page.getByText('Furthest apart on').first().waitFor()
    await looked(page, { name: 'counted', height: 2400 })
    expect(errors).toEqual([])
  })

  it('what is taken for true and what is tried out is read: held, due, broken; running, ended, adopted', async () => {
    const { page, errors } = await visit(house(), '/uma/dm-uma')
    await say(page, '/tandem assumption CHK')
    await page.getByText('CHK Checkout v2: assumptions').first().waitFor()
    await say(page, '/tandem experiment CHK')
    await page.getByText('CHK Checkout v2: experiments').first().waitFor()
    await looked(page, { name: 'learned', height: 2400 })
    expect(errors).toEqual([])
  })

  it('the day’s message asks: the pulse, a review, a result, what broke, what to adopt', async () => {
    const { page } = await visit(house(), '/cleo/dm-cleo')
    await page.getByText('adopt as insight?').first().waitFor()
    await looked(page, { name: 'asked', height: 2400 })
  })

  it('the form says what is wrong beside its field and keeps what was typed', async () => {
    const { page } = await visit(house(), '/uma/dm-uma')
    await say(page, '/tandem assumption CHK')
    await page.getByRole('button', { name: 'Yes...' }).nth(1).click()
    const dialog = page.locator('dialog[open]')
    await dialog.getByLabel('Newest value').fill('25')
    await dialog.getByLabel('Anything to know?').fill(long)
    await dialog.getByLabel('Asked again on').fill('2026-12-01')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Give a day after today').waitFor()
    expect(await dialog.getByLabel('Anything to know?').inputValue()).toBe(long)
    if (shots) await page.screenshot({ path: `${shots}/form.png` })
    await clean(page)
    expect(await db.read.assumptionReading.count()).toBe(1)
  })
})
