/** What votes do when people are joined, crews go, and time passes. */
import type { Effect, Feature } from '../../chat/feature.ts'
import type {} from '../../features/linking/facts.ts'
import type {} from '../../features/setup/facts.ts'
import { daysAgo } from '../../schedule/calendar.ts'
import { withdrawPoll } from '../opening.ts'
import type { Tokens } from '../sealing.ts'
import { forgetBallots, forgetRolls } from '../store/forgetting.ts'
import { joinBallots, joinElectors, lockPoll, pollsOfPerson } from '../store/joining.ts'
import { openPollsOfCrew, pollById } from '../store/polls.ts'
import { joinInUrn } from '../store/urn.ts'
import { putEarly } from './early.ts'
import { cardOf } from './own.ts'

export function factsOf(tokens: Tokens): NonNullable<Feature['facts']> {
  return {
    /** They vote once: the earlier ballot stands. */
    async 'person.joined'({ personId, formerId }, { tx, now }) {
      const effects: Effect[] = []
      for (const pollId of await pollsOfPerson(tx, formerId)) {
        await lockPoll(tx, pollId)
        const poll = await pollById(tx, pollId)
        if (!poll) continue
        await joinElectors(tx, pollId, personId, formerId)
        await joinBallots(tx, pollId, personId, formerId, poll.state === 'open')
        const [own, former] = [tokens.of(poll, personId), tokens.of(poll, formerId)]
        if (own && former) await joinInUrn(tx, pollId, own, former)
        if (poll.state === 'open') await putEarly(tx, poll, now)
        effects.push({ do: 'refresh', card: cardOf(poll) })
      }
      return { effects }
    },
    /** A vote put to that crew alone has nobody to decide it. */
    async 'crew.deleted'({ crewId }, { tx, now }) {
      for (const poll of await openPollsOfCrew(tx, crewId)) {
        if (poll.settings.crewIds.every((id) => id === crewId)) await withdrawPoll(tx, poll.id, now)
      }
      return {}
    },
  }
}

export const forget: NonNullable<Feature['forget']> = async ({ tx, now, retention }) => {
  const rolls = await forgetRolls(tx, daysAgo(now, retention.participationDays))
  const ballots = await forgetBallots(tx, daysAgo(now, retention.answerDays), now)
  return rolls || ballots
}
