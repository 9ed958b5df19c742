/** The platforms that hold the same conversations. What a platform cannot do yet is written down here, not left out. */
import type { PlatformUnderTest } from './client.ts'
import { serveSlack } from './slack.ts'
import { serveTeams } from './teams.ts'
import { serveSandbox } from './web.ts'

export const platforms: PlatformUnderTest[] = [
  { name: 'web', open: (db) => serveSandbox(db), notSupported: {} },
  { name: 'slack', open: (db) => serveSlack(db), notSupported: {} },
  { name: 'teams', open: (db) => serveTeams(db), notSupported: {} },
]
