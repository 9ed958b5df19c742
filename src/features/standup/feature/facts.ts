/** What the stand-up does when crews and people change. */
import type { Effect, Feature } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById, crewsOf } from '../../../people/crews.ts'
import { roundsOf } from '../../../rounds/store.ts'
import { cancelJobs, putJobs } from '../../../schedule/jobs.ts'
import { defaultSettings } from '../rules/settings.ts'
import { stillChanging } from '../rules/target.ts'
import { dropItems } from '../store/items.ts'
import { activateStandup, readStandup, type Standup, saveStandup } from '../store/ritual.ts'
import { syncRounds } from './following.ts'
import { joinPersons } from './joining.ts'
import { today } from './records.ts'
import { removals } from './removing.ts'
import { digestCardOf, putNextOpening, reschedule } from './rounds.ts'

async function ofCrew(tx: Tx, crewId: number): Promise<{ crew: Crew; standup: Standup } | null> {
  const crew = await crewById(tx, crewId)
  const standup = crew && (await readStandup(tx, crewId))
  return crew && standup ? { crew, standup } : null
}

export const facts: NonNullable<Feature['facts']> = {
  async 'crew.made'({ crewId, ask }, { tx, now }) {
    const crew = await crewById(tx, crewId)
    if (!crew) return {}
    const before = await readStandup(tx, crewId)
    const settings = before ? { ...before.settings, ask } : defaultSettings(ask)
    await reschedule(tx, await saveStandup(tx, crew, settings), crew, now)
    return {}
  },
  async 'crew.started'({ crewId }, { tx, now }) {
    await activateStandup(tx, crewId)
    const found = await ofCrew(tx, crewId)
    if (found) await putNextOpening(tx, found.standup, found.crew, today(found.crew.zone, now), now, true)
    return {}
  },
  async 'crew.changed'({ crewId }, { tx, now }) {
    const found = await ofCrew(tx, crewId)
    if (!found) return {}
    await reschedule(tx, found.standup, found.crew, now)
    return { effects: await syncRounds(tx, found.standup, found.crew, now) }
  },
  async 'person.changed'({ personId }, { tx, now }) {
    const effects = []
    for (const crew of await crewsOf(tx, personId)) {
      const standup = await readStandup(tx, crew.id)
      if (!standup) continue
      await reschedule(tx, standup, crew, now)
      effects.push(...(await syncRounds(tx, standup, crew, now)))
    }
    return { effects }
  },
  async 'portfolio.changed'({ of, crewIds }, { tx, now }) {
    // A digest shows no money.
    if (of === 'money') return {}
    const effects: Effect[] = []
    for (const crewId of crewIds) {
      const found = await ofCrew(tx, crewId)
      if (!found) continue
      const rounds = await roundsOf(tx, found.standup.id, { take: 12 })
      // Also where it is not out yet: who says it at this moment then waits for this change, and draws it.
      for (const round of stillChanging(rounds, today(found.crew.zone, now)))
        effects.push({ do: 'refresh', card: digestCardOf(round) })
    }
    return { effects }
  },
  async 'person.joined'({ personId, formerId }, { tx }) {
    return { effects: await joinPersons(tx, personId, formerId) }
  },
  async 'crew.deleted'({ crewId }, { tx, now }) {
    const standup = await readStandup(tx, crewId)
    if (standup) {
      await cancelJobs(tx, 'standup.open', `${standup.id}:`)
      await putJobs(tx, await removals(tx, standup, now))
    }
    await dropItems(tx, crewId)
    return {}
  },
}
