/** What a search costs among 10,000 decisions: the whole way of a command, from the line to the drawn list. */
import type { Db } from '../src/db.ts'
import { searchedOf, subjectOf } from '../src/features/decisions/rules/words.ts'
import { openHouse } from '../test/support/house.ts'

const decisions = 10_000
const times = 21
const words =
  `guest checkout payment form address beta accounts shoppers stores launch gift cards returns survey phone release
reserve vendor contract budget ledger audit security rollout pilot search filters wish list reorder wallet`.split(/\s+/)

/** What was decided, in a dozen words, with three times as many for why. */
function sentence(at: number, count: number): string {
  return Array.from({ length: count }, (_, index) => words[(at * 7 + index * (1 + (at % 11))) % words.length]).join(' ')
}

async function fill(db: Db): Promise<void> {
  const ana = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  const crew = await db.read.crew.findFirstOrThrow({ orderBy: { id: 'asc' } })
  const at = new Date('2026-11-23T05:00:00Z')
  const data = Array.from({ length: decisions }, (_, index) => {
    const number = index + 1
    const of = { number, what: sentence(number, 12), why: sentence(number + 3, 36), effect: null, options: [] }
    return {
      ...of,
      organizationId: ana.organizationId,
      crewId: crew.id,
      domain: 'how' as const,
      state: 'accepted' as const,
      subject: subjectOf(of.what),
      source: 'chat',
      proposedById: ana.id,
      acceptedById: ana.id,
      acceptedAt: at,
      searched: searchedOf(of, [crew.name]),
      at,
    }
  })
  // In parts: a slow machine takes longer for all of them than a transaction may.
  for (let from = 0; from < decisions; from += 500) {
    await db.transact(async (tx) => void (await tx.decision.createMany({ data: data.slice(from, from + 500) })))
  }
}

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export async function decisionFigures(
  name: string,
  fresh: () => Promise<Db>,
  say: (line: string) => void,
): Promise<void> {
  const db = await fresh()
  const house = await openHouse(db)
  await fill(db)
  const asked = { 'many found': 'guest checkout', 'one found': 'dec 4711', 'none found': 'nothing like it' }
  for (const [what, line] of Object.entries(asked)) {
    const took: number[] = []
    const found = (await house.said(await house.say('ana', `decision search ${line}`))).split('\n')[0] ?? ''
    const before = process.cpuUsage()
    for (let at = 0; at < times; at += 1) {
      const from = performance.now()
      await house.say('ana', `decision search ${line}`)
      took.push(performance.now() - from)
    }
    const { user, system } = process.cpuUsage(before)
    const processor = `processor ${((user + system) / 1000 / times).toFixed(0)} ms each`
    const figures = `half in ${middle(took).toFixed(0)} ms  slowest of ${times} ${Math.max(...took).toFixed(0)} ms  ${processor}`
    say(`decision search, ${decisions} decisions, ${name}, ${what}  ${figures}  "${found.slice(0, 60)}"`)
  }
  await db.close()
}
