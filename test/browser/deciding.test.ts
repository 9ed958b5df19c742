/** Votes, polls, decisions and responsibilities as eyes see them: long names, every kind of count, the most options there are. */
import { describe, expect, it } from 'vitest'
import type { RawValues } from '../../src/chat/form.ts'
import type { Db } from '../../src/db.ts'
import { installation } from '../../src/platforms/web/people.ts'
import { mostOptions } from '../../src/voting/rules/ballot.ts'
import type { ServedSandbox } from '../conformance/web.ts'
import { withOwners } from '../features/scope/chain.ts'
import { clean, looks, sandboxInBrowser, say, unreadable } from '../support/browser.ts'
import { chromiumPath } from '../support/chromium.ts'

const names = [
  'Guest checkout for shoppers who have no account and do not want one, with saved addresses',
  'Zahlungsverkehrsinfrastrukturmodernisierungsvorhaben',
  'תשלום מהיר בטלפון לכל החנויות',
  'お支払いページの刷新とギフトカードの再発行',
  'Receipts 🧾 by mail & <b>SMS</b>, "paperless"',
  'Pay',
]
const many = Array.from({ length: mostOptions }, (_, at) => `${at + 1} ${names[at % names.length]}`)
const everybody = ['ana', 'ben', 'paul', 'cleo', 'dev', 'uma']

async function prepare({ app, to }: ServedSandbox, db: Db): Promise<void> {
  const as = (account: string) => ({ platform: 'web' as const, installation, account, channel: 'checkout' })
  const submit = (account: string, form: string, value: unknown, raw: RawValues) =>
    app.chat.submit(as(account), form, value, raw)
  const press = (account: string, name: string, value: unknown) => app.chat.press(as(account), name, value)
  const newest = () => db.read.poll.findFirstOrThrow({ orderBy: { id: 'desc' }, include: { options: true } })
  await withOwners(db)
  await to('2026-11-23', '10:00')
  const chk = await db.read.initiative.findFirstOrThrow({ where: { key: 'CHK' } })

  const propose = async (raw: RawValues) => {
    const value = { scope: null, initiative: chk.id, whatIf: null, seen: Date.now() }
    await submit('cleo', 'scope.form', value, { benefit: '228000', score: 'WSJF 8 5 13 / 5', cost: '8000', ...raw })
    const { id, round } = await db.read.scopeChange.findFirstOrThrow({ orderBy: { id: 'desc' } })
    await press('cleo', 'scope.vote', { scope: id, round })
    const pay = await db.read.initiative.findFirstOrThrow({ where: { key: 'PAY' } })
    await press('ben', 'scope.fine', { scope: id, initiative: pay.id })
    return (await newest()).id
  }
  const ask = async (method: string, options: string[], ballots: Record<string, number[]>) => {
    const question = `${method}: ${names[0]}?`
    const crew = String(chk.crewId)
    const raw = { question, method, options: options.join('\n'), crews: [crew], closes: 'today 12:00' }
    await submit('ana', 'steering.ask', {}, { ...raw, shown: 'afterClose', reason: 'never' })
    const poll = await newest()
    const id = (at: number) => String(poll.options.find(({ position }) => position === at)?.id)
    for (const [account, chosen] of Object.entries(ballots)) {
      const [first = 0] = chosen
      const places = Object.fromEntries(chosen.map((at, place) => [`place${place + 1}`, id(at)]))
      await submit(account, 'vote.cast', { poll: poll.id }, method === 'single' ? { option: id(first) } : places)
    }
  }

  const lost = await propose({
    what: 'Add Apple Pay',
    why: names.join(' '),
    effects: 'delay T9 3d',
    deadline: 'today 12:00',
  })
  for (const account of ['cleo', 'dev', 'uma', 'ana']) await press(account, 'vote.for', { poll: lost })
  const no = { vote: 'against', reason: `The payment form has no float left. ${names.join(' ')}`, condition: '' }
  await submit('paul', 'vote.against', { poll: lost }, { ...no, condition: 'remove T10' })
  await submit('ben', 'vote.against', { poll: lost }, no)
  await ask('single', many, Object.fromEntries(everybody.map((account, at) => [account, [at % 4]])))
  const ranked = { ana: [0, 1], ben: [0, 2], paul: [1], cleo: [1, 2], dev: [2, 1], uma: [3, 2, 1] }
  await ask('instantRunoff', names, ranked)
  await ask('schulze', names, ranked)
  await to('2026-11-23', '12:00')
  await propose({ what: names[0]?.slice(0, 80) ?? '', why: names.join(' '), effects: 'delay T9 3d', deadline: '' })
  await press('cleo', 'vote.for', await newest().then(({ id }) => ({ poll: id })))

  const decision = {
    domain: 'how',
    initiative: String(chk.id),
    keyResult: 'none',
    options: many.slice(0, 6).join('\n'),
  }
  await submit('ana', 'decisions.propose', { crew: chk.crewId }, { ...decision, what: names[0], why: names.join(' ') })
  const { id } = await db.read.decision.findFirstOrThrow({ orderBy: { id: 'desc' } })
  await submit('cleo', 'decisions.say', { decision: id }, { text: names.join(' ') })
  await submit('paul', 'decisions.propose', { crew: chk.crewId }, { ...decision, what: `${names[0]}, not now` })

  const person = new Map((await db.read.person.findMany()).map((one) => [one.name, String(one.id)]))
  const ids = (...people: string[]) => people.map((name) => person.get(name) ?? '')
  for (const [at, activity] of names.entries()) {
    const row = { responsible: ids('Paul', 'Uma'), accountable: ids('Ana'), consulted: ids('Cleo', 'Dev') }
    const informed = ids('Finn', 'Gus', 'Hanna', 'Igor', 'Jonas', 'Karin', 'Lars', 'Mira', 'Nils', 'Olga')
    const raw = { activity: activity.slice(0, 80), phase: at % 2 ? 'build' : 'launch', ...row, informed }
    await submit('ana', 'raci.activity', { initiative: chk.id, activity: null }, raw)
  }
  await app.outbox.drain()
}

