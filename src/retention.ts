/** Once a day what is older than it may be kept is deleted, in batches: each its own transaction, so that nobody waits long. */
import type { Card, Consequence, Feature, Job, JobContext, Retention } from './chat/feature.ts'
import type { Tx } from './db.ts'
import { forgetFiles } from './links.ts'
import { dayCardKind } from './outbox/cards.ts'
import { type Changing, forgetCards, forgetDayMessages } from './outbox/forgetting.ts'
import { forgetSeen } from './people/seen.ts'
import { forgetPictures } from './pictures.ts'
import { forgetPeople } from './rounds/forgetting.ts'
import { addDays, type Day, daysAgo, daysBefore, toInstant } from './schedule/calendar.ts'
import { forgetJobs, putJobs } from './schedule/jobs.ts'
import { forgetShares } from './sharing/store.ts'

/** What only machines need: done jobs, requests seen, copies that do not change any more. */
export const machineryDays = 30
/** A quiet hour in most of the zones that people work in. */
const sweepTime = '02:30'
const sweepJob = 'retention.sweep'

/** At every start: today's, if it has not been done. */
export async function putSweep(tx: Tx, now: Date): Promise<void> {
  await putJobs(tx, [{ name: sweepJob, key: daysBefore(now, 0), due: now }])
}

export function createRetention(features: () => Feature[], retention: Retention): Feature {
  const kindsOf = ({ cards, changing }: Feature) => (changing ? Object.keys(cards ?? {}) : [])

  /** A kind whose feature does not say what changes is kept. */
  const changing: Changing = async (cards, read) => {
    const known = new Set<string>()
    const kept: Card[] = []
    for (const feature of features()) {
      for (const kind of kindsOf(feature)) known.add(kind)
      const own = cards.filter(({ kind }) => kindsOf(feature).includes(kind))
      if (own.length) kept.push(...((await feature.changing?.(own, read)) ?? []))
    }
    return [...kept, ...cards.filter(({ kind }) => !known.has(kind) && kind !== dayCardKind)]
  }

  async function sweep(key: string, { tx, now }: JobContext): Promise<Consequence> {
    const before = daysAgo(now, machineryDays)
    const machineBefore = daysAgo(new Date(), machineryDays)
    const kinds = features().flatMap(kindsOf)
    const left = [
      await forgetPeople(tx, daysBefore(now, retention.participationDays), now),
      await forgetJobs(tx, before),
      await forgetSeen(tx, before),
      await forgetFiles(tx, new Date()),
      await forgetPictures(tx, new Date()),
      await forgetShares(tx, before),
      await forgetDayMessages(tx, before, changing),
      await forgetCards(tx, machineBefore, kinds, changing),
    ]
    for (const { forget } of features()) if (forget) left.push(await forget({ tx, now, retention }))
    const [day, batch = '0'] = key.split(':') as [Day, string?]
    const rest: Job[] = left.includes(true) ? [{ name: sweepJob, key: `${day}:${Number(batch) + 1}`, due: now }] : []
    await putJobs(tx, [...rest, tomorrow(now)])
    return {}
  }

  return {
    name: 'retention',
    jobs: {
      [sweepJob]: {
        late: 'run',
        run: sweep,
        async failed(_key, { tx, now }) {
          await putJobs(tx, [tomorrow(now)])
          return {}
        },
      },
    },
  }
}

function tomorrow(now: Date): Job {
  const key = addDays(daysBefore(now, 0), 1)
  return { name: sweepJob, key, due: toInstant(key, sweepTime, 'UTC') }
}
