/** One stand-up of one crew, half of it in Slack and half in Teams. */
import { expect, it } from 'vitest'
import type { Seen } from '../conformance/client.ts'
import { onBothDatabases } from '../support/databases.ts'
import { channels, type Joint, openInPlayground, openJoint, wordsOf } from './house.ts'

const moved = 'What moved toward the plan?'
const learned = 'What did we learn or decide?'

async function newest(seen: Promise<Seen[]>): Promise<Seen> {
  const last = (await seen).at(-1)
  if (!last) throw new Error('There is nothing here')
  return last
}

/** The one digest of each channel, as somebody there reads it. */
async function digests(joint: Joint): Promise<{ slack: Seen; teams: Seen }> {
  const [slack, ...more] = await joint.inSlack('finn').read(channels.slack)
  const [teams, ...others] = await joint.inTeams('ana').read(channels.teams)
  expect([more, others].flat()).toHaveLength(0)
  if (!slack || !teams) throw new Error('There is no digest')
  return { slack, teams }
}

function expectEqual({ slack, teams }: { slack: Seen; teams: Seen }): void {
  expect(wordsOf(slack.text)).toEqual(wordsOf(teams.text))
  expect(slack.buttons).toEqual(teams.buttons)
}

onBothDatabases((database) => {
  it('five people answer from Slack and Teams, one digest ends equal in both, and a later answer changes both', async () => {
    const { db } = await database.fresh()
    const joint = await openJoint(db)
    try {
      await joint.to('2026-11-23', '09:30')
      for (const account of ['ana', 'ben']) {
        await (await newest(joint.inTeams(account).read('direct'))).send({ [moved]: `Done by ${account}` })
      }
      for (const account of ['cleo', 'dev']) {
        await (await newest(joint.inSlack(account).read('direct'))).send({ [learned]: `Learned by ${account}` })
      }
      await joint.to('2026-11-23', '11:30')
      const before = await digests(joint)
      expectEqual(before)
      expect(before.slack.text).toContain('4 of 6 so far')

      const prompt = await before.teams.press('Add or change mine')
      expect(prompt.fields).toHaveProperty([moved])
      await (await newest(joint.inTeams('paul').read('direct'))).send({ [moved]: 'Done by paul, late' })
      await (await newest(joint.inSlack('uma').read(channels.slack)))
        .press('Add or change mine')
        .then((form) => form.send({ [learned]: 'Learned by uma, before being asked' }))
      const after = await digests(joint)
      expectEqual(after)
      expect(after.slack.text).toContain('Done by paul, late')
      expect(after.teams.text).toContain('Learned by uma, before being asked')
      expect(after.teams.text).toContain('6 of 6')
    } finally {
      await joint.close()
    }
  })

  it('who is known on both by the same e-mail is one person, asked once, where they last acted', async () => {
    const { db } = await database.fresh()
    const joint = await openJoint(db)
    try {
      const cleo = await db.read.person.findFirstOrThrow({ where: { name: 'Cleo' }, include: { identities: true } })
      expect(cleo.identities).toHaveLength(2)

      await joint.inTeams('cleo').say('direct', '/tandem help')
      await joint.to('2026-11-23', '09:30')
      const prompts = (seen: Seen[]) => seen.filter(({ text }) => text.includes('Checkout stand-up'))
      expect(prompts(await joint.inSlack('cleo').read('direct'))).toHaveLength(0)
      const [prompt, ...more] = prompts(await joint.inTeams('cleo').read('direct'))
      expect(more).toHaveLength(0)
      await prompt?.send({ [learned]: 'Learned by cleo' })

      await joint.inSlack('cleo').say(channels.slack, '/tandem help')
      await joint.to('2026-11-24', '09:30')
      expect(prompts(await joint.inSlack('cleo').read('direct'))).toHaveLength(1)
      expect(prompts(await joint.inTeams('cleo').read('direct'))).toHaveLength(1)
      const asked = { kind: 'prompt' as const, personId: cleo.id }
      expect(await db.read.delivery.count({ where: asked })).toBe(2)
    } finally {
      await joint.close()
    }
  })
})

onBothDatabases((database) => {
  it('one stand-up with one digest through the Playground and emulate at the same time', {
    timeout: 90_000,
  }, async () => {
    const { db } = await database.fresh()
    const joint = await openInPlayground(db)
    try {
      await joint.to('2026-11-23', '09:30')
      await (await newest(joint.inTeams('ana').read('direct'))).send({ [moved]: 'Done by ana' })
      await (await newest(joint.inSlack('dev').read('direct'))).send({ [learned]: 'Learned by dev' })
      await joint.to('2026-11-23', '11:30')
      const before = await digests(joint)
      expectEqual(before)
      const form = await (await newest(joint.inTeams('paul').read(channels.teams))).press('Add or change mine')
      await form.send({ [moved]: 'Done by paul, late' })
      const after = await digests(joint)
      expectEqual(after)
      for (const words of ['Done by ana', 'Done by paul, late', 'Learned by dev'])
        expect(after.slack.text).toContain(words)
    } finally {
      await joint.close()
    }
  })
})
