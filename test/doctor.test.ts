import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { main as makeManifests } from '../scripts/manifest.ts'
import { createFeatures } from '../src/app.ts'
import { menusOf } from '../src/chat/menus.ts'
import { defaultNaming, type Naming } from '../src/chat/naming.ts'
import { readConfig } from '../src/config.ts'
import { databaseFindings, platformClock, zoneFinding } from '../src/doctor/machine.ts'
import { manifestFinding } from '../src/doctor/manifests.ts'
import { doubles } from '../src/doctor/people.ts'
import { doctorInShell } from '../src/doctor/shell.ts'
import { subjects } from '../src/doctor.ts'
import { createLog } from '../src/log.ts'
import { installation } from '../src/platforms/web/people.ts'
import { onBothDatabases } from './support/databases.ts'
import { monday, openHouse } from './support/house.ts'

onBothDatabases((database) => {
  describe('the doctor', () => {
    test('counts the late and failed jobs of one’s own organization only', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const { organizationId, id: person } = await house.person('Paul')
      const { id: other } = await db.transact((tx) => tx.organization.create({ data: { name: 'Other' } }))
      const stranger = await db.transact(async (tx) => {
        const { id: home } = await tx.installation.findFirstOrThrow({ where: { externalId: installation } })
        const { id } = await tx.person.create({
          data: { organizationId: other, name: 'Eve', zone: 'UTC', admin: true },
        })
        const account = { organizationId: other, personId: id, installationId: home, externalId: 'eve' }
        await tx.identity.create({ data: account })
        return id
      })
      expect(other).not.toBe(organizationId)
      const due = new Date(monday.getTime() - 3_600_000)
      const failed = { state: 'failed' as const, due }
      await db.transact((tx) =>
        tx.job.createMany({
          data: [
            { name: 'day.gather', key: `${person}:2026-11-20`, ...failed },
            { name: 'day.gather', key: `${stranger}:2026-11-20`, ...failed },
            { name: 'day.urgent', key: `${stranger}|standup.needed|1`, due },
          ],
        }),
      )
      const own = await house.said(await house.say('ben', '/tandem doctor'))
      expect(own).toContain('Jobs that failed for good: 1')
      expect(own).toContain('Jobs more than 5 minutes late: 0')
      const theirs = await house.said(await house.say('eve', '/tandem doctor'))
      expect(theirs).toContain('Jobs that failed for good: 1')
      expect(theirs).toContain('Jobs more than 5 minutes late: 1')
    })

    test('a retention that failed is shown to the admins of every organization', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      await db.transact((tx) =>
        tx.job.create({ data: { name: 'retention.sweep', key: '2026-11-22', due: monday, state: 'failed' } }),
      )
      expect(await house.said(await house.say('ben', '/tandem doctor'))).toContain('Jobs that failed for good: 1')
    })

    test('names people who look double in two installations, not two of one name in one', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const { organizationId, id: paul } = await house.person('Paul')
      const add = (name: string, installationId: number) =>
        db.transact(async (tx) => {
          const { id: personId } = await tx.person.create({ data: { organizationId, name, zone: 'UTC' } })
          const externalId = `another-${personId}`
          await tx.identity.create({ data: { organizationId, personId, installationId, externalId } })
        })
      const { installationId } = await db.read.identity.findFirstOrThrow({ where: { personId: paul } })
      await add('Paul', installationId)
      expect((await doubles(db.read, organizationId)).value).toBe('0')
      const teams = await db.transact((tx) =>
        tx.installation.create({ data: { organizationId, platform: 'teams', externalId: 't', name: 'Northwind' } }),
      )
      await add('uma', teams.id)
      const said = await house.said(await house.say('ben', '/tandem doctor'))
      expect(said).toContain('People who look double: 1')
      expect(said).toContain('/tandem link me')
    })

    test('says in what its clock differs from the database’s', async () => {
      const { db } = await database.fresh()
      const [right, clock] = await databaseFindings(db)
      expect(right?.advice).toBeUndefined()
      expect(clock?.advice).toBeUndefined()
      if (db.dialect === 'sqlite') return
      const [, wrong] = await databaseFindings(db, () => new Date(Date.now() + 60_000))
      expect(wrong?.value).toMatch(/^(59|60|61) seconds ahead$/)
      expect(wrong?.advice).toContain('NTP')
    })

    test('knows whose every job is', async () => {
      const { db } = await database.fresh()
      const { app } = await openHouse(db)
      const names = app.features.flatMap(({ jobs }) => Object.keys(jobs ?? {}))
      expect(names.filter((name) => !(name in subjects))).toEqual([])
    })
  })
})

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-doctor-'))
  folders.push(folder)
  return folder
}

