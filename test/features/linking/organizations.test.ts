import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { codeIn, openTwo, type Two, withCrew } from '../../support/two.ts'

/** A tenant of an organization of its own: Olga, an admin, and Paul, whom Slack knows by his e-mail; a channel. */
async function strangers({ db }: Two) {
  return db.transact(async (tx) => {
    const { id: organizationId } = await tx.organization.create({ data: { name: 'Southwind' } })
    const { id: installationId } = await tx.installation.create({
      data: { organizationId, platform: 'teams', externalId: 'south', name: 'Southwind' },
    })
    const zone = 'Europe/Berlin'
    for (const [account, admin, email] of [
      ['olga', true, null],
      ['paul', false, 'paul@northwind.example'],
      ['rosa', false, null],
    ] as const) {
      const name = account.charAt(0).toUpperCase() + account.slice(1)
      const { id: personId } = await tx.person.create({ data: { organizationId, name, zone, admin, email } })
      await tx.identity.create({ data: { organizationId, personId, installationId, externalId: account } })
    }
    await tx.channel.create({ data: { organizationId, installationId, externalId: 'south', name: 'South > Checkout' } })
    return organizationId
  })
}

onBothDatabases((database) => {
  const opened = async () => {
    const house = await openTwo((await database.fresh()).db)
    const { crew } = await withCrew(house)
    return { ...house, crew, other: await strangers(house), south: house.on('teams', 'south') }
  }
  const offer = async (house: Awaited<ReturnType<typeof opened>>) => {
    const code = codeIn(await house.slack.say('ana', '/tandem link', 'checkout'))
    const answer = await house.south.say('rosa', `/tandem link ${code}`, 'south')
    return { answer, link: (await house.db.read.channelLink.findFirst())?.id ?? 0 }
  }

  describe('an installation of another organization', () => {
    test('without crews comes into the first one’s after an admin of each side confirmed', async () => {
      const house = await opened()
      const { answer, link } = await offer(house)
      expect(answer).toContain('Both channels now show')
      expect((await house.south.seen('south'))[0]).toContain('Southwind becomes part of this organization')
      expect(await house.slack.press('cleo', 'linking.confirm', { link }, 'checkout')).toContain('admin must confirm')
      expect(await house.south.press('rosa', 'linking.confirm', { link }, 'south')).toContain('admin must confirm')
      expect(await house.slack.press('ana', 'linking.confirm', { link }, 'checkout')).toContain('Now somebody')
      expect(await house.db.read.organization.count()).toBe(2)
      expect(await house.south.press('olga', 'linking.confirm', { link }, 'south')).toContain('belongs to the Checkout')
      const [only, ...more] = await house.db.read.organization.findMany()
      expect(more).toEqual([])
      const olga = await house.south.person('olga')
      expect(olga).toMatchObject({ organizationId: only?.id, admin: false })
      for (const table of ['identity', 'channel', 'installation', 'delivery'] as const) {
        const { count } = house.db.read[table] as unknown as { count(of: object): Promise<number> }
        const where = { organizationId: house.other }
        expect(await count.call(house.db.read[table], { where }), table).toBe(0)
      }
      // Known by the same e-mail on both sides.
      expect((await house.south.person('paul')).id).toBe((await house.slack.person('paul')).id)
      await house.to('2026-11-23', '11:30')
      expect((await house.south.seen('south')).join()).toContain('Checkout stand-up')
    })

    test('with crews or plans of its own, or with a second installation, is refused with a sentence', async () => {
      const house = await opened()
      const { id: crew } = await house.db.transact(async (tx) => {
        const { id: createdById } = await tx.person.findFirstOrThrow({ where: { name: 'Olga' } })
        return tx.crew.create({ data: { organizationId: house.other, name: 'Own', zone: 'UTC', createdById } })
      })
      expect((await offer(house)).answer).toContain('Two organizations stay apart')
      await house.db.transact(async (tx) => {
        await tx.crew.delete({ where: { id: crew } })
        await tx.objective.create({ data: { organizationId: house.other, key: 'O1', name: 'Be found' } })
      })
      expect((await offer(house)).answer).toContain('Two organizations stay apart')
      await house.db.transact(async (tx) => {
        await tx.objective.deleteMany({ where: { organizationId: house.other } })
        await tx.installation.create({
          data: { organizationId: house.other, platform: 'slack', externalId: 'T9', name: 'South' },
        })
      })
      expect((await offer(house)).answer).toContain('Two organizations stay apart')
      expect(await house.db.read.channelLink.count()).toBe(0)
    })

    test('that got a crew between the two confirmations is refused, and nothing of it stays', async () => {
      const house = await opened()
      const { link } = await offer(house)
      await house.slack.press('ana', 'linking.confirm', { link }, 'checkout')
      await house.db.transact(async (tx) => {
        const { id: createdById } = await tx.person.findFirstOrThrow({ where: { name: 'Olga' } })
        await tx.crew.create({ data: { organizationId: house.other, name: 'Own', zone: 'UTC', createdById } })
      })
      expect(await house.south.press('olga', 'linking.confirm', { link }, 'south')).toContain(
        'Two organizations stay apart',
      )
      expect(await house.db.read.channelLink.findFirst()).toMatchObject({ state: 'offered', toConfirmedById: null })
      expect((await house.south.person('olga')).organizationId).toBe(house.other)
    })

    test('gives nobody a way to join persons across', async () => {
      const house = await opened()
      const code = codeIn(await house.slack.say('paul', '/tandem link me'))
      expect(await house.south.write('paul', `link ${code}`)).toContain('another organization')
      expect((await house.south.person('paul')).id).not.toBe((await house.slack.person('paul')).id)
    })

    test('cannot take a channel out of the first one’s crew', async () => {
      const house = await opened()
      const channel = await house.db.read.channel.findFirstOrThrow({ where: { externalId: 'checkout' } })
      const said = await house.south.press('olga', 'linking.unlink', { channel: channel.id, crew: house.crew }, 'south')
      expect(said).toContain('not in the crew any more')
      const { link } = await offer(house)
      expect(await house.south.press('olga', 'linking.confirm', { link }, 'checkout')).toContain(
        'one of the two channels',
      )
    })
  })
})
