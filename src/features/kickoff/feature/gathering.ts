/** What is known of an initiative, read from those who keep it. */
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { describeSchedule, formatDay, toLocal } from '../../../schedule/calendar.ts'
import { kindNames } from '../../alignment/rules/records.ts'
import { ritualsOf, sessionsAhead } from '../../alignment/store/sessions.ts'
import { assumptionsOf } from '../../assumptions/store/reads.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { countWhy } from '../../portfolio/rules/why.ts'
import { risksOf } from '../../portfolio/store/around.ts'
import { whysOf } from '../../portfolio/store/objectives.ts'
import { portfolioOf, statusIn } from '../../portfolio/store/views.ts'
import { matrixOf } from '../../raci/store/reads.ts'
import { ritualOf as retroOf } from '../../retro/store/ritual.ts'
import { readStandup } from '../../standup/store/ritual.ts'
import { firstDay, type Ground } from '../rules/ground.ts'
import { planOf } from '../rules/plan.ts'
import type { UnifiedPlan } from '../rules/records.ts'

export interface Gathered {
  ground: Ground
  crew: Crew | null
  plan: UnifiedPlan
}

export async function gather(read: Tx, initiative: InitiativeRecord, now: Date): Promise<Gathered> {
  const crew = initiative.crewId === null ? null : await crewById(read, initiative.crewId)
  const today = toLocal(now, crew?.zone ?? 'UTC').day
  const records = await portfolioOf(read, initiative.organizationId, [initiative], today)
  const [why = null] = await whysOf(read, initiative.id)
  const ground: Ground = {
    initiative,
    today,
    why,
    whyCount: countWhy(why, crew?.members ?? []),
    status: statusIn(records, initiative, today),
    from: firstDay(initiative, records.network),
    raci: await matrixOf(read, initiative.id),
    cadence: crew ? await cadenceOf(read, crew.id) : { standup: null, retro: null, alignment: null },
    risks: await risksOf(read, [initiative.id]),
    assumptions: (await assumptionsOf(read, initiative.id)).filter(({ state }) => state !== 'dropped'),
  }
  return { ground, crew, plan: planOf(ground, records.baselines.get(initiative.id) ?? null) }
}

/** What is switched on, in words. */
async function cadenceOf(read: Tx, crewId: number): Promise<Ground['cadence']> {
  const [standup, retro] = [await readStandup(read, crewId), await retroOf(read, crewId)]
  const rituals = (await ritualsOf(read, crewId)).filter(({ active }) => active)
  const [next] = await sessionsAhead(read, [crewId])
  const words = rituals.map(({ kind, cadence: { schedule, yearFrom } }) => {
    const when = describeSchedule(schedule, { yearFrom })
    return `${kindNames[kind].toLowerCase()} ${when}`
  })
  const soon = next ? `, next ${formatDay(next.day)} ${next.time}` : ''
  return {
    standup: standup?.active ? describeSchedule(standup.settings.ask) : null,
    retro: retro?.active ? describeSchedule(retro.settings.schedule) : null,
    alignment: words.length ? `${words.join(', ')}${soon}` : null,
  }
}
