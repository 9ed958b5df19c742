/** `npm run doctor`: the same lines as in the chat, for every organization, where no chat may answer. */
import { existsSync } from 'node:fs'
import { menusOf } from '../chat/menus.ts'
import { command, spoken } from '../chat/spoken.ts'
import type { Config } from '../config.ts'
import { dialectOf, openDb } from '../db.ts'
import { examine } from '../doctor.ts'
import type { Log } from '../log.ts'
import { createClock } from '../schedule/clock.ts'

export interface ShellOptions {
  config: Config
  log: Log
  say(line: string): void
  /** Where manifests/ stands. */
  folder?: string
}

/** Returns the exit code: 1 when something needs doing. Nothing is changed, and nothing secret is said. */
export async function doctorInShell({ config, log, folder, ...shell }: ShellOptions): Promise<number> {
  const { naming } = config
  // In a shell nobody sees which platform is meant: where both are, Slack's way works in a Teams chat too.
  const say = (line: string) => shell.say(spoken(line, naming, config.slack || !config.teams ? 'slack' : 'teams'))
  const file = config.databaseUrl.replace(/^file:/, '')
  if (dialectOf(config.databaseUrl) === 'sqlite' && !existsSync(file)) {
    say(`There is no database at ${file} yet: start Tandem once, or set DATABASE_URL.`)
    return 1
  }
  const db = await openDb(config.databaseUrl)
  try {
    const clock = createClock()
    // Opened, not started: it answers nobody and does no work.
    const { openProduction } = await import('../production.ts')
    const { app, inspections, keyId, problems } = await openProduction({ db, config, clock, log })
    await inspections.look()
    const commands = () => app.features.flatMap((feature) => feature.commands ?? [])
    const menus = () => menusOf(app.features)
    const around = {
      db,
      clock,
      commands,
      menus,
      inspections,
      naming,
      ...(keyId && { keyId }),
      ...(folder && { folder }),
    }
    const organizations = await db.read.organization.findMany({ orderBy: { id: 'asc' } })
    if (organizations.length === 0)
      say(
        `Nobody has written to Tandem yet: type ${command('setup', 'slack')} in Slack or ${command('setup', 'teams')} in Teams.`,
      )
    const unready = await problems()
    for (const problem of unready)
      say(`! ${problem} Check its settings and the way out; docs/admin.md names the addresses.`)
    let wrong = unready.length
    for (const { id, name } of organizations) {
      const actor = { organizationId: id, zone: 'UTC' }
      const findings = await examine({ tx: db.read, now: clock.now(), actor }, around)
      say(name)
      for (const { label, value, advice } of findings) {
        say(`  ${advice ? '!' : ' '} ${label}: ${value}`)
        if (advice) say(`      ${advice}`)
        if (advice) wrong += 1
      }
    }
    say(wrong ? `${wrong} to look at.` : 'All is well.')
    return wrong ? 1 : 0
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    // P2021, P2022: a table or a column is missing.
    say(
      code === 'P2021' || code === 'P2022'
        ? 'The database is of another version: start Tandem once, it brings it up to date.'
        : `The database or a platform does not answer: ${message.split('\n').at(-1)}`,
    )
    return 1
  } finally {
    await db.close()
  }
}
