/** Decisions read: one, the newest, those with these words, all of them as a file. */

import { stringify } from 'csv-stringify/sync'
import type { Context, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { crewsOf } from '../../../people/crews.ts'
import { personsOf } from '../../../people/persons.ts'
import { whoActs } from '../../../people/standing.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { moneyShown, rolesOf, type Standing } from '../../portfolio/rules/rights.ts'
import { keyResultsOf } from '../../portfolio/store/objectives.ts'
import { initiativesOf } from '../../portfolio/store/reads.ts'
import { decisionCard } from '../cards/decision.ts'
import { decisionsMarkdown, decisionsTable, type FileRecord } from '../cards/files.ts'
import { decisionList, pageSize } from '../cards/list.ts'
import type { DecisionRecord } from '../rules/records.ts'
import { decisionByNumber, decisionsSeen, listDecisions } from '../store/reads.ts'
import { own, seenBy, viewOf } from './own.ts'

async function card(decision: DecisionRecord, who: Standing, ctx: Context): Promise<Outcome> {
  return tell(decisionCard(await viewOf(ctx.tx, decision, ctx.now, who), { whole: true }))
}

export async function show(number: number, ctx: Context): Promise<Outcome> {
  const decision = await decisionByNumber(ctx.tx, ctx.actor.organizationId, number)
  const found = decision && (await own(decision.id, ctx))
  if (!found || 'refused' in found) {
    return tell(`There is no DEC-${number} for you to see. ${command('decision list')} shows the newest.`)
  }
  return card(found.decision, found.who, ctx)
}

export async function read({ decision }: { decision: number }, ctx: Context): Promise<Outcome> {
  const found = await own(decision, ctx)
  return 'refused' in found ? tell(found.refused) : card(found.decision, found.who, ctx)
}

/** `words`: `null` for all of them. */
export async function list({ words, skip }: { words: string | null; skip: number }, ctx: Context): Promise<Outcome> {
  const { tx, actor } = ctx
  const seen = seenBy(await whoActs(ctx), actor.organizationId)
  const { shown, total } = await listDecisions(tx, seen, { words: words ?? '', skip, most: pageSize })
  const keys = new Map(
    (await initiativesOf(tx, actor.organizationId, { retired: true })).map(({ id, key }) => [id, key]),
  )
  return tell(
    decisionList({
      words,
      skip,
      total,
      shown: shown.map(({ initiativeId, acceptedAt, at, ...one }) => ({
        ...one,
        day: toLocal(acceptedAt ?? at, actor.zone).day,
        key: initiativeId === null ? null : (keys.get(initiativeId) ?? null),
      })),
    }),
  )
}

export type FileKind = 'markdown' | 'csv'

export async function exportFile(kind: FileKind, ctx: Context): Promise<Outcome> {
  const { tx, actor } = ctx
  const who = await whoActs(ctx)
  const decisions = await decisionsSeen(tx, seenBy(who, actor.organizationId))
  if (decisions.length === 0) {
    return tell(`Nothing is decided yet, so there is no file. ${command('decision')} proposes the first.`)
  }
  const records = await fileRecords(decisions, who, ctx)
  const people = new Map((await personsOf(tx, actor.organizationId)).map(({ id, name }) => [id, name]))
  const names = { person: (id: number) => people.get(id) ?? 'somebody who left' }
  if (kind === 'csv') {
    const csv = stringify(decisionsTable(records, names), { escape_formulas: true, bom: true })
    return file('decisions.csv', 'text/csv; charset=utf-8', csv)
  }
  return file('decisions.md', 'text/markdown; charset=utf-8', decisionsMarkdown(records, names))
}

function file(name: string, type: string, text: string): Outcome {
  return { answer: { do: 'file', name, type, content: new TextEncoder().encode(text) } }
}

/** A fixed number of queries, whatever their number. */
async function fileRecords(decisions: DecisionRecord[], who: Standing, ctx: Context): Promise<FileRecord[]> {
  const { tx, actor } = ctx
  const all = await initiativesOf(tx, actor.organizationId, { retired: true })
  const initiatives = new Map(all.map((one) => [one.id, one]))
  const crews = new Map((await crewsOf(tx, actor.id)).map((one) => [one.id, one]))
  const results = new Map((await keyResultsOf(tx, actor.organizationId)).map((one) => [one.id, one]))
  const numbers = new Map(decisions.map(({ id, number }) => [id, number]))
  const later = new Map(decisions.map(({ supersedesId, number }) => [supersedesId, number]))
  return decisions.map((decision) => {
    const initiative = initiatives.get(decision.initiativeId ?? 0) ?? null
    const crew = crews.get(decision.crewId ?? 0)
    const result = results.get(decision.keyResultId ?? 0)
    const zone = crew?.zone ?? initiative?.crew?.zone ?? actor.zone
    return {
      decision,
      initiative: initiative && `${initiative.key} ${initiative.name}`,
      crew: crew?.name ?? initiative?.crew?.name ?? null,
      keyResult: result ? `${result.objectiveKey} ${result.key} ${result.name}` : null,
      supersedes: numbers.get(decision.supersedesId ?? 0) ?? null,
      supersededBy: later.get(decision.id) ?? null,
      money: moneyShown(initiative?.crew?.money ?? null, { alone: rolesOf(who, initiative) }),
      labels: crew?.labels ?? { project: 'Project', product: 'Product' },
      proposedOn: toLocal(decision.at, zone).day,
      acceptedOn: decision.acceptedAt && toLocal(decision.acceptedAt, zone).day,
    }
  })
}
