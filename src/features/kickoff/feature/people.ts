/** What kickoffs do when people, crews, initiatives and actions change, and when time passes. */
import type { Card, Effect, Feature } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { crewById } from '../../../people/crews.ts'
import { daysAgo } from '../../../schedule/calendar.ts'
import type {} from '../../actions/facts.ts'
import type {} from '../../linking/facts.ts'
import type {} from '../../portfolio/facts.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import type {} from '../../setup/facts.ts'
import { kickoffOfSource } from '../rules/records.ts'
import {
  anyKickoff,
  dropAsked,
  forgetAsked,
  forgetConcerns,
  isAsked,
  joinPersons,
  kickoffsOfCrew,
  newestKickoff,
  newestNumber,
} from '../store.ts'
import { replaced } from './beginning.ts'
import { counted } from './concerns.ts'
import { askCardOf, cardOf } from './own.ts'

const refresh = (card: Card): Effect => ({ do: 'refresh', card })

async function ofAction({ source }: { source: string }): Promise<{ effects: Effect[] }> {
  const id = kickoffOfSource(source)
  return { effects: id === null ? [] : [refresh(cardOf({ id }))] }
}

export const facts: NonNullable<Feature['facts']> = {
  'poll.closed': counted,
  'action.made': ofAction,
  'action.changed': ofAction,
  /** Of a retired one nothing is asked; of the others the card may say that the plan has moved on. */
  async 'portfolio.changed'({ initiativeIds }, { tx, now }) {
    const effects: Effect[] = []
    for (const id of initiativeIds) {
      const newest = await newestKickoff(tx, id)
      const initiative = newest && (await anyInitiative(tx, id))
      if (!newest || !initiative) continue
      if (initiative.phase === 'retired') effects.push(...(await replaced(tx, newest, now)))
      else effects.push(refresh(cardOf(newest)))
    }
    return { effects }
  },
  /** Who has left is asked nothing, and presents nothing. */
  async 'crew.changed'({ crewId }, { tx }) {
    const crew = await crewById(tx, crewId)
    const members = crew?.members.map(({ personId }) => personId) ?? []
    const effects: Effect[] = []
    for (const kickoff of crew ? await kickoffsOfCrew(tx, crewId) : []) {
      const left = await dropAsked(tx, kickoff.id, members)
      effects.push(...left.map((id) => refresh(askCardOf(kickoff, id))))
      if (await counts(tx, kickoff)) effects.push(refresh(cardOf(kickoff)))
    }
    return { effects }
  },
  async 'person.joined'({ personId, formerId }, { tx }) {
    return { effects: (await joinPersons(tx, personId, formerId)).map((id) => refresh(cardOf({ id }))) }
  },
}

const counts = async (read: Tx, { initiativeId, number }: { initiativeId: number; number: number }) =>
  number === (await newestNumber(read, initiativeId))

export const forget: NonNullable<Feature['forget']> = async ({ tx, now, retention }) => {
  const asked = await forgetAsked(tx, daysAgo(now, retention.participationDays))
  const concerns = await forgetConcerns(tx, daysAgo(now, retention.answerDays))
  return asked || concerns
}

/** The newest of each initiative, and questions that wait for an answer. */
export const changing: NonNullable<Feature['changing']> = async (cards, read) => {
  const kept: Card[] = []
  for (const card of cards) {
    const [id = 0, personId = 0] = card.key.split(':').map(Number)
    if (card.kind === 'kickoff.ask' && (await isAsked(read, id, personId))) kept.push(card)
    const kickoff = card.kind === 'kickoff.card' ? await anyKickoff(read, id) : null
    if (kickoff && kickoff.state !== 'stopped' && (await counts(read, kickoff))) kept.push(card)
  }
  return kept
}
