/** Pulses when two accounts become one person, and when they grow old. */
import type { Tx } from '../../../db.ts'

const atOnce = 50

/** In order, so that locks are taken in one. */
export async function pulsesWith(read: Tx, personId: number): Promise<number[]> {
  const rows = await read.pulsePerson.findMany({ where: { personId }, select: { pulseId: true } })
  return rows.map(({ pulseId }) => pulseId).sort((a, b) => a - b)
}

export async function joinOnRoll(tx: Tx, pulseId: number, personId: number, formerId: number): Promise<void> {
  const at = (id: number) => ({ pulseId_personId: { pulseId, personId: id } })
  const own = await tx.pulsePerson.findUnique({ where: at(personId) })
  const former = await tx.pulsePerson.findUnique({ where: at(formerId) })
  if (!former) return
  if (!own) {
    await tx.pulsePerson.update({ where: at(formerId), data: { personId } })
    return
  }
  await tx.pulsePerson.delete({ where: at(formerId) })
  await tx.pulsePerson.update({
    where: at(personId),
    data: {
      answered: own.answered || former.answered,
      remindedAt: own.remindedAt ?? former.remindedAt,
      // The side of the answer that stays.
      ...(former.answered && !own.answered && { side: former.side }),
    },
  })
}

/** One answer stays: that of the account that is kept, where it has one. */
export async function joinInUrn(tx: Tx, pulseId: number, token: string, former: string): Promise<void> {
  const own = await tx.pulseAnswer.findUnique({ where: { pulseId_token: { pulseId, token } } })
  if (own) await tx.pulseAnswer.deleteMany({ where: { pulseId, token: former } })
  else await tx.pulseAnswer.updateMany({ where: { pulseId, token: former }, data: { token } })
}

/** Who was asked, of pulses closed before; true when more is left. */
export async function forgetRoll(tx: Tx, before: Date, now: Date): Promise<boolean> {
  const rows = await tx.pulse.findMany({
    where: { state: 'closed', closedAt: { lt: before }, peopleForgottenAt: null },
    select: { id: true },
    take: atOnce,
  })
  const ids = rows.map(({ id }) => id)
  await tx.pulsePerson.deleteMany({ where: { pulseId: { in: ids } } })
  await tx.pulse.updateMany({ where: { id: { in: ids } }, data: { peopleForgottenAt: now } })
  return rows.length === atOnce
}

/** What was counted, with its pulse. */
export async function forgetPulses(tx: Tx, before: Date): Promise<boolean> {
  const rows = await tx.pulse.findMany({
    where: { state: 'closed', closedAt: { lt: before } },
    select: { id: true },
    take: atOnce,
  })
  await tx.pulse.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
  return rows.length === atOnce
}

export async function openAmong(read: Tx, ids: number[]): Promise<number[]> {
  const rows = await read.pulse.findMany({ where: { id: { in: ids }, state: 'open' }, select: { id: true } })
  return rows.map(({ id }) => id)
}
