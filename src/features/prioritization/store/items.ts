/** What is ranked. */
import type { Tx } from '../../../db.ts'
import type { Figures, ItemRecord } from '../rules/records.ts'

type Row = NonNullable<Awaited<ReturnType<Tx['priorityItem']['findUnique']>>>

const number = (big: bigint | null) => (big === null ? null : Number(big))
const big = (amount: number | null) => (amount === null ? null : BigInt(Math.round(amount)))

const recordOf = ({ benefit, cost, ...row }: Row): ItemRecord => ({
  ...row,
  benefit: number(benefit),
  cost: number(cost),
})

const storedFigures = ({ benefit, cost, ...rest }: Figures) => ({ ...rest, benefit: big(benefit), cost: big(cost) })

export async function itemsOf(read: Tx, prioritizationId: number): Promise<ItemRecord[]> {
  const rows = await read.priorityItem.findMany({ where: { prioritizationId }, orderBy: { id: 'asc' } })
  return rows.map(recordOf)
}

export type NewItem = Omit<ItemRecord, 'id' | 'number' | 'label'>

export async function addScopes(tx: Tx, items: (NewItem & { label: string })[]): Promise<void> {
  const data = items.map(
    ({ figuresAt, currency, benefit, benefitById, cost, costById, days, daysById, ...rest }, at) => ({
      ...rest,
      number: at + 1,
      ...storedFigures({ figuresAt, currency, benefit, benefitById, cost, costById, days, daysById }),
    }),
  )
  await tx.priorityItem.createMany({ data })
}

/** Two at once take the same number; the unique key lets one of them try again. */
export async function addIdea(tx: Tx, item: NewItem): Promise<ItemRecord> {
  const { prioritizationId, benefit, cost, ...rest } = item
  const last = await tx.priorityItem.aggregate({ where: { prioritizationId, kind: 'idea' }, _max: { number: true } })
  const place = (last._max.number ?? 0) + 1
  const data = { ...rest, prioritizationId, number: place, label: `I-${place}`, benefit: big(benefit), cost: big(cost) }
  return recordOf(await tx.priorityItem.create({ data }))
}

export async function putFigures(tx: Tx, id: number, figures: Figures): Promise<void> {
  await tx.priorityItem.update({ where: { id }, data: storedFigures(figures) })
}

export async function countItems(read: Tx, prioritizationId: number): Promise<number> {
  return read.priorityItem.count({ where: { prioritizationId } })
}
