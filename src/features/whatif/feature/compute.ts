/** A question, computed on the plan as it is now and worded for whoever is going to read it. */
import { setImmediate } from 'node:timers/promises'
import type { Context } from '../../../chat/feature.ts'
import { circleText } from '../../portfolio/rules/links.ts'
import type { InitiativeRecord, MoneyShown } from '../../portfolio/rules/records.ts'
import { moneyShown, rolesOf } from '../../portfolio/rules/rights.ts'
import { keyResultLinks, keyResultsOf } from '../../portfolio/store/objectives.ts'
import { bookingsOf, newestBaseline } from '../../portfolio/store/reads.ts'
import { changeText, longDay } from '../cards/lines.ts'
import { type Basis, mostInitiatives, type WhatIfView } from '../cards/whatif.ts'
import { type Chance, forecast } from '../rules/chance.ts'
import { type Change, readChanges } from '../rules/change.ts'
import { burnOf, costOf, extraOf, movesOnePerson } from '../rules/cost.ts'
import { type InitiativeShift, type Ripple, ripple } from '../rules/ripple.ts'
import { overload, ownPieces, plannedBefore, type Staffing } from '../rules/staff.ts'
import type { Records } from './records.ts'

/** Who reads the card: the asker alone, or whoever is in the channel where it is shared. */
export type For = 'asker' | 'place'

const dayMs = 86_400_000
const freshDays = 7

export async function compute(
  words: string,
  records: Records,
  reader: For,
  ctx: Context,
): Promise<Omit<WhatIfView, 'buttons'> | { refused: string }> {
  const { initiative, seen, plan, people, rates, today, allocations } = records
  const read = readChanges(words, { initiative, records: seen, people, rates, today })
  if ('error' in read) return { refused: read.error }
  const changes = read.ok
  const staffing: Staffing = { initiativeId: initiative.id, deliverables: plan.deliverables, allocations, today }
  const result = ripple({ initiative, records: plan, changes, staffing })
  if ('cycle' in result) return { refused: circle(result, records) }
  const shifts = result.ripple.initiatives
  const mine = new Set(seen.initiatives.map(({ id }) => id))
  const shown = shifts.filter((shift) => mine.has(shift.initiative.id))
  const money = (one: InitiativeRecord) => shownTo(reader, one, records, ctx)
  const planned = new Map(staff(changes).map((one) => [one.person, plannedBefore(one, staffing)]))
  return {
    initiative,
    question: changes.map((change) =>
      changeText(change, { initiative, records: seen, money: money(initiative), planned }),
    ),
    initiatives: shown,
    unseen: shifts.length - shown.length,
    named: result.ripple.named,
    chance: await simulate(words, result.ripple, shown, records),
    costs: movesOnePerson(changes) ? null : await costs(shown, changes, money, records, ctx),
    warnings: warnings(changes, staffing, records),
    risks: await risks(shown, ctx),
    basis: await basisOf(records, ctx),
  }
}

const staff = (changes: Change[]) => changes.filter((change) => change.do === 'staff')

/** Deliverables of what they may not see have no names here. */
function circle({ cycle, already }: { cycle: string[]; already: boolean }, { seen }: Records): string {
  const keys = seen.initiatives.map(({ key }) => key)
  const names = cycle.map((name) =>
    name.startsWith('"') || keys.some((key) => name.startsWith(`${key} `)) ? name : 'one that is not yours',
  )
  return already ? `The plan itself has no dates yet. ${circleText(names)}` : circleText(names)
}

/** Where guests read along is not known to a command, and then it is shown as if they did. */
function shownTo(reader: For, one: InitiativeRecord, { who }: Records, { place }: Context): MoneyShown {
  const crewSays = one.crew?.money ?? null
  if (reader === 'asker' || place.channelId === undefined) return moneyShown(crewSays, { alone: rolesOf(who, one) })
  const { crewId } = place
  const ofCrew = crewId !== undefined && (crewId === one.crewId || crewId === one.steeringCrewId)
  return moneyShown(crewSays, { channel: { ofCrew, guests: null } })
}

/** Others are served between two parts of the simulation: it takes no answer away from anybody for longer. */
async function simulate(
  words: string,
  { before, after }: Ripple,
  shifts: InitiativeShift[],
  { today }: Records,
): Promise<Chance | null> {
  // Of those that the card names: every one more is simulated with all that it waits for.
  const groups = shifts.slice(0, mostInitiatives).map(({ initiative }) => initiative.key)
  const parts = forecast(before, after, { groups, today, words: words.trim() })
  for (;;) {
    const next = parts.next()
    if (next.done) return next.value
    await setImmediate()
  }
}

async function costs(
  shifts: InitiativeShift[],
  changes: Change[],
  money: (one: InitiativeRecord) => MoneyShown,
  { initiative: asked, today, rates }: Records,
  { tx }: Context,
): Promise<WhatIfView['costs']> {
  const bookings = await bookingsOf(
    tx,
    shifts.map(({ initiative }) => initiative.id),
  )
  const costing = shifts.map((shift) => {
    const burn = burnOf(shift.initiative, bookings, { today, rates })
    const extra = shift.initiative.id === asked.id ? extraOf(changes) : 0
    return { cost: costOf(shift, burn, extra), shown: money(shift.initiative) }
  })
  return costing.filter(({ cost }) => cost.days !== 0 || cost.extra !== 0)
}

function warnings(changes: Change[], staffing: Staffing, { who, initiative }: Records): string[] {
  return staff(changes).flatMap((change) => {
    const idle = ownPieces(change, staffing).length === 0
    // A guest learns nothing of other initiatives.
    const over = who.guest ? null : overload(change, staffing)
    return [
      ...(idle
        ? [`${change.name} owns no unfinished deliverable of ${initiative.key}, so no date depends on it.`]
        : []),
      ...(over
        ? [`With other initiatives ${change.name} would be at ${over.percent} % from ${longDay(over.day)}.`]
        : []),
    ]
  })
}

async function risks(shifts: InitiativeShift[], { tx, actor }: Context): Promise<WhatIfView['risks']> {
  const later = shifts.filter(({ days }) => days > 0)
  if (later.length === 0) return []
  const links = await keyResultLinks(tx, actor.organizationId)
  return (await keyResultsOf(tx, actor.organizationId)).flatMap((result) => {
    const ids = links.flatMap((link) => (link.keyResultId === result.id ? [link.initiativeId] : []))
    const touched = later.filter(({ initiative }) => ids.includes(initiative.id))
    return touched.length ? [{ result, shifts: touched }] : []
  })
}

async function basisOf({ initiative, plan, today }: Records, { tx, now, actor }: Context): Promise<Basis> {
  const own = plan.deliverables.filter(({ initiativeId }) => initiativeId === initiative.id)
  const reports = own
    .flatMap(({ reportedAt, reportedById }) =>
      reportedAt && reportedById !== null ? [{ at: reportedAt, by: reportedById }] : [],
    )
    .sort((a, b) => b.at.getTime() - a.at.getTime())
  const [newest] = reports
  return {
    today,
    at: now,
    zone: initiative.crew?.zone ?? actor.zone,
    version: (await newestBaseline(tx, initiative.id))?.version ?? null,
    reported: newest ? { ...newest, old: now.getTime() - newest.at.getTime() > freshDays * dayMs } : null,
    reporting: reports.length,
    deliverables: own.length,
  }
}
