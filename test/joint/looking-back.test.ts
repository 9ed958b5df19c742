/** The project side sits in Teams, the product side in Slack, and they look back together: Microsoft's Playground and emulate at once. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '../../src/db.ts'
import { says } from '../conformance/runner.ts'
import { onBothDatabases } from '../support/databases.ts'
import { channelOf, copiesOf } from './copies.ts'
import { type Joint, openInPlayground } from './house.ts'

onBothDatabases((database) => {
  let joint: Joint
  let db: Db
  let close = async () => {}
  beforeAll(async () => {
    const opened = await database.lasting()
    db = opened.db
    joint = await openInPlayground(db)
    close = () => joint.close().finally(opened.close)
    await joint.to('2026-11-23', '10:00')
  }, 90_000)
  afterAll(() => close())
  const { as, card, copies, inThreads } = copiesOf(() => joint)
  const press = async (account: string, board: RegExp, button: string) => (await card(account, board)).press(button)

  it('a retro begun in Slack is written in, voted on and closed from both, and what is promised is done in Teams', {
    timeout: 90_000,
  }, async () => {
    const board = /^R-1 Retrospective: Checkout/
    const form = await as('cleo').say(channelOf('cleo'), '/retro now')
    says(await form.send({}), 'R-1 has begun, run by Ana.')
    for (const [account, note] of [
      ['paul', 'Meetings without an agenda'],
      ['uma', 'Pair on reviews'],
      ['dev', 'Pairing on reviews'],
    ] as const)
      says(await (await press(account, board, 'Write notes')).send({ Start: note }), 'Your note is in.')
    const collecting = await copies(board)
    says(collecting, '3 of 6 have written')
    expect(collecting.text).not.toContain('agenda')
    says(await press('ben', board, 'Group now'), 'R-1 is run by Ana')
    says(await press('ana', board, 'Group now'), 'Collect is over.')
    says(await copies(board), 'Meetings without an agenda', 'Pair on reviews')
    const alike = await press('ana', board, 'Notes alike')
    says(await (await alike.press('Make a theme')).send({ Theme: 'Reviews' }), '"Reviews" is a theme of 2 now.')
    says(await press('ana', board, 'Vote now'), 'Group is over.')
    for (const account of ['ana', 'uma'])
      says(await (await press(account, board, 'Vote')).send({ 'Dot 1': 'Reviews (2 notes)' }), '1 dot is placed')
    says(await copies(board), '2 of 6 have voted')
    says(await press('ana', board, 'Discuss now'), 'Vote is over.')
    says({ text: await inThreads(/^Reviews · 2 dots/) }, 'Pair on reviews')
    says(await press('ana', board, 'Act now'), 'Discuss is over.')
    const act = await press('uma', board, 'Add an action item')
    says(await act.send({ What: 'Book a review hour', Who: 'Ana', Until: '2026-12-01' }), 'Ana by Tue 1 Dec')
    says(await press('ana', board, 'Close'), 'R-1 is closed.')
    says({ text: await inThreads(/R-1 is closed\./) }, '3 notes, from 3 people', 'Book a review hour')
    says(await (await as('ana').say('direct', '/tandem actions')).press('Done'), 'A-1')
    says({ text: await inThreads(/R-1 is closed\./) }, 'Book a review hour', 'done')
  })

  it('an anonymous one names nobody in either, and what was written is deleted where it is called off', {
    timeout: 90_000,
  }, async () => {
    const board = /^R-2 Retrospective: Checkout/
    const form = await as('cleo').say(channelOf('cleo'), '/retro now')
    says(await form.send({}), 'R-2 has begun')
    says(await press('cleo', board, 'Make it anonymous'), 'R-2 is anonymous from now on.')
    for (const account of ['paul', 'uma', 'dev'])
      says(await (await press(account, board, 'Write notes')).send({ Stop: `HIDDEN ${account.length}` }), 'note is in.')
    says(await press('cleo', board, 'Group now'), 'Collect is over.')
    const { text } = await copies(board)
    expect(text.match(/HIDDEN/g)).toHaveLength(3)
    for (const name of ['Paul', 'Uma', 'Dev']) expect(text).not.toContain(name)
    says(await press('cleo', board, 'Call it off'), 'R-2 is called off.')
    expect((await copies(board)).text).not.toContain('HIDDEN')
    expect(await db.read.retroNote.count({ where: { text: { contains: 'HIDDEN' } } })).toBe(0)
  })
})
