/** What Northwind takes for true, and what it tries out: one of each is settled so far, one waits. As rows: it began weeks ago. */
import type { Tx } from '../db.ts'
import { addAssumption, addReading } from '../features/assumptions/store/writing.ts'
import { addExperiment, putResult, putWord, startDraft } from '../features/experiments/store.ts'
import { type Day, toInstant, toLocal } from '../schedule/calendar.ts'
import { putJobs } from '../schedule/jobs.ts'
import { dayFrom, zone } from './days.ts'

interface Days {
  id(account: string): number
  /** Working days from the next one on, and back from it. */
  day(at: number): Day
  moment(at: number): Date
}

/** After the plans. What is due today is asked by its job, as any other. */
export async function addSampleLearning(
  tx: Tx,
  organizationId: number,
  id: (account: string) => number,
  now: Date,
): Promise<void> {
  const today = toLocal(now, zone).day
  const day = dayFrom(today)
  const days: Days = { id, day, moment: (at) => toInstant(day(at), '10:00', zone) }
  const of = await tx.initiative.findMany({ where: { organizationId, key: { in: ['CHK', 'EXP-1'] } } })
  const [chk, exp] = ['CHK', 'EXP-1'].map((key) => of.find((one) => one.key === key)?.id)
  if (chk) await addAssumptions(tx, chk, days)
  if (exp) await addExperiments(tx, organizationId, exp, days)
}

async function addAssumptions(tx: Tx, initiativeId: number, { id, day, moment }: Days): Promise<void> {
  const holds = await addAssumption(
    tx,
    initiativeId,
    {
      text: 'Shoppers of the pilot stores buy without an account',
      unit: '% of orders',
      floor: 50,
      value: 64,
      reviewOn: day(18),
      ownerId: id('dev'),
      percent: 40,
    },
    { createdById: id('dev'), valueOn: day(-2), at: moment(-24) },
  )
  const said = { holds: true, value: 64, why: 'Three pilot stores, 1,900 orders.', percentBefore: 0, percentAfter: 0 }
  await addReading(tx, { ...said, assumptionId: holds.id, day: day(-2), byId: id('dev'), at: moment(-2) })
  const due = await addAssumption(
    tx,
    initiativeId,
    {
      text: 'Phone shoppers leave at card entry',
      unit: '% of phone shoppers',
      floor: 20,
      value: 31,
      reviewOn: day(0),
      ownerId: id('cleo'),
      percent: 25,
    },
    { createdById: id('cleo'), valueOn: day(-15), at: moment(-20) },
  )
  await putJobs(
    tx,
    [holds, due].map((one) => ({
      name: 'assumptions.review',
      key: `${one.id}:${one.reviewOn}`,
      due: toInstant(one.reviewOn, '00:00', zone),
    })),
  )
}

async function addExperiments(tx: Tx, organizationId: number, initiativeId: number, days: Days): Promise<void> {
  const { id, day, moment } = days
  const of = { organizationId, initiativeId, createdById: id('uma'), ownerId: id('uma'), atLeast: true, unit: '%' }
  const ended = await addExperiment(tx, {
    ...of,
    hypothesis: 'Shoppers leave at the address, and not at the price',
    metric: 'Testers who left at the address, of 8',
    threshold: 50,
    endOn: day(-1),
    at: moment(-10),
  })
  await startDraft(tx, ended.id, day(-9))
  const insight = 'Shoppers leave at the address: 5 of 8 did, none of them at the price'
  await putResult(tx, ended.id, { result: 62.5, insight, endedOn: day(-1) })
  // Product has said yes, project not yet.
  await putWord(tx, ended.id, { projectSays: null, productSays: true, state: 'measured', reason: null })
  const running = await addExperiment(tx, {
    ...of,
    hypothesis: 'Without an account more shoppers finish',
    metric: 'Shoppers who finish, of 30',
    threshold: 60,
    endOn: day(6),
    at: moment(-5),
  })
  await startDraft(tx, running.id, day(-4))
  const end = { name: 'experiments.end', key: `${running.id}:${running.endOn}` }
  await putJobs(tx, [{ ...end, due: toInstant(running.endOn, '00:00', zone) }])
}