describe('without a database the doctor', () => {
  const features = createFeatures(async () => [])
  const commands = features.flatMap((feature) => feature.commands ?? [])
  const menus = menusOf(features)

  test('notices manifests of other commands, and of other names than the settings say, and takes left-out ones for what they are', () => {
    const project = join(import.meta.dirname, '..')
    const found = (of: string, naming: Naming = defaultNaming) => manifestFinding(commands, menus, of, naming)
    expect(found(project)).toEqual({ label: 'Manifests', value: 'as the commands are' })
    const folder = newFolder()
    expect(found(folder).advice).toBeUndefined()
    const renamed = ['--root', 'crew', '--name', 'Crew Bot', '--alias', 'standup=daily']
    const crew = { root: 'crew', name: 'Crew Bot', aliases: { standup: 'daily' } }
    const make = (args: string[]) => expect(makeManifests(args, { folder, say: () => {} })).toBe(0)
    for (const [args, naming] of [
      [['--root', 'crew', '--no-aliases'], { root: 'crew' }],
      [renamed, crew],
      [['--slack-url', 'https://bot.acme.io'], defaultNaming],
      [['--socket'], defaultNaming],
    ] as const) {
      make([...args])
      expect(found(folder, naming).value).toBe('as the commands are')
    }
    const { advice } = found(folder, crew)
    expect(advice).toContain('run npm run manifest -- --root crew --name "Crew Bot" --alias standup=daily, then upload')
    expect(advice).toContain('slack.json and teams/manifest.json')
    expect(found(folder, { root: 'tandem', aliases: { standup: 'daily' } }).value).toBe('out of date: slack.json')
    make(renamed)
    expect(found(folder).value).toBe('out of date: slack.json, teams/manifest.json')
    make([])
    const slack = join(folder, 'manifests/slack.json')
    writeFileSync(slack, readFileSync(slack, 'utf8').replace('"users:read.email"', '"users:write"'))
    expect(found(folder).advice).toContain('npm run manifest, then upload slack.json again')
    expect(manifestFinding(commands.slice(1), menus, folder, defaultNaming).value).toContain('teams/manifest.json')
    make([])
    expect(found(folder).value).toBe('as the commands are')
    expect(manifestFinding(commands, {}, folder, defaultNaming).value).toBe(
      'out of date: slack.json, teams/manifest.json',
    )
  })

  test('notices a clock that is off, and zone data that is too old', () => {
    const now = new Date('2026-11-23T10:00:00Z')
    expect(platformClock('Slack', new Date(now.getTime() + 1_000), now)).toEqual({
      label: "Clock beside Slack's",
      value: 'the same',
    })
    expect(platformClock('Slack', new Date(now.getTime() + 200_000), now)).toMatchObject({
      value: '200 seconds behind',
      advice: expect.stringContaining('NTP'),
    })
    expect(zoneFinding().advice).toBeUndefined()
    expect(zoneFinding(() => false).advice).toContain('Europe/Kyiv')
  })

  test('says in the shell that there is nothing to look at yet, and ends with 1', async () => {
    const said: string[] = []
    const read = readConfig({ DATABASE_URL: `file:${join(newFolder(), 'none.db')}` })
    if ('problems' in read) throw new Error(read.problems.join())
    const code = await doctorInShell({ config: read.config, log: createLog(), say: (line) => said.push(line) })
    expect({ code, said }).toEqual({ code: 1, said: [expect.stringMatching(/^There is no database at .*none.db yet/)] })
  })
})
