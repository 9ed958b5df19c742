import { expect, test } from 'vitest'
import { plainText } from '../src/chat/plain.ts'
import { createLog } from '../src/log.ts'
import { installation } from '../src/platforms/web/people.ts'
import { alignSample } from '../src/sample/aligning.ts'
import { proposeSample } from '../src/sample/deciding.ts'
import { lookBackSample } from '../src/sample/looking-back.ts'
import { liveSample, loadHistory, removeSample } from '../src/sample.ts'
import { openSandbox } from '../src/sandbox.ts'
import { toInstant } from '../src/schedule/calendar.ts'
import { createClock } from '../src/schedule/clock.ts'
import { sqliteDatabase } from './support/databases.ts'
import { monday } from './support/house.ts'

const database = sqliteDatabase()

async function opened() {
  const { db } = await database.fresh()
  const clock = createClock({ machine: () => 0, offsetMs: monday.getTime() })
  const { web } = await openSandbox({ db, clock, log: createLog({ level: 'error' }) })
  const moved = async (account: string, step: string): Promise<string> => {
    const response = await web.app.request(`http://127.0.0.1/${account}/clock`, {
      method: 'POST',
      headers: { Host: '127.0.0.1', Origin: 'http://127.0.0.1', 'Content-Type': 'application/json' },
      body: JSON.stringify({ step }),
    })
    return ((await response.json()) as { text: string }).text
  }
  return { db, web, moved }
}

test('who moves the clock is told the time in their own zone, as the clock above shows it', async () => {
  const { moved, web } = await opened()
  expect(await moved('ana', 'hour')).toBe('It is Mon 23 Nov 07:00 Berlin now.')
  expect(await moved('uma', 'hour')).toBe('It is Mon 23 Nov 02:00 New York now.')
  expect(await moved('uma', 'prompt')).toBe('It is Mon 23 Nov 03:30 New York now.')
  expect(await moved('uma', 'day')).toBe('It is Tue 24 Nov 03:00 New York now.')
  web.close()
})

test('the switch of people calls the sides as their crew does', async () => {
  const { db, web } = await opened()
  const { id } = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
  await db.transact((tx) => tx.crew.update({ where: { id }, data: { projectLabel: 'Delivery' } }))
  const page = await (await web.app.request('http://127.0.0.1/ana/checkout', { headers: { Host: '127.0.0.1' } })).text()
  expect(page).toContain('Ana, delivery in Checkout')
  expect(page).toContain('Cleo, product in Checkout')
  web.close()
})

test('where no prompt is planned, the clock stays and says what to do', async () => {
  const { db, moved, web } = await opened()
  await db.transact((tx) => tx.job.deleteMany())
  expect(await moved('ana', 'prompt')).toContain('No prompt is planned')
  web.close()
})

test('the sample has decided before, and votes on a scope change with its impact frozen on the card', async () => {
  const { db } = await database.fresh()
  const clock = createClock({ machine: () => 0, offsetMs: toInstant('2026-11-24', '10:00', 'Europe/Berlin').getTime() })
  const { app, web } = await openSandbox({ db, clock, log: createLog({ level: 'error' }) })
  await db.transact((tx) => loadHistory(tx, app.chat.apply, clock.now()))
  for (const _again of [1, 2]) await proposeSample(app.chat, db, () => clock.now())
  const scope = await db.read.scopeChange.findMany({ orderBy: { number: 'asc' } })
  expect(scope).toMatchObject([
    { number: 3, state: 'accepted' },
    { number: 4, what: 'Add Apple Pay', state: 'voting' },
  ])
  expect(await db.read.ballot.count()).toBe(3)
  expect(await db.read.decision.count()).toBe(7)
  await app.outbox.drain()
  const page = await (
    await web.app.request('http://127.0.0.1/paul/checkout', { headers: { Host: '127.0.0.1' } })
  ).text()
  const text = page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  expect(text).toContain('SC-4 Add Apple Pay')
  expect(text).toContain('value by Cleo (product), cost by Ana (project)')
  expect(text).toMatch(/WSJF 5\.2/)
  expect(text).toMatch(/project 1 of 3, product 2 of 3/)
  web.close()
  await app.stop()
})

test('the sample looks back, once: R-1 is half way through, with themes of both sides and first dots', async () => {
  const { db } = await database.fresh()
  const clock = createClock({ machine: () => 0, offsetMs: monday.getTime() })
  const { app, web } = await openSandbox({ db, clock, log: createLog({ level: 'error' }) })
  await db.transact((tx) => loadHistory(tx, app.chat.apply, clock.now()))
  for (const _again of [1, 2]) await lookBackSample(app.chat, db)
  await app.outbox.drain()
  expect(await db.read.retro.findMany()).toMatchObject([{ number: 1, phase: 'vote' }])
  const people = await db.read.retroPerson.findMany()
  for (const side of ['project', 'product'] as const)
    expect(people.filter((one) => one.side === side && one.wrote)).toHaveLength(3)
  expect(
    (await db.read.retroTheme.findMany({ include: { notes: true } })).slice(0, 3).map(({ notes }) => notes.length),
  ).toEqual([2, 2, 3])
  expect(await db.read.retroDot.count()).toBe(3)
  const page = await (await web.app.request('http://127.0.0.1/ana/checkout', { headers: { Host: '127.0.0.1' } })).text()
  expect(page).toContain('R-1 Retrospective: Checkout')
  expect(page).toContain('Scope changes late in a sprint')
  web.close()
})

