/** A working week of the sample's Checkout crew: people answer, help, forget and stay silent as people do, and all that Tandem writes is noted. */

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Reply } from '../src/chat/ports.ts'
import { type Db, openDb } from '../src/db.ts'
import { migrate } from '../src/migrations.ts'
import { isAway, worksOn } from '../src/people/sides.ts'
import { directOf, isDirect } from '../src/platforms/web/people.ts'
import { addWorkingMinutes, type Clock, type Day, toInstant, toLocal } from '../src/schedule/calendar.ts'
import { nextDue } from '../src/schedule/jobs.ts'
import { openHouse } from './support/house.ts'
import { cardOf, countActs, type Post, type Received, type Week } from './week/counts.ts'
import { type Actor, answerOf, castOf, dice, moodOf, pick } from './week/people.ts'

export const weekDays: Day[] = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04']
const [monday = '', tuesday = '', wednesday = '', thursday = '', friday = ''] = weekDays
const saturday = '2026-12-05'
const berlin = 'Europe/Berlin'
const end = toInstant('2026-12-07', '00:00', berlin)

/** One week per seed, each on an SQLite database of its own. */
export async function simulateWeeks(seeds: number[]): Promise<Week[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-week-'))
  try {
    const empty = join(folder, 'empty.db')
    await migrate(`file:${empty}`)
    const weeks: Week[] = []
    for (const seed of seeds) {
      const file = join(folder, `${seed}.db`)
      copyFileSync(empty, file)
      const db = await openDb(`file:${file}`)
      weeks.push(await simulateWeek(db, seed).finally(() => db.close()))
    }
    return weeks
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function simulateWeek(db: Db, seed: number): Promise<Week> {
  const house = await openHouse(db, { at: toInstant(monday, '06:00', berlin) })
  const roll = dice(seed)
  const crew = await db.read.crew.findFirstOrThrow({
    where: { name: 'Checkout' },
    include: { members: { include: { person: { include: { identities: true } } } } },
  })
  const members = crew.members.map(({ side, person: { id, name, zone, identities } }) => {
    return { id, name, zone, side, account: identities[0]?.externalId ?? '' }
  })
  const cast = castOf(members, roll)
  const agenda: { at: Date; act: () => Promise<unknown> }[] = []
  const answered = new Set<string>()
  const received: Received[] = []
  const posts: Post[] = []

  const personOf = ({ id }: Actor) => db.read.person.findUniqueOrThrow({ where: { id } })
  const between = (least: number, most: number, ...about: unknown[]) => least + (most - least) * roll('time', ...about)

  /** After so many minutes of their own working time. */
  async function later(actor: Actor, minutes: number, act: () => Promise<unknown>, from = house.clock.now()) {
    const person = await personOf(actor)
    const isHoliday = (day: Day) => isAway(person, day)
    const at = addWorkingMinutes(from, minutes, { ...person, from: person.workFrom, to: person.workTo, isHoliday })
    agenda.push({ at, act })
  }

  function on(actor: Actor, day: Day, time: Clock, act: () => Promise<unknown>) {
    agenda.push({ at: toInstant(day, time, actor.zone), act })
  }

  async function asked(actor: Actor, round: number, day: Day) {
    const { account } = actor
    const mood = actor === cast.leavesEarly && day === wednesday ? 'reminded' : moodOf(actor, day, roll)
    const write = () => answer(actor, round, day)
    if (mood === 'at once') await later(actor, between(1, 25, account, day), write)
    if (mood === 'later') await later(actor, between(30, 240, account, day), write)
    if (mood === 'skip') await later(actor, between(1, 60, account, day), () => skip(actor, round))
    if (mood === 'evening') on(actor, day, '19:30', write)
  }

  async function skip({ account }: Actor, round: number) {
    const said = await house.said(await house.press(account, 'standup.skip', { round }))
    if (said.startsWith('You skip')) answered.add(`${account}:${round}`)
  }

  /** What it asks of others is taken up by some, once the digest shows it. */
  async function answer(actor: Actor, round: number, day: Day, stuckOn?: Actor) {
    const { account } = actor
    const words = answerOf(actor, day, cast, roll, stuckOn)
    const said = await house.said(await house.submit(account, 'standup.answer', { round }, words))
    if (!said.startsWith('Your answer')) return
    answered.add(`${account}:${round}`)
    const { digestAt } = await db.read.round.findUniqueOrThrow({ where: { id: round } })
    const shown = new Date(Math.max(house.clock.now().getTime(), digestAt?.getTime() ?? 0))
    const able = cast.asked.filter((one) => one !== actor && one.answers !== 'never')
    const question = await db.read.sideQuestion.findFirst({ where: { roundId: round, askerId: actor.id } })
    if (question && roll(account, day, 'replied') < 0.8) {
      const others = able.filter(({ side }) => side !== actor.side)
      const replier = pick(others, roll(account, day, 'replier'))
      const minutes = between(10, 180, account, day, 'reply')
      const reply = () => house.submit(replier.account, 'standup.reply', { question: question.id }, { text: 'Yes.' })
      await later(replier, minutes, reply, shown)
    }
    const blocker = await db.read.blocker.findFirst({ where: { roundId: round, ownerId: actor.id } })
    if (!blocker) return
    if (words.helper === 'anyone') await help(pick(able, roll(account, day, 'helps')), blocker.id, shown)
    const minutes = between(60, 480, account, day, 'over')
    if (roll(account, day, 'over') < 0.7) await later(actor, minutes, () => resolve(actor, blocker.id))
  }

  async function help(actor: Actor, blocker: number, from?: Date) {
    const { account } = actor
    if (actor.answers === 'never' || roll(account, blocker, 'helps') > 0.75) return
    const minutes = between(5, 90, account, blocker)
    await later(actor, minutes, () => house.press(account, 'standup.help', { blocker }), from)
    const ends = roll(account, blocker, 'ends') < 0.5
    if (ends) await later(actor, minutes + 120, () => resolve(actor, blocker), from)
  }

  const resolve = ({ account }: Actor, blocker: number) => house.press(account, 'standup.resolve', { blocker })

  /** What has arrived since the last look is noted, and its readers decide what to do. */
  async function look() {
    for (const { ref, conversation, under, at } of house.posted.slice(received.length + posts.length)) {
      if (!isDirect(conversation)) {
        posts.push({ channel: conversation, day: toLocal(at, berlin).day, root: under === undefined })
        continue
      }
      const actor = cast.everybody.find(({ account }) => directOf(account) === conversation)
      if (!actor) throw new Error(`${conversation} belongs to nobody of the crew`)
      const { account } = actor
      const person = await personOf(actor)
      const { day, time } = toLocal(at, person.zone)
      const { kind, key } = await cardOf(db, Number(ref.replace('tandem-', '')))
      const about = Number(key.split(':')[0])
      const ofRound = kind === 'standup.prompt' || kind === 'standup.reminder'
      const works = worksOn(person, day) && !isAway(person, day)
      received.push({
        account,
        day,
        time,
        kind,
        round: ofRound ? about : null,
        inHours: works && person.workFrom <= time && time < person.workTo,
        answered: ofRound && answered.has(`${account}:${about}`),
      })
      if (kind === 'standup.prompt') await asked(actor, about, day)
      if (kind === 'standup.needed') await help(actor, about)
      if (kind === 'standup.reminder' && actor.answers !== 'never')
        await later(actor, between(2, 22, account, day), () => answer(actor, about, day))
    }
  }

  /** Fills in a form that opened, and leaves the rest of it as it is. */
  async function fill(account: string, opened: Reply, changes: Record<string, string>) {
    if (opened.do !== 'open') throw new Error(`${account} saw no form: ${await house.said(opened)}`)
    const { id, value, inputs } = opened.form
    const before = Object.entries(inputs).flatMap(([name, { value: now }]) =>
      now === undefined ? [] : [[name, `${now}`]],
    )
    const saved = await house.submit(account, id, value, { ...Object.fromEntries(before), ...changes })
    if (saved.do !== 'tell') throw new Error(`${account} could not save ${id}: ${await house.said(saved)}`)
  }

  /** What is not an answer to anything. */
  function plan({ away, fewer, leavesEarly, silent, stuck }: typeof cast) {
    const me = leavesEarly.account
    on(fewer, tuesday, '10:00', () => house.press(fewer.account, 'setup.fewer', {}))
    on(stuck, tuesday, '13:00', () => change(stuck, tuesday, silent))
    on(away, tuesday, '15:00', () => house.say(away.account, `/tandem away ${wednesday} ${thursday}`))
    on(leavesEarly, wednesday, '10:30', async () => fill(me, await house.say(me, '/tandem me'), { workTo: '15:00' }))
    on(leavesEarly, thursday, '14:00', async () =>
      fill(me, await house.say(me, '/standup settings'), { ask: 'weekdays 09:15' }),
    )
    on(stuck, saturday, '11:00', () => change(stuck, friday, away))
  }

  async function change(actor: Actor, day: Day, stuckOn: Actor) {
    const round = await db.read.round.findFirstOrThrow({ where: { crewId: crew.id, day } })
    await answer(actor, round.id, day, stuckOn)
  }

  plan(cast)
  for (;;) {
    await look()
    const [first] = agenda.sort((a, b) => a.at.getTime() - b.at.getTime())
    const due = await nextDue(db.read)
    const next = [first?.at, due, end].reduce<Date>((least, one) => (one && one < least ? one : least), end)
    await house.app.runner.advance(next, () => house.app.outbox.drain())
    if (next >= end) break
    await look()
    if (first && first.at <= next) await agenda.shift()?.act()
  }
  await look()
  return { seed, members: cast.everybody, received, posts, acts: await countActs(db) }
}
