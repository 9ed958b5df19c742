/** What a what-if costs on a portfolio of 2,000 deliverables and 5,000 dependencies: the whole way of a command, on SQLite. */
import type { Db } from '../src/db.ts'
import { openHouse } from '../test/support/house.ts'

const initiatives = 40
const each = 50
const links = 5_000
const times = 7

/** Always the same numbers, so that two runs of the benchmark measure the same plan (Lehmer, MINSTD). */
function numbers(): (below: number) => number {
  let state = 20_261_123
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** Links go from earlier to later ones, most within an initiative and one of ten across; each initiative begins a week after the one before. */
async function fill(db: Db, threePoint: boolean): Promise<void> {
  const next = numbers()
  const ana = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  const crew = await db.read.crew.findFirstOrThrow({ orderBy: { id: 'asc' } })
  const { organizationId } = ana
  const now = new Date('2026-11-23T05:00:00Z')
  await db.transact(async (tx) => {
    const ids: number[] = []
    for (let at = 0; at < initiatives; at += 1) {
      const { id } = await tx.initiative.create({
        data: {
          organizationId,
          key: `I${at}`,
          name: `Initiative ${at}`,
          kind: 'project',
          methodology: 'hybrid',
          phase: 'build',
          crewId: crew.id,
          currency: 'EUR',
          budget: 12_000_000n,
          benefit: 21_000_000n,
          burnPerDay: 110_000n,
          createdById: ana.id,
          createdAt: now,
          updatedAt: now,
        },
      })
      ids.push(id)
    }
    const pieces = ids.flatMap((initiativeId) =>
      Array.from({ length: each }, (_, at) => {
        const likely = 2 + next(8)
        const points = threePoint ? { optimistic: likely * 0.7, pessimistic: likely * 1.8 } : {}
        return { organizationId, initiativeId, key: `T${at}`, name: `Work ${at}`, likely, position: at, ...points }
      }),
    )
    for (let at = 0; at < pieces.length; at += 250)
      await tx.deliverable.createMany({ data: pieces.slice(at, at + 250) })
    const stored = await tx.deliverable.findMany({
      select: { id: true },
      orderBy: [{ initiativeId: 'asc' }, { position: 'asc' }],
    })
    const made = new Map<string, { fromId: number; toId: number }>()
    while (made.size < links) {
      const own = next(initiatives)
      const [one, other] = [next(each), next(each)]
      const across = own > 0 && next(10) === 0
      if (!across && one === other) continue
      const fromAt = across ? next(own) * each + one : own * each + Math.min(one, other)
      const toAt = own * each + (across ? other : Math.max(one, other))
      const [fromId, toId] = [stored[fromAt]?.id ?? 0, stored[toAt]?.id ?? 0]
      made.set(`${fromId} ${toId}`, { fromId, toId })
    }
    const all = [...made.values()]
    for (let at = 0; at < all.length; at += 250) await tx.dependency.createMany({ data: all.slice(at, at + 250) })
  })
}

/** The longest time in which nobody else was served. */
function pauses(): { stop(): number } {
  let [last, longest] = [performance.now(), 0]
  const look = () => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }
  const timer = setInterval(look, 1)
  return {
    stop() {
      look()
      clearInterval(timer)
      return longest
    },
  }
}

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export async function portfolioFigures(fresh: () => Promise<Db>, say: (line: string) => void): Promise<void> {
  for (const threePoint of [false, true]) {
    const db = await fresh()
    const house = await openHouse(db)
    await fill(db, threePoint)
    // The first one loads holidays and compiles.
    const said = await house.said(await house.say('ana', 'whatif I0 delay T0 30d'))
    if (!said.includes('I0 finish') || said.includes('P80 ') !== threePoint) throw new Error(said)
    const waiting = pauses()
    const took: number[] = []
    const before = process.cpuUsage()
    for (let at = 0; at < times; at += 1) {
      const from = performance.now()
      await house.say('ana', `whatif I0 delay T0 ${at + 30}d`)
      took.push(performance.now() - from)
      // Between two questions everybody has a turn.
      await new Promise((turn) => setTimeout(turn, 5))
    }
    const { user, system } = process.cpuUsage(before)
    const pause = waiting.stop()
    const reached = /(\d+) more of yours/.exec(said)?.[1] ?? '0'
    say(
      [
        `what-if, ${initiatives * each} deliverables, ${links} dependencies, ${threePoint ? '10,000 runs twice' : 'without simulation'}`,
        `half in ${middle(took).toFixed(0)} ms`,
        `slowest ${Math.max(...took).toFixed(0)} ms`,
        `processor ${((user + system) / 1000 / times).toFixed(0)} ms each`,
        `longest pause for others ${pause.toFixed(0)} ms`,
        `${Number(reached) + 6} initiatives reached`,
      ].join('  '),
    )
    await db.close()
  }
}
