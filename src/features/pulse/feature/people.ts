/** What a pulse does when people are joined, crews change and go, and time passes. */
import type { Card, Effect, Feature } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { daysAgo } from '../../../schedule/calendar.ts'
import { cancelJobs } from '../../../schedule/jobs.ts'
import type {} from '../../linking/facts.ts'
import type {} from '../../setup/facts.ts'
import type {} from '../../standup/facts.ts'
import { kinds, type PulseRecord } from '../rules/records.ts'
import { forgetPulses, forgetRoll, joinInUrn, joinOnRoll, openAmong, pulsesWith } from '../store/keeping.ts'
import { addPeople, dropPeople, moveSide, peopleOf } from '../store/people.ts'
import { lockPulse, openPulseOf } from '../store/pulses.ts'
import { ritualOf } from '../store/ritual.ts'
import { askedIn, asking, digested } from './asking.ts'
import { askCardOf } from './records.ts'
import { reschedule } from './scheduling.ts'
import type { Tokens } from './tokens.ts'

export function factsOf(tokens: Tokens): NonNullable<Feature['facts']> {
  return {
    'standup.digested': digested,
    async 'person.joined'({ personId, formerId }, { tx }) {
      const effects: Effect[] = []
      for (const id of await pulsesWith(tx, formerId)) {
        const open = await lockPulse(tx, id)
        const [token, former] = open ? [tokens.of(open, personId), tokens.of(open, formerId)] : []
        if (token && former) await joinInUrn(tx, id, token, former)
        await joinOnRoll(tx, id, personId, formerId)
        if (open) effects.push({ do: 'refresh', card: askCardOf(open, personId) })
      }
      return { effects }
    },
    async 'crew.changed'({ crewId }, { tx, now }) {
      const crew = await crewById(tx, crewId)
      if (!crew) return {}
      const effects: Effect[] = []
      for (const kind of kinds) {
        const ritual = await ritualOf(tx, crewId, kind)
        if (ritual) await reschedule(tx, ritual, crew, now)
        const open = await openPulseOf(tx, crewId, kind)
        const pulse = open && (await lockPulse(tx, open.id))
        if (pulse) effects.push(...(await changeRoll(tx, pulse, crew)))
      }
      return { effects }
    },
    async 'crew.deleted'({ crewId }, { tx }) {
      for (const kind of kinds) {
        const ritual = await ritualOf(tx, crewId, kind)
        if (ritual) await cancelJobs(tx, 'pulse.open', `${ritual.id}:`)
        const open = await openPulseOf(tx, crewId, kind)
        for (const name of open ? ['pulse.close', 'pulse.remind'] : []) await cancelJobs(tx, name, `${open?.id}:`)
      }
      return {}
    },
  }
}

/** Who comes is asked, who goes without an answer is not. */
async function changeRoll(tx: Tx, pulse: PulseRecord, crew: Crew): Promise<Effect[]> {
  const known = await peopleOf(tx, pulse.id)
  const asked = askedIn(crew)
  const ids = (all: { personId: number }[]) => new Set(all.map(({ personId }) => personId))
  const [knownIds, askedIds] = [ids(known), ids(asked)]
  const left = known.filter(({ personId }) => !askedIds.has(personId))
  const added = asked.filter(({ personId }) => !knownIds.has(personId))
  await dropPeople(
    tx,
    pulse.id,
    left.map(({ personId }) => personId),
  )
  await addPeople(tx, pulse.id, added)
  for (const { personId, side } of asked)
    if (known.some((one) => one.personId === personId && one.side !== side))
      await moveSide(tx, pulse.id, personId, side)
  return added.map(({ personId }) => asking(pulse, personId))
}

export const forget: NonNullable<Feature['forget']> = async ({ tx, now, retention }) => {
  const roll = await forgetRoll(tx, daysAgo(now, retention.participationDays), now)
  const pulses = await forgetPulses(tx, daysAgo(now, retention.answerDays))
  return roll || pulses
}

export const changing: NonNullable<Feature['changing']> = async (cards, read) => {
  // Every key begins with the id of its pulse.
  const idOf = ({ key }: Card) => Number.parseInt(key, 10)
  const open = new Set(await openAmong(read, [...new Set(cards.map(idOf))]))
  return cards.filter((card) => open.has(idOf(card)))
}
