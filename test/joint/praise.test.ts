/** The project side sits in Teams, the product side in Slack, and they celebrate and keep promises together: Microsoft's Playground and emulate at once. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '../../src/db.ts'
import { says } from '../conformance/runner.ts'
import { onBothDatabases } from '../support/databases.ts'
import { copiesOf } from './copies.ts'
import { channels, type Joint, openInPlayground } from './house.ts'

async function planned(db: Db): Promise<void> {
  await db.transact(async (tx) => {
    const { id: crewId, organizationId } = await tx.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
    const id = async (name: string) => (await tx.person.findFirstOrThrow({ where: { name } })).id
    const [ana, cleo] = [await id('Ana'), await id('Cleo')]
    const of = { organizationId, createdById: ana, crewId, currency: 'EUR', kind: 'project', phase: 'build' } as const
    const chk = await tx.initiative.create({
      data: { ...of, key: 'CHK', name: 'Checkout v2', projectOwnerId: ana, productOwnerId: cleo },
    })
    const piece = { organizationId, initiativeId: chk.id, likely: 0, position: 1 }
    await tx.deliverable.create({ data: { ...piece, key: 'M1', name: 'Checkout beta' } })
  })
}

onBothDatabases((database) => {
  let joint: Joint
  let close = async () => {}
  beforeAll(async () => {
    const opened = await database.lasting()
    joint = await openInPlayground(opened.db)
    close = () => joint.close().finally(opened.close)
    await planned(opened.db)
    await joint.to('2026-11-23', '10:00')
  }, 90_000)
  afterAll(() => close())
  const { as, card, copies, inThreads } = copiesOf(() => joint)

  it('a milestone reported in Teams is celebrated in both channels, with reactions and thanks from both', {
    timeout: 90_000,
  }, async () => {
    const plan = await as('ana').say('direct', '/tandem plan CHK')
    const report = await plan.press('Report progress')
    await report.send({ 'Which deliverable?': 'M1', 'How much of it is done?': '100' })
    await joint.to('2026-11-23', '10:01')
    says(await (await card('ana', /To celebrate\?/, 'direct')).press('Announce'), 'Announced in')
    const told = /^Checkout beta is reached/
    says(await copies(told), 'CHK milestone M1, Mon 23 Nov', 'Delivered by Ana. Shaped by Cleo.')
    for (const account of ['uma', 'paul']) {
      const seen = await card(account, told)
      says(await seen.press(seen.buttons.find((label) => label.includes('Clap')) ?? ''), 'Clap: counted.')
    }
    expect((await copies(told)).buttons.some((label) => label.includes('Clap 2'))).toBe(true)
    const thanks = await (await card('cleo', told)).press('Say thanks')
    says(await thanks.send({ 'Whom do you thank?': ['Ana'], 'What for?': 'The last mile' }), 'You thanked Ana')
    says({ text: await inThreads(/The last mile/) }, 'Cleo thanks Ana')
  })

  it('an action item given in Teams is done in Slack', { timeout: 90_000 }, async () => {
    says(
      await as('ana').say('direct', '/tandem actions add "Call the payment provider" @Cleo by fri'),
      'A-1',
      'Fri 27 Nov',
    )
    await joint.to('2026-11-24', '09:30')
    const mine = await as('cleo').say('direct', '/tandem actions')
    says(mine, 'Call the payment provider', 'due Fri 27 Nov')
    says(await mine.press('Done'), 'A-1')
    const crew = await as('paul').say(channels.teams, '/tandem actions')
    expect(crew.text).not.toContain('Call the payment provider')
  })
})
