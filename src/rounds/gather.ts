/** When a person is written to besides prompts: notices that found no prompt, and what asks something of them, once they work. */
import type { Feature } from '../chat/feature.ts'
import type { Tx } from '../db.ts'
import { hasEnough, heldJob, releaseHeld, weekOf } from '../outbox/budget.ts'
import { gatherDay, putWaking, waitingItems, wakeFor } from '../outbox/day.ts'
import { forgetChannel, joinSaid, moveSaid } from '../outbox/joining.ts'
import { type Hours, nextWorkingMoment } from '../people/hours.ts'
import { addDays, toInstant, toLocal } from '../schedule/calendar.ts'
import { joinParts } from './joining.ts'

const minute = 60_000

interface GatheringOptions {
  /** When this person is next asked on their day, as it is planned now. */
  nextAsk(personId: number, ctx: { tx: Tx; now: Date }): Promise<Date | null>
}

type Waking = { tx: Tx; now: Date }

export function createGathering({ nextAsk }: GatheringOptions): Pick<Feature, 'name' | 'jobs' | 'facts'> {
  async function gather(key: string, { tx, now }: Waking) {
    const person = await atWork('day.gather', key, { tx, now })
    if (!person) return {}
    const asked = await nextAsk(person.id, { tx, now })
    // A prompt takes them along: one message. If it does not come (they answer first), they go out then.
    const waits = asked === null && !person.asked && (await hasEnough(tx, person, now))
    const enough = waits ? nextWeek(person, now) : null
    if (asked) await putWaking(tx, person.id, 'day.gather', new Date(asked.getTime() + minute))
    else if (enough) await putWaking(tx, person.id, 'day.gather', enough)
    else await gatherDay(tx, person, 'notice', now)
    return {}
  }

  async function urgent(key: string, { tx, now }: Waking) {
    const person = await atWork('day.urgent', key, { tx, now })
    if (person?.asked) await gatherDay(tx, person, 'urgent', now)
    return {}
  }

  return {
    name: 'rounds',
    jobs: {
      'day.gather': { late: 'run', run: gather },
      'day.urgent': { late: 'run', run: urgent },
      [heldJob]: {
        late: 'run',
        async run(key, { tx, now }) {
          await releaseHeld(tx, Number(key.split(':')[0]), now)
          return {}
        },
      },
    },
    facts: {
      /** Their hours or their absence: what waits for them, waits for another moment now. */
      async 'person.changed'({ personId }, { tx, now }) {
        const waiting = await waitingItems(tx, [personId])
        const person = waiting.length ? await tx.person.findUnique({ where: { id: personId } }) : null
        for (const asks of new Set(waiting.map((item) => item.asks))) if (person) await wakeFor(tx, person, asks, now)
        return {}
      },
      async 'person.joined'({ personId, formerId }, { tx }) {
        await joinParts(tx, personId, formerId)
        const outdated = await joinSaid(tx, personId, formerId)
        return { effects: outdated.map((card) => ({ do: 'refresh', card })) }
      },
      async 'organization.joined'({ organizationId, formerId }, { tx }) {
        await moveSaid(tx, formerId, organizationId)
        return {}
      },
      async 'channel.unlinked'({ channelId }, { tx }) {
        await forgetChannel(tx, channelId)
        return {}
      },
    },
  }
}

/** When they begin to work in the week after this one. */
function nextWeek(person: Hours, now: Date): Date | null {
  const { to } = weekOf(toLocal(now, person.zone).day)
  return nextWorkingMoment(person, toInstant(addDays(to, 1), '00:00', person.zone))
}

/** The person, if something waits for them and they work now; outside their hours the job is put for when they do. */
async function atWork(name: 'day.gather' | 'day.urgent', key: string, { tx, now }: Waking) {
  const personId = Number(key.split(':')[0])
  const person = await tx.person.findUnique({ where: { id: personId } })
  const waiting = await waitingItems(tx, [personId])
  if (!person || waiting.length === 0) return null
  const moment = nextWorkingMoment(person, now)
  if (moment?.getTime() === now.getTime()) return { ...person, asked: waiting.some(({ asks }) => asks) }
  if (moment) await putWaking(tx, personId, name, moment)
  return null
}
