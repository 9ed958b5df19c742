import { describe, expect, test } from 'vitest'
import type { Db, Tx } from '../src/db.ts'
import { installation } from '../src/platforms/web/people.ts'
import { addSamplePortfolio } from '../src/sample/portfolio.ts'
import { onBothDatabases } from './support/databases.ts'
import { newestRound, openHouse } from './support/house.ts'

/** Every row of every table, so that any change anywhere shows. */
async function everything(db: Db): Promise<Record<string, unknown[]>> {
  const tables = [
    'organization',
    'person',
    'crew',
    'member',
    'channel',
    'ritual',
    'round',
    'participation',
    'standupAnswer',
    'standupDraft',
    'blocker',
    'sideQuestion',
    'channelLink',
    'installationLink',
    'objective',
    'keyResult',
    'keyResultReading',
    'initiative',
    'initiativeKeyResult',
    'why',
    'whyVoice',
    'deliverable',
    'dependency',
    'booking',
    'currencyRate',
    'allocation',
    'baseline',
    'risk',
    'gate',
    'stakeholder',
    'whatIfQuestion',
    'share',
    'cardVersion',
    'delivery',
    'dayMessage',
    'dayItem',
    'job',
  ] as const
  const all: Record<string, unknown[]> = {}
  for (const table of tables) {
    const { findMany } = db.read[table] as unknown as { findMany(): Promise<unknown[]> }
    all[table] = (await findMany.call(db.read[table])).map((row) => JSON.stringify(row, bigAsText)).sort()
  }
  return all
}

const bigAsText = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

/** Northwind's portfolio, with a risk and a gate; an id of each of its records. */
async function portfolioOf(db: Db, now: Date) {
  const { id: organizationId } = await db.read.organization.findFirstOrThrow()
  const identities = await db.read.identity.findMany({ where: { organizationId } })
  const of = (account: string) => identities.find(({ externalId }) => externalId === account)?.personId ?? 0
  await db.transact((tx) => addSamplePortfolio(tx, organizationId, of, now))
  const { id: initiative } = await db.read.initiative.findFirstOrThrow({ where: { key: 'CHK' } })
  const [{ id: deliverable }, { id: objective }, { id: result }, { id: why }] = await Promise.all([
    db.read.deliverable.findFirstOrThrow({ where: { initiativeId: initiative } }),
    db.read.objective.findFirstOrThrow(),
    db.read.keyResult.findFirstOrThrow(),
    db.read.why.findFirstOrThrow({ where: { initiativeId: initiative } }),
  ])
  const [{ id: risk }, { id: gate }] = await db.transact((tx) =>
    Promise.all([
      tx.risk.create({
        data: {
          initiativeId: initiative,
          number: 99,
          text: 'TOPSECRET risk',
          probability: 0.5,
          ownerId: of('ana'),
          reviewOn: '2026-12-01',
          at: now,
        },
      }),
      tx.gate.create({ data: { initiativeId: initiative, name: 'TOPSECRET gate', position: 99, criteria: [] } }),
    ]),
  )
  const { id: whatIf } = await db.transact(async (tx) =>
    tx.whatIfQuestion.create({
      data: {
        organizationId,
        askerId: of('ana'),
        initiativeId: initiative,
        words: 'cost +8000 TOPSECRET',
        changes: [{ do: 'cost', amount: 800_000, words: 'cost +8000 TOPSECRET' }],
        fingerprint: '0',
        askedAt: now,
        installationId: (await tx.installation.findFirstOrThrow()).id,
      },
    }),
  )
  return { initiative, deliverable, objective, result, why, risk, gate, whatIf, state: 'happened' }
}

async function offeredLink(tx: Tx, { id, organizationId, crewId }: Channel) {
  const [{ id: toChannelId }, { id: personId }] = await Promise.all([
    tx.channel.findFirstOrThrow({ where: { crewId: null } }),
    tx.person.findFirstOrThrow(),
  ])
  const [offeredAt, closesAt] = [new Date('2026-11-23T10:00:00Z'), new Date('2026-11-24T10:00:00Z')]
  const people = { askedById: personId, typedById: personId }
  const ends = { crewId: crewId ?? 0, fromChannelId: id, toChannelId, need: 'once' as const }
  return tx.channelLink.create({ data: { organizationId, ...ends, ...people, offeredAt, closesAt } })
}

type Channel = { id: number; organizationId: number; crewId: number | null }

