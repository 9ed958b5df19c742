/** Two accounts that turned out to be one person's: in every retro they take part once. */
import type { Tx } from '../../../db.ts'
import { retroSettings } from '../rules/records.ts'

/** In order, so that locks are taken in one. */
export async function retrosWith(read: Tx, personId: number): Promise<number[]> {
  const rows = await read.retro.findMany({
    where: {
      OR: [
        { people: { some: { personId } } },
        { facilitatorId: personId },
        { startedById: personId },
        { notes: { some: { authorId: personId } } },
        { comments: { some: { authorId: personId } } },
      ],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id }) => id)
}

/** Under the retro's lock. Dots of the kept account stand: together they could be more than a person has. */
export async function joinIn(tx: Tx, retroId: number, personId: number, formerId: number): Promise<void> {
  const at = (id: number) => ({ retroId_personId: { retroId, personId: id } })
  const [own, former] = [
    await tx.retroPerson.findUnique({ where: at(personId) }),
    await tx.retroPerson.findUnique({ where: at(formerId) }),
  ]
  const dots = await tx.retroDot.count({ where: { retroId, personId } })
  if (dots > 0) await tx.retroDot.deleteMany({ where: { retroId, personId: formerId } })
  else await tx.retroDot.updateMany({ where: { retroId, personId: formerId }, data: { personId } })
  if (own && former) {
    await tx.retroPerson.delete({ where: at(formerId) })
    const either = (step: 'wrote' | 'ready' | 'voted') => own[step] || former[step]
    const data = { wrote: either('wrote'), ready: either('ready'), voted: either('voted') }
    await tx.retroPerson.update({
      where: at(personId),
      data: { ...data, remindedAt: own.remindedAt ?? former.remindedAt },
    })
  } else if (former) await tx.retroPerson.update({ where: at(formerId), data: { personId } })
  const theirs = { where: { retroId, authorId: formerId }, data: { authorId: personId } }
  await tx.retroNote.updateMany(theirs)
  await tx.retroComment.updateMany(theirs)
  const retro = await tx.retro.findUniqueOrThrow({ where: { id: retroId } })
  const settings = retroSettings.parse(retro.settings)
  const passed = [...new Set(settings.passed.map((id) => (id === formerId ? personId : id)))]
  const kept = (id: number | null) => (id === formerId ? personId : id)
  await tx.retro.update({
    where: { id: retroId },
    data: {
      facilitatorId: kept(retro.facilitatorId),
      startedById: kept(retro.startedById) ?? personId,
      settings: JSON.parse(JSON.stringify({ ...settings, passed })),
    },
  })
}

export async function retoken(tx: Tx, noteId: string, token: string): Promise<void> {
  await tx.retroNote.update({ where: { id: noteId }, data: { token } })
}
