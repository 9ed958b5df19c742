import { expect, it } from 'vitest'
import type { Place } from '../../src/chat/feature.ts'
import { createIdentities, destinationOf, isNoted, noteActed } from '../../src/people/identities.ts'
import { onBothDatabases } from '../support/databases.ts'

onBothDatabases((database) => {
  async function open() {
    const { db } = await database.fresh()
    const made = await db.transact(async (tx) => {
      const { id: organizationId } = await tx.organization.create({ data: { name: 'Northwind' } })
      const person = { organizationId, name: 'Cleo', zone: 'Europe/Berlin', admin: true }
      const { id: personId } = await tx.person.create({ data: person })
      const places: Record<'slack' | 'teams', Place> = {
        slack: { platform: 'slack', installationId: 0 },
        teams: { platform: 'teams', installationId: 0 },
      }
      for (const platform of ['slack', 'teams'] as const) {
        const installation = { organizationId, platform, externalId: 'T0', name: platform }
        const { id: installationId } = await tx.installation.create({ data: installation })
        places[platform].installationId = installationId
        await tx.identity.create({ data: { organizationId, personId, installationId, externalId: 'cleo' } })
      }
      const crew = { organizationId, name: 'Checkout', zone: 'Europe/Berlin', createdById: personId }
      const { id: crewId } = await tx.crew.create({ data: crew })
      const at = { organizationId, installationId: places.slack.installationId }
      await tx.channel.create({ data: { ...at, externalId: 'C1', name: '#checkout', crewId } })
      await tx.channel.create({ data: { ...at, externalId: 'C2', name: '#random' } })
      return { organizationId, personId, crewId, places }
    })
    return { db, ...made }
  }

  it('direct messages go where one acted last, however quickly one goes from one account to the other', async () => {
    const { db, personId, places } = await open()
    const start = Date.parse('2026-11-23T08:00:00Z')
    for (const [second, platform] of (['slack', 'teams', 'slack', 'slack', 'teams', 'slack'] as const).entries()) {
      await db.transact((tx) => noteActed(tx, places[platform], personId, new Date(start + second * 1000)))
      expect(await destinationOf(db.read, personId, ['slack', 'teams'])).toMatchObject({ platform })
    }
  })

  it('who acted here last and lately is known without a write; elsewhere since, or ten minutes ago, is noted anew', async () => {
    const { db, personId, places } = await open()
    const { resolve } = createIdentities(db)
    const at = (minute: number) => new Date(Date.parse('2026-11-23T08:00:00Z') + minute * 60_000)
    const here = async (platform: 'slack' | 'teams') => {
      const found = await resolve({ platform, installation: 'T0', account: 'cleo' })
      return found ?? { lastHere: null }
    }
    expect(isNoted(await here('slack'), at(0))).toBe(false)
    await db.transact((tx) => noteActed(tx, places.slack, personId, at(0)))
    expect((await here('slack')).lastHere).toEqual(at(0))
    expect([9, 10].map((minute) => isNoted({ lastHere: at(0) }, at(minute)))).toEqual([true, false])
    await db.transact((tx) => noteActed(tx, places.teams, personId, at(1)))
    expect([isNoted(await here('slack'), at(2)), isNoted(await here('teams'), at(2))]).toEqual([false, true])
  })

  it('an account is its person, with the channel and its crew where there are any; another installation’s is not there', async () => {
    const { db, organizationId, personId, crewId, places } = await open()
    const { resolve } = createIdentities(db)
    const account = { platform: 'slack' as const, installation: 'T0', account: 'cleo' }
    const actor = { id: personId, organizationId, name: 'Cleo', zone: 'Europe/Berlin', admin: true }
    expect(await resolve(account)).toEqual({ actor, place: places.slack, lastHere: null })
    expect(await resolve({ ...account, channel: 'C1' })).toEqual({
      actor,
      place: { ...places.slack, channelId: expect.any(Number), crewId },
      lastHere: null,
    })
    expect((await resolve({ ...account, channel: 'C2' }))?.place).not.toHaveProperty('crewId')
    expect((await resolve({ ...account, channel: 'C3' }))?.place).toEqual(places.slack)
    expect((await resolve({ ...account, platform: 'teams' }))?.place).toEqual(places.teams)
    expect(await resolve({ ...account, installation: 'T1' })).toBeNull()
  })
})