describe.skipIf(!chromiumPath)('what is decided, in a browser', { timeout: 90_000 }, () => {
  const { visit, lasting } = sandboxInBrowser()
  const house = lasting(prepare)

  for (const { colorScheme, width } of looks) {
    it(`is read whole, ${colorScheme}, ${width} wide: votes, results, polls, decisions, responsibilities`, async () => {
      const { page, errors } = await visit(house(), '/ana/checkout', {
        colorScheme,
        viewport: { width, height: 800 },
      })
      const messages = page.locator('.conversation.current .message')
      for (const words of ['With what Paul asks for', 'No vote: 5', 'Round 1:', 'Order:', 'Closes', 'May contradict'])
        expect([words, await messages.filter({ hasText: words }).count()]).not.toEqual([words, 0])
      for (const message of await messages.all()) expect(await unreadable(message)).toEqual([])
      for (const tally of await page.locator('.conversation.current .tally').all()) {
        const bars = await tally.locator('meter').evaluateAll((all) =>
          all.map((bar) => {
            const { left, width } = bar.getBoundingClientRect()
            return `${Math.round(left)} ${Math.round(width)}`
          }),
        )
        // To be compared they begin and end together.
        expect(new Set(bars).size).toBe(1)
      }
      const answers = page.locator('.private')
      await page.getByRole('button', { name: 'Every pair' }).first().click()
      await answers.first().waitFor()
      for (const line of ['/tandem raci CHK', '/tandem raci check CHK']) {
        const before = await answers.count()
        await say(page, line)
        await answers.nth(before).waitFor()
      }
      for (const answer of await answers.all()) expect(await unreadable(answer)).toEqual([])
      await clean(page, width)
      expect(errors).toEqual([])
    })
  }
})
