/** The sandbox around the app: its clock, which is kept over restarts, and its sample data. */
import { randomBytes } from 'node:crypto'
import { type App, createApp } from './app.ts'
import { usage } from './chat/commandline.ts'
import type { Retention } from './chat/feature.ts'
import { menusOf } from './chat/menus.ts'
import { cityOf, momentText } from './chat/moment.ts'
import { defaultNaming, type Naming } from './chat/naming.ts'
import { command, spoken } from './chat/spoken.ts'
import type { Db } from './db.ts'
import type { Log } from './log.ts'
import { createTranscript } from './outbox/transcript.ts'
import { createDirectory } from './people/directory.ts'
import { createNames } from './people/identities.ts'
import { createPlanPages } from './plan-pages.ts'
import { createWeb, type Web } from './platforms/web/adapter.tsx'
import { installation } from './platforms/web/people.ts'
import type { ClockControl, ClockStep, SampleControl } from './platforms/web/ports.ts'
import { loadSample, removeSample } from './sample.ts'
import { addDays, toInstant, toLocal, weekdayOf } from './schedule/calendar.ts'
import type { ProductClock } from './schedule/clock.ts'
import { nextDue } from './schedule/jobs.ts'

const offsetSetting = 'clock.offset'
/** A round opens an hour before it first asks: at most a few openings lie before the next prompt. */
const openingsAhead = 10
const noPrompt = `No prompt is planned. Set up a crew with ${command('setup')} and press Start.`

export interface SandboxOptions {
  db: Db
  clock: ProductClock
  log: Log
  retention?: Retention
  naming?: Naming
}

/** The whole bot with the browser as its one platform, on a migrated database; nothing runs yet. */
export async function openSandbox({ db, clock, log, retention, naming = defaultNaming }: SandboxOptions) {
  let web: Web | undefined
  const senders = () => (web ? [web.sender] : [])
  // On this machine and until it is stopped: addresses begin at its own root.
  const plans = createPlanPages({ db, clock, secret: randomBytes(32).toString('base64'), publicUrl: '' })
  const app = createApp({
    db,
    clock,
    log,
    senders,
    naming,
    planAddress: plans.address,
    ...(retention && { retention }),
  })
  await db.transact((tx) => loadSample(tx, app.chat.apply, clock.now()))
  const commands = app.features.flatMap((feature) => feature.commands ?? [])
  web = createWeb({
    chat: app.chat,
    names: createNames(db, 'web'),
    transcript: createTranscript(db),
    directory: createDirectory(db, installation),
    clock: clockControl({ db, app, clock, naming }),
    sample: sampleControl(db),
    menus: Object.entries(menusOf(app.features)).map(([id, { title, summary }]) => ({ id, title, summary })),
    naming,
    plan: plans.open,
    commands: commands.map((one) => ({
      name: one.name,
      summary: one.summary,
      example: spoken(usage(one), naming, 'web'),
    })),
  })
  return { app, web }
}

interface ClockNeeds {
  db: Db
  app: App
  clock: ProductClock
  naming: Naming
}

export async function storedOffset(db: Db): Promise<number> {
  const row = await db.read.setting.findUnique({ where: { name: offsetSetting } })
  return Number(row?.value ?? 0)
}

function clockControl({ db, app, clock, naming }: ClockNeeds): ClockControl {
  let moving: Promise<unknown> = Promise.resolve()

  /** Where the working day begins: the first crew's. */
  async function crewZone(): Promise<string> {
    return (await db.read.crew.findFirst({ orderBy: { id: 'asc' } }))?.zone ?? 'UTC'
  }

  async function advance(to: Date): Promise<void> {
    await app.runner.advance(to, () => app.outbox.drain())
    const value = String(clock.offset())
    await db.transact((tx) =>
      tx.setting.upsert({ where: { name: offsetSetting }, create: { name: offsetSetting, value }, update: { value } }),
    )
  }

  /** False where none is planned. */
  async function toNextPrompt(): Promise<boolean> {
    for (let opened = 0; opened < openingsAhead; opened += 1) {
      const prompt = await nextDue(db.read, ['standup.prompt'])
      const opening = await nextDue(db.read, ['standup.open'])
      if (prompt && (!opening || prompt <= opening)) {
        await advance(prompt)
        return true
      }
      if (!opening) break
      await advance(opening)
    }
    return false
  }

  async function toNextWorkingDay(): Promise<boolean> {
    const here = await crewZone()
    let day = addDays(toLocal(clock.now(), here).day, 1)
    while (weekdayOf(day) > 5) day = addDays(day, 1)
    await advance(toInstant(day, '09:00', here))
    return true
  }

  async function step(to: ClockStep): Promise<boolean> {
    switch (to) {
      case 'prompt':
        return toNextPrompt()
      case 'hour':
        await advance(new Date(clock.now().getTime() + 3_600_000))
        return true
      case 'day':
        return toNextWorkingDay()
    }
  }

  return {
    now: () => clock.now(),
    async move(to, zone) {
      // Two windows may press at once: one after the other.
      const next = moving.then(() => step(to))
      moving = next.catch(() => {})
      if (!(await next)) return spoken(noPrompt, naming, 'web')
      return `It is ${momentText(clock.now(), zone)} ${cityOf(zone)} now.`
    },
  }
}

function sampleControl(db: Db): SampleControl {
  return {
    present: async () => (await db.read.organization.count({ where: { sample: true } })) > 0,
    remove: () => db.transact(removeSample),
  }
}
