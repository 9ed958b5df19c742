/** What two persons said in stand-ups, when they turn out to be one. */
import type { Tx } from '../../../db.ts'

export interface JoinedAnswer {
  roundId: number
  skipped: boolean
}

/** Everything of `formerId` becomes `personId`'s. Where both answered in one round the earlier answer stands; an answer counts for more than a skip. */
export async function joinAnswers(tx: Tx, personId: number, formerId: number): Promise<JoinedAnswer[]> {
  const joined: JoinedAnswer[] = []
  const theirs = await tx.standupAnswer.findMany({ where: { personId: formerId }, orderBy: { roundId: 'asc' } })
  for (const their of theirs) {
    const { roundId } = their
    const own = await tx.standupAnswer.findUnique({ where: { roundId_personId: { roundId, personId } } })
    const kept = own ? earlier(own, their) : their
    if (own) await tx.standupAnswer.delete({ where: { id: kept === own ? their.id : own.id } })
    if (kept === their) await tx.standupAnswer.update({ where: { id: their.id }, data: { personId } })
    joined.push({ roundId, skipped: kept.skipped })
  }
  await joinDrafts(tx, personId, formerId)
  await tx.standupAnswer.updateMany({ where: { helper: String(formerId) }, data: { helper: String(personId) } })
  return joined
}

interface Given {
  skipped: boolean
  answeredAt: Date
}

function earlier<T extends Given>(own: T, their: T): T {
  if (own.skipped !== their.skipped) return own.skipped ? their : own
  return their.answeredAt < own.answeredAt ? their : own
}

async function joinDrafts(tx: Tx, personId: number, formerId: number): Promise<void> {
  for (const { roundId, text } of await tx.standupDraft.findMany({ where: { personId: formerId } })) {
    const at = { roundId_personId: { roundId, personId } }
    const own = await tx.standupDraft.findUnique({ where: at })
    const both = own ? `${own.text}\n${text}` : text
    await tx.standupDraft.upsert({ where: at, create: { roundId, personId, text: both }, update: { text: both } })
  }
  await tx.standupDraft.deleteMany({ where: { personId: formerId } })
}

/** Blockers and questions, whoever had which part in them. Those that are about this person now. */
export async function joinItems(tx: Tx, personId: number, formerId: number) {
  await tx.blocker.updateMany({ where: { ownerId: formerId }, data: { ownerId: personId } })
  await tx.blocker.updateMany({ where: { needsPersonId: formerId }, data: { needsPersonId: personId } })
  await tx.blocker.updateMany({ where: { helpedById: formerId }, data: { helpedById: personId } })
  await tx.blocker.updateMany({ where: { resolvedById: formerId }, data: { resolvedById: personId } })
  await tx.sideQuestion.updateMany({ where: { askerId: formerId }, data: { askerId: personId } })
  await tx.sideQuestion.updateMany({ where: { answeredById: formerId }, data: { answeredById: personId } })
}
