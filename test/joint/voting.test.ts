import { expect, test } from 'vitest'
import type { Reply } from '../../src/chat/ports.ts'
import { resultOf } from '../../src/voting/store/polls.ts'
import { onBothDatabases } from '../support/databases.ts'
import { installations, openTwo, withCrew } from '../support/two.ts'

const voters = 300

onBothDatabases((database) => {
  test('300 people vote in one moment on two platforms: no ballot is lost, and all copies end equal', {
    timeout: 240_000,
  }, async () => {
    const two = await openTwo((await database.fresh()).db)
    const { db, slack, teams, app } = two
    const { crew } = await withCrew(two)
    const organizationId = (await db.read.crew.findUniqueOrThrow({ where: { id: crew } })).organizationId
    // A Teams channel beside the Slack one.
    await db.transact((tx) => tx.channel.updateMany({ where: { externalId: 'office' }, data: { crewId: crew } }))
    const homes = await db.read.installation.findMany({ where: { externalId: { in: ['T1', 'tenant'] } } })
    const idOf = (platform: 'slack' | 'teams') => homes.find((home) => home.platform === platform)?.id ?? 0
    const people = Array.from({ length: voters }, (_, index) => ({
      account: `v${index}`,
      platform: index % 2 ? ('teams' as const) : ('slack' as const),
      side: index % 3 ? ('project' as const) : ('product' as const),
    }))
    await db.transact(async (tx) => {
      const persons = await tx.person.createManyAndReturn({
        data: people.map(({ account }) => ({ organizationId, name: account, zone: 'Europe/Berlin' })),
        select: { id: true, name: true },
      })
      const personOf = new Map(persons.map(({ id, name }) => [name, id]))
      await tx.identity.createMany({
        data: people.map(({ account, platform }) => ({
          organizationId,
          personId: personOf.get(account) ?? 0,
          installationId: idOf(platform),
          externalId: account,
        })),
      })
      const addedById = persons[0]?.id ?? 0
      await tx.member.createMany({
        data: people.map(({ account, side }) => ({
          crewId: crew,
          personId: personOf.get(account) ?? 0,
          side,
          addedById,
        })),
      })
    })
    const said = await slack.say('ana', '/steer "Which one?" "A" "B"', 'checkout')
    expect(said).toContain(`SP-1 is open: ${voters + 3} may vote.`)
    const poll = await db.read.poll.findFirstOrThrow()
    const [a, b] = await db.read.pollOption.findMany({ where: { pollId: poll.id }, orderBy: { position: 'asc' } })
    // All at once; copies are updated meanwhile, as after every commit.
    const answers: Reply[] = await Promise.all(
      people.map(({ account, platform }, index) => {
        const origin = { platform, installation: installations[platform].installation, account }
        const choice = { option: String((index % 5 ? a : b)?.id) }
        return app.chat.submit(origin, 'vote.cast', { poll: poll.id }, choice)
      }),
    )
    const words = answers.map((answer) => ('message' in answer ? answer.message.summary : answer.do))
    expect(words.filter((word) => word !== 'SP-1: your vote is in.')).toEqual([])
    two.clock.moveTo(poll.closesAt)
    await app.runner.tick()
    await app.outbox.drain()
    expect(await db.read.ballot.count({ where: { pollId: poll.id } })).toBe(voters)
    expect(await resultOf(db.read, poll.id)).toMatchObject({
      ballots: { all: voters, project: 200, product: 100 },
      options: [{ counts: { all: 240 } }, { counts: { all: 60 } }],
      winners: [a?.id],
    })
    const copies = await Promise.all([slack.seen('checkout'), teams.seen('office')])
    const cards = copies.map((texts) => texts.find((text) => text.startsWith('SP-1 Which one?')))
    expect(cards[0]).toContain(`A: 240 of ${voters} votes`)
    expect(cards[1]).toBe(cards[0])
  })
})
