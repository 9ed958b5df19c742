/** What retros do when people are joined, crews change and go, and time passes. */
import type { Card, Consequence, Effect, Feature } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { crewById } from '../../../people/crews.ts'
import { daysAgo } from '../../../schedule/calendar.ts'
import { cancelJobs } from '../../../schedule/jobs.ts'
import type {} from '../../actions/facts.ts'
import { sourceOf } from '../../actions/rules/records.ts'
import type {} from '../../linking/facts.ts'
import type {} from '../../setup/facts.ts'
import { forgetPeople, forgetWords, openAmong } from '../store/forgetting.ts'
import { joinIn, retoken, retrosWith } from '../store/joining.ts'
import { notesOf } from '../store/notes.ts'
import { addPeople, dropPeople, markPerson, peopleOf } from '../store/people.ts'
import { lockRetro, openRetroOf, retrosOf } from '../store/retros.ts'
import { ritualOf } from '../store/ritual.ts'
import { takingPart } from './beginning.ts'
import { allRefreshed, boardOf, refreshed, viewById, viewOf } from './records.ts'
import { reschedule } from './scheduling.ts'
import type { Tokens } from './tokens.ts'

/** More of a crew's are history: their cards stay as they are. */
const mostCards = 12

/** An action item stands on the cards of the retro that it was promised in. */
async function promised({ source }: { source: string }, { tx }: { tx: Tx }): Promise<Consequence> {
  const from = sourceOf(source)
  const view = from?.kind === 'retro' ? await viewById(tx, from.id) : null
  return view ? { effects: allRefreshed(view) } : {}
}

export function factsOf(tokens: Tokens): NonNullable<Feature['facts']> {
  return {
    async 'person.joined'({ personId, formerId }, { tx }) {
      const effects: Effect[] = []
      for (const id of await retrosWith(tx, formerId)) {
        const retro = await lockRetro(tx, id)
        if (!retro) continue
        for (const note of retro.tokenKey ? await notesOf(tx, id) : []) {
          const own = tokens.of(retro, personId, note.id)
          if (own && note.token === tokens.of(retro, formerId, note.id)) await retoken(tx, note.id, own)
        }
        await joinIn(tx, id, personId, formerId)
        effects.push({ do: 'refresh', card: boardOf(retro) })
      }
      return { effects }
    },
    'action.made': promised,
    'action.changed': promised,
    'action.closed': promised,
    async 'crew.deleted'({ crewId }, { tx }) {
      const ritual = await ritualOf(tx, crewId)
      if (ritual) await cancelJobs(tx, 'retro.open', `${ritual.id}:`)
      const effects: Effect[] = []
      for (const retro of await retrosOf(tx, [crewId], mostCards)) {
        for (const name of ['retro.phase', 'retro.remind']) await cancelJobs(tx, name, `${retro.id}:`)
        const view = await viewOf(tx, retro)
        if (view) effects.push(...allRefreshed(view))
      }
      return { effects }
    },
    /** Who comes takes part from now on; who goes without having said anything does not. */
    async 'crew.changed'({ crewId }, { tx, now }) {
      const crew = await crewById(tx, crewId)
      if (!crew) return {}
      const ritual = await ritualOf(tx, crewId)
      if (ritual) await reschedule(tx, ritual, crew, now)
      const open = await openRetroOf(tx, crewId)
      const retro = open && (await lockRetro(tx, open.id))
      if (!retro) return {}
      const people = await peopleOf(tx, retro.id)
      const known = new Map(people.map((one) => [one.personId, one]))
      const members = takingPart(crew)
      const left = people.filter(({ personId }) => !members.some((one) => one.personId === personId))
      await dropPeople(
        tx,
        retro.id,
        left.map(({ personId }) => personId),
      )
      await addPeople(
        tx,
        retro.id,
        members.filter(({ personId }) => !known.has(personId)),
      )
      for (const { personId, side } of members)
        if (known.has(personId) && known.get(personId)?.side !== side)
          await markPerson(tx, retro.id, personId, { side })
      return { effects: refreshed(retro) }
    },
  }
}

export const forget: NonNullable<Feature['forget']> = async ({ tx, now, retention }) => {
  const people = await forgetPeople(tx, daysAgo(now, retention.participationDays), now)
  const words = await forgetWords(tx, daysAgo(now, retention.answerDays), now)
  return people || words
}

export const changing: NonNullable<Feature['changing']> = async (cards, read) => {
  // Every key begins with the id of its retro.
  const idOf = ({ key }: Card) => Number.parseInt(key, 10)
  const open = new Set(await openAmong(read, [...new Set(cards.map(idOf))]))
  return cards.filter((card) => open.has(idOf(card)))
}
