import { expect, test } from 'vitest'
import { slackScopes } from '../../../src/chat/scopes.ts'
import { doctorInShell } from '../../../src/doctor/shell.ts'
import { createLog } from '../../../src/log.ts'
import { openProduction } from '../../../src/production.ts'
import { samplePeople } from '../../../src/sample.ts'
import { createClock } from '../../../src/schedule/clock.ts'
import { config } from '../../conformance/slack.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { botToken, openSlack, type TestSlack } from '../../support/slack.ts'

interface Instead {
  scopes?: string[]
  dateOff?: number
  outside?: string
}

/** Slack as it answers a healthy installation, but for what a test says. */
function answering(slack: TestSlack, { scopes = slackScopes(), dateOff = 0, outside }: Instead = {}) {
  slack.instead = (method, params) => {
    const headers = { 'x-oauth-scopes': scopes.join(','), date: new Date(Date.now() + dateOff).toUTCString() }
    if (method === 'auth.test')
      return Response.json({ ok: true, team: 'Northwind', user_id: slack.botUser }, { headers })
    if (method !== 'conversations.info') return undefined
    const is_member = params.channel !== outside
    return Response.json({ ok: true, channel: { id: params.channel, is_member } })
  }
}

onBothDatabases((database) => {
  async function open() {
    const { db, url } = await database.fresh()
    const slack = await openSlack({ people: samplePeople, channels: ['checkout', 'payments'] })
    await db.transact(async (tx) => {
      const { id: organizationId } = await tx.organization.create({ data: { name: 'Northwind' } })
      const at = { organizationId, platform: 'slack' as const, externalId: slack.team, name: 'Northwind' }
      const { id: installationId } = await tx.installation.create({ data: at })
      const { id: createdById } = await tx.person.create({ data: { organizationId, name: 'Ana', zone: 'UTC' } })
      const crew = { organizationId, name: 'Checkout', zone: 'UTC', createdById }
      const { id: crewId } = await tx.crew.create({ data: crew })
      for (const name of ['checkout', 'payments']) {
        const place = { organizationId, installationId, externalId: slack.channel(name), name: `#${name}`, crewId }
        await tx.channel.create({ data: place })
      }
    })
    const lines: string[] = []
    const log = createLog({ write: (line) => lines.push(line) })
    const settings = { ...config(slack), databaseUrl: url }
    const shell = async () => {
      const said: string[] = []
      const code = await doctorInShell({ config: settings, log, say: (line) => said.push(line) })
      return { code, said: said.join('\n') }
    }
    return { db, slack, log, lines, settings, shell }
  }

  test('the shell’s doctor says that all is well with 0, and changes nothing', async () => {
    const { db, slack, shell } = await open()
    answering(slack)
    const { code, said } = await shell()
    expect(said).toContain('Slack Northwind: scopes: all granted')
    expect(said).toContain('Slack Northwind: channels: a member of all 2 of its crews')
    expect(said).toContain("Clock beside Slack's: the same")
    expect({ code, last: said.split('\n').at(-1) }).toEqual({ code: 0, last: 'All is well.' })
    expect(await db.read.setting.count()).toBe(0)
    expect(await db.read.job.count()).toBe(0)
    await slack.close()
  })

  test('a missing scope, a channel it was taken out of and a wrong clock are each said with what to do', async () => {
    const { slack, shell, lines } = await open()
    const scopes = slackScopes().filter((scope) => scope !== 'im:history')
    answering(slack, { scopes, dateOff: -300_000, outside: slack.channel('payments') })
    const { code, said } = await shell()
    expect(said).toMatch(/! Slack Northwind: scopes: missing: im:history\n +Slack did not grant im:history: add it/)
    expect(said).toMatch(/not a member of #payments\n +Tandem cannot write to #payments: type \/invite @Tandem there/)
    expect(said).toMatch(/Clock beside Slack's: \d+ seconds ahead/)
    expect(said).toContain('3 to look at.')
    expect(code).toBe(1)
    expect(said + lines.join()).not.toContain(botToken)
    await slack.close()
  })

  test('a workspace that does not answer is one line, and a database of another version another', async () => {
    const { db, slack, shell } = await open()
    slack.instead = () => Response.json({ ok: false, error: 'account_inactive' })
    expect((await shell()).said).toMatch(/^! Slack does not answer: .*account_inactive/)
    expect((await shell()).said).toMatch(/Connection: does not answer: account_inactive\n +Slack \(Northwind\)/)
    await db.transact((tx) => tx.$executeRawUnsafe('DROP TABLE "InstallationSecret"'))
    await db.transact((tx) => tx.$executeRawUnsafe('ALTER TABLE "Round" RENAME COLUMN "day" TO "date"'))
    await db.transact((tx) => tx.$executeRawUnsafe('ALTER TABLE "Channel" RENAME COLUMN "name" TO "called"'))
    expect(await shell()).toEqual({
      code: 1,
      said: 'The database is of another version: start Tandem once, it brings it up to date.',
    })
    await slack.close()
  })

  test('in the chat the last look is shown, with its time; nobody waits for Slack', async () => {
    const { db, slack, log, settings } = await open()
    answering(slack)
    const production = await openProduction({ db, config: settings, clock: createClock(), log, pace: [] })
    await db.transact(async (tx) => {
      const { id: installationId, organizationId } = await tx.installation.findFirstOrThrow()
      const { id: personId } = await tx.person.findFirstOrThrow()
      await tx.person.updateMany({ data: { admin: true } })
      await tx.identity.create({ data: { organizationId, personId, installationId, externalId: 'U1' } })
    })
    await production.inspections.look()
    const calls = slack.calls.length
    const origin = { platform: 'slack' as const, installation: slack.team, account: 'U1' }
    const reply = await production.app.chat.command(origin, '/tandem doctor')
    expect(JSON.stringify(reply)).toContain('Slack Northwind: scopes')
    expect(JSON.stringify(reply)).toContain('Platforms asked')
    expect(slack.calls.length).toBe(calls)
    await production.stop()
    await slack.close()
  })
})
