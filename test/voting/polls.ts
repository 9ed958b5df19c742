/** Polls of a Monday morning, before anybody works, in the sample's Checkout crew: Ana, Ben, Paul on the project side, Cleo, Dev, Uma on the product side. */
import { toInstant } from '../../src/schedule/calendar.ts'
import { type NewPoll, openPoll } from '../../src/voting/opening.ts'
import type { PollResult } from '../../src/voting/rules/records.ts'
import { resultOf } from '../../src/voting/store/polls.ts'
import type { OpenHouse } from '../support/house.ts'

export const deadline = toInstant('2026-11-23', '08:00', 'Europe/Berlin')

type Given = Partial<Omit<NewPoll, 'settings'>> & { settings?: Partial<NewPoll['settings']> }

/** Finn, a sponsor, is in it where `sponsors` says so. */
export async function withPoll(house: OpenHouse, { settings, ...given }: Given = {}, { sponsors = false } = {}) {
  const { db, clock } = house
  const crew = await db.read.crew.findFirstOrThrow({
    where: { name: 'Checkout' },
    include: { members: { include: { person: true } } },
  })
  const electorate = crew.members
    .filter(({ side }) => side !== 'both')
    .map(({ personId, side }) => ({ personId, side }))
  const finn = await db.read.person.findFirst({ where: { name: 'Finn' } })
  if (sponsors && finn) electorate.push({ personId: finn.id, side: 'both' })
  const { id: authorId } = await house.person('Ana')
  const poll = await db.transact((tx) =>
    openPoll(
      tx,
      {
        organizationId: crew.organizationId,
        card: { kind: 'scope.change', key: '4' },
        question: 'Add Apple Pay?',
        method: 'dualMajority',
        authorId,
        closesAt: deadline,
        electorate,
        ...given,
        settings: {
          name: 'SC-4',
          readers: 'the Checkout crew',
          zone: 'Europe/Berlin',
          crewIds: [crew.id],
          decides: 'each side by its own majority',
          ...settings,
        },
      },
      clock.now(),
    ),
  )
  const option = async (text: string) =>
    (await db.read.pollOption.findFirstOrThrow({ where: { pollId: poll, text } })).id
  return {
    poll,
    crew: crew.id,
    organizationId: crew.organizationId,
    option,
    vote: async (account: string, what: 'for' | 'abstain', voter?: number) =>
      house.said(await house.press(account, `vote.${what}`, { poll, ...(voter && { voter }) })),
    against: async (account: string, reason: string, more: Record<string, string> = {}) =>
      house.said(await house.submit(account, 'vote.against', { poll }, { vote: 'against', reason, ...more })),
    cast: async (account: string, raw: Record<string, string | string[]>) =>
      house.said(await house.submit(account, 'vote.cast', { poll }, raw)),
    mine: async (account: string) => house.said(await house.press(account, 'vote.mine', { poll })),
    result: () => resultOf(db.read, poll) as Promise<PollResult | null>,
    row: () => db.read.poll.findUniqueOrThrow({ where: { id: poll } }),
    ballots: () => db.read.ballot.findMany({ where: { pollId: poll }, orderBy: { personId: 'asc' } }),
  }
}
