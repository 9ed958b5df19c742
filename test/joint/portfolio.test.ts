/** One plan of one crew, asked about from Slack and from Teams: Microsoft's Playground and emulate at the same time. */
import { expect, it } from 'vitest'
import type { Seen } from '../conformance/client.ts'
import { newest, says } from '../conformance/runner.ts'
import { onBothDatabases } from '../support/databases.ts'
import { channels, type Joint, openInPlayground, wordsOf } from './house.ts'

const initiatives = [
  'key,name,phase,crew,project owner,product owner,budget,benefit,burn per day',
  'CHK,Checkout v2,build,Checkout,Ana,Cleo,120000,210000,1100',
]
const plan = [
  'initiative,key,name,likely,after',
  'CHK,T1,Address form,5,',
  'CHK,T2,Card entry,2,',
  'CHK,M1,Beta,0,T1; T2',
]

/** The same question to both, typed as each types it; Cleo owns the product side, Ana the project side. */
async function asked({ inSlack, inTeams }: Joint, words: string): Promise<{ slack: Seen; teams: Seen }> {
  const slack = await inSlack('cleo').say('direct', `/tandem ${words}`)
  const teams = await inTeams('ana').say('direct', `/tandem ${words}`)
  expect(wordsOf(slack.text)).toEqual(wordsOf(teams.text))
  return { slack, teams }
}

onBothDatabases((database) => {
  it('a plan pasted in Teams is the plan in Slack; status, what-if and what is shared read the same in both', {
    timeout: 90_000,
  }, async () => {
    const { db } = await database.fresh()
    const joint = await openInPlayground(db)
    const { inSlack, inTeams } = joint
    try {
      for (const rows of [initiatives, plan]) {
        const form = await inTeams('ana').say('direct', '/tandem plan import')
        says(await form.send({ Rows: rows.join('\n') }), 'Imported:')
      }
      const before = await asked(joint, 'plan CHK')
      says(before.slack, 'Finish Fri 27 Nov 2026 · no baseline yet')
      const progress = await before.slack.press('Report progress')
      await progress.send({ 'Which deliverable?': 'T1', 'How much of it is done?': '50', 'Began on': '2026-11-20' })
      const link = await before.teams.press('Link')
      says(await link.send({ 'What waits?': 'T2', 'For what?': 'T1' }), 'Saved: CHK T2 waits for CHK T1.')
      const after = await asked(joint, 'plan CHK')
      says(after.teams, 'progress given Mon 23 Nov 06:00 by Cleo')
      says(after.slack, 'T2 Card entry', 'after T1')

      const status = await asked(joint, 'status CHK')
      const where = await status.teams.press('Share...')
      says(await where.send({}), 'Shared in #checkout and Teams > Checkout.')
      const shared = [
        await newest(inSlack('dev').read(channels.slack)),
        await newest(inTeams('paul').read(channels.teams)),
      ] as const
      expect(wordsOf(shared[0].text)).toEqual(wordsOf(shared[1].text))
      // No guest is in either channel.
      says(shared[0], 'CHK Checkout v2: status', 'budget 120,000 EUR', 'Shared by Ana.')

      const ripple = await asked(joint, 'whatif CHK delay T2 3d; cost +8000')
      says(ripple.slack, '3 working days later', '+11,300 EUR')
      const another = await ripple.teams.press('Try another')
      says(await another.send({ 'What would change?': 'delay T2 1d' }), '1 working day later')
    } finally {
      await joint.close()
    }
  })
})