onBothDatabases((database) => {
  // Everything the house answers to, one after the other: it grows with it.
  describe('two organizations', { timeout: 180_000 }, () => {
    test('every command, button and form of one reads and changes nothing of the other’s', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      await house.to('2026-11-23', '09:30')
      const round = (await newestRound(db)).id
      await house.submit(
        'paul',
        'standup.answer',
        { round },
        { p1: 'TOPSECRET work', p3: 'TOPSECRET blocker', helper: 'anyone' },
      )
      await house.submit(
        'cleo',
        'standup.answer',
        { round },
        { v1: 'TOPSECRET value', v3: 'TOPSECRET question', helper: 'side' },
      )
      await house.to('2026-11-23', '11:30')
      // A stranger, admin of an organization of their own, on the same platform.
      const { id: other } = await db.transact((tx) => tx.organization.create({ data: { name: 'Other' } }))
      const { id: home } = await db.read.installation.findFirstOrThrow({ where: { externalId: installation } })
      await db.transact(async (tx) => {
        const { id: personId } = await tx.person.create({
          data: { organizationId: other, name: 'Eve', zone: 'UTC', admin: true },
        })
        await tx.identity.create({ data: { organizationId: other, personId, installationId: home, externalId: 'eve' } })
      })
      const { crewId: crew } = await db.read.ritual.findFirstOrThrow()
      const { id: blocker } = await db.read.blocker.findFirstOrThrow({ where: { resolvedAt: null } })
      const { id: question } = await db.read.sideQuestion.findFirstOrThrow()
      const channel = await db.read.channel.findFirstOrThrow({ where: { crewId: crew } })
      const { id: link } = await db.transact((tx) => offeredLink(tx, channel))
      const linked = { link, channel: channel.id, code: 1 }
      const planned = await portfolioOf(db, new Date('2026-11-23T10:30:00Z'))
      const about = { ...planned, from: '2026-11-01', to: '2026-11-30' }
      const value = { round, crew, blocker, question, ...linked, ...about, share: 'portfolio.status', about }
      const words = Object.fromEntries(['p1', 'v1', 'text', 'name', 'project', 'product'].map((name) => [name, 'x']))
      const raw = {
        ...words,
        helper: 'nobody',
        side: 'project',
        ask: 'daily 9:00',
        moment: 'own',
        digestAfter: '60',
        closeAfter: '60',
        names: 'digest',
        channels: [String(channel.id)],
        when: 'daily 9:00',
        zone: 'UTC',
      }
      const before = await everything(db)
      const said: string[] = []
      for (const feature of house.app.features) {
        for (const { name } of feature.commands ?? []) {
          said.push(await house.said(await house.say('eve', `/tandem ${name}`)))
        }
        for (const press of Object.keys(feature.presses ?? {})) {
          // One's own message settings are one's own.
          if (press === 'setup.fewer') continue
          said.push(await house.said(await house.press('eve', press, value)))
        }
        for (const [form, definition] of Object.entries(feature.forms ?? {})) {
          if (['setup.me', 'setup.away', 'setup.admins'].includes(form)) continue
          expect(definition.value.safeParse(value).success, form).toBe(true)
          said.push(await house.said(await house.submit('eve', form, value, raw)))
        }
      }
      for (const { name, presses, cards } of house.app.features) {
        if (!presses || !(`${name}.share` in presses)) continue
        for (const share of Object.keys(cards ?? {})) {
          for (const to of [channel.id, null]) {
            const sharing = { share, about, channel: to }
            said.push(await house.said(await house.press('eve', `${name}.share`, sharing)))
            said.push(await house.said(await house.press('eve', `${name}.share`, sharing, 'checkout')))
          }
          said.push(await house.said(await house.submit('eve', `${name}.share-in`, { share, about }, raw)))
        }
      }
      expect(said.length).toBeGreaterThan(25)
      expect(said.join('\n')).not.toContain('TOPSECRET')
      expect(said.join('\n')).not.toMatch(/Paul|Cleo|Checkout/)
      expect(await everything(db)).toEqual(before)
      // Their own settings reach nobody else either.
      await house.submit('eve', 'setup.admins', {}, { people: [String((await house.person('Paul')).id)] })
      expect((await house.person('Paul')).admin).toBe(false)
      expect((await house.person('Ben')).admin).toBe(true)
    })

    test('a channel of another organization cannot be taken into a crew', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const { id: other } = await db.transact((tx) => tx.organization.create({ data: { name: 'Other' } }))
      const { id: home } = await db.read.installation.findFirstOrThrow()
      const foreign = await db.transact((tx) =>
        tx.channel.create({
          data: { organizationId: other, installationId: home, externalId: 'foreign', name: '#foreign' },
        }),
      )
      const ids = (await db.read.person.findMany()).map(({ id }) => String(id))
      const raw = {
        name: 'X',
        project: [ids[0] ?? ''],
        product: [ids[1] ?? ''],
        channels: [String(foreign.id)],
        when: 'daily 9:00',
        zone: 'UTC',
      }
      const said = await house.said(await house.submit('ana', 'setup.crew', { crew: null }, raw))
      expect(said).toBe('channels: One of these is not offered any more. Choose again.')
    })
  })
})