test('the sample aligns in two working days: its pre-read is out, and half of the crew has said whether they come', async () => {
  const { db } = await database.fresh()
  const at = (time: string) => toInstant('2026-11-24', time, 'Europe/Berlin')
  const clock = createClock({ machine: () => 0, offsetMs: at('10:00').getTime() })
  const { app, web } = await openSandbox({ db, clock, log: createLog({ level: 'error' }) })
  await db.transact((tx) => loadHistory(tx, app.chat.apply, clock.now()))
  for (const _again of [1, 2]) await alignSample(app.chat, db, () => clock.now())
  await app.runner.advance(at('10:01'), () => app.outbox.drain())
  expect(await db.read.alignmentSession.findMany()).toMatchObject([{ day: '2026-11-26', state: 'announced' }])
  const page = await (
    await web.app.request('http://127.0.0.1/paul/checkout', { headers: { Host: '127.0.0.1' } })
  ).text()
  const text = page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  expect(text).toContain('Strategic review of Checkout, Thu 26 Nov 2026')
  expect(text).toMatch(/Coming .*project Ana · product Cleo ?, Dev/)
  expect(text).toContain('Which stores get guest checkout first?')
  expect(text).toContain('works toward no key result')
  web.close()
  await app.stop()
})

const reading = { zone: 'Europe/Berlin', name: (id: number) => `#${id}` }

/** As `npm start` opens it, at ten in the morning. */
async function living() {
  const { db } = await database.fresh()
  const at = (time: string) => toInstant('2026-11-24', time, 'Europe/Berlin')
  const clock = createClock({ machine: () => 0, offsetMs: at('10:00').getTime() })
  const { app, web } = await openSandbox({ db, clock, log: createLog({ level: 'error' }) })
  for (const _again of [1, 2]) await liveSample(app.chat, db, () => clock.now())
  await app.runner.advance(at('10:01'), () => app.outbox.drain())
  const asked = async (account: string, line: string) => {
    const origin = { platform: 'web' as const, installation, account }
    const answer = await app.chat.command(origin, line)
    if (answer.do !== 'tell') throw new Error(`${line} is not answered in words`)
    return plainText(answer.message, reading)
  }
  const seen = async (path: string) => {
    const page = await web.app.request(`http://127.0.0.1/${path}`, { headers: { Host: '127.0.0.1' } })
    return (await page.text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  }
  const stop = () => {
    web.close()
    return app.stop()
  }
  return { db, app, at, asked, seen, stop }
}

test('the sample is half way through each ritual: a pulse, confidence, assumptions, experiments, a kickoff', async () => {
  const { asked, seen, stop, db } = await living()
  const pulse = await asked('ana', 'pulse')
  expect(pulse).toContain('Project +33, Product 0 · gap 33')
  expect(pulse).toContain('3 answers a side')
  expect(pulse).toContain('3 of 6')
  const confidence = await asked('ana', 'confidence')
  expect(confidence).toContain('CHK date: Project 80 %, Product 50 % · gap 30')
  expect(confidence).toContain('3 of 6')
  expect(await db.read.pulse.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
    { kind: 'pulse', state: 'closed', day: '2026-10-27', tokenKey: null },
    { kind: 'pulse', state: 'open', day: '2026-11-24' },
    { kind: 'confidence', state: 'closed', day: '2026-11-05', tokenKey: null },
    { kind: 'confidence', state: 'open', day: '2026-11-19' },
  ])
  const assumptions = await asked('cleo', 'assumption CHK')
  expect(assumptions).toContain('Shoppers of the pilot stores buy without an account')
  expect(assumptions).toMatch(
    /AS2 holds Phone shoppers leave at card entry\n31 % of phone shoppers.* is asked since Tue 24 Nov 2026/,
  )
  const experiments = await asked('paul', 'experiment EXP-1')
  expect(experiments).toMatch(/EX-1 INSIGHT TO ACCEPT Shoppers leave at the address/)
  expect(experiments).toMatch(/EX-2 running Without an account more shoppers finish/)
  const channel = await seen('ana/checkout')
  expect(channel).toContain('PAY Payments core')
  expect(channel).toMatch(/voted: project 1 of 3, product 2 of 3/)
  expect(channel).toContain('How we see value: gap 33, 3 answers a side, a talk and not a verdict')
  expect(channel).toMatch(/EX-1 “Shoppers leave at the address[^”]*”: adopt as insight\?/)
  // Paul owns a side of the experiment, and product has said yes.
  expect(await asked('paul', 'home')).toMatch(/EX-1 "Shoppers leave at the address.*adopt as insight/)
  await stop()
})

test('the first day of the sample is calm: three posts in a channel, and one message to a person besides the stand-up', async () => {
  const { db, app, at, stop } = await living()
  await app.runner.advance(at('23:00'), () => app.outbox.drain())
  const sent = await db.read.delivery.findMany({ where: { day: '2026-11-24' } })
  const roots = new Map<number | null, number>()
  for (const { kind, underId, channelId } of sent)
    if (kind === 'announce' && underId === null) roots.set(channelId, (roots.get(channelId) ?? 0) + 1)
  expect(roots.size).toBe(2)
  for (const posts of roots.values()) expect(posts).toBeLessThanOrEqual(3)
  const told = sent.filter(({ kind }) => kind === 'urgent' || kind === 'notice').map(({ personId }) => personId)
  expect(new Set(told).size).toBe(told.length)
  await stop()
})

test('what belongs to the sample goes with it: nothing of any ritual is left', async () => {
  const { db, stop } = await living()
  await db.transact(removeSample)
  const tables = await db.read.$queryRawUnsafe<{ name: string }[]>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'`,
  )
  const left: string[] = []
  for (const { name } of tables) {
    const [row] = await db.read.$queryRawUnsafe<{ n: bigint | number }[]>(`SELECT count(*) AS n FROM "${name}"`)
    if (Number(row?.n)) left.push(name)
  }
  expect(left.sort()).toEqual(['Channel', 'Identity', 'Installation', 'Organization', 'Person'])
  await stop()
})
