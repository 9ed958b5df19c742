import { describe, expect, test } from 'vitest'
import type { Form } from '../../../src/chat/form.ts'
import type { Reply } from '../../../src/chat/ports.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

const settings = {
  ask: 'weekdays 09:30',
  moment: 'own',
  digestAfter: '120',
  closeAfter: '120',
  names: 'press',
  project: 'What moved? (done)\nWhat moves next? (next)\nBlocked? (needs)',
  product: 'What did we learn or decide? (done)\nWhich outcome comes next? (next)\nBlocked? (needs)',
}

function formOf(reply: Reply): Form {
  if (reply.do !== 'open') throw new Error(`answered with ${reply.do}`)
  return reply.form
}

onBothDatabases((database) => {
  async function atPrompt() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await house.to('2026-11-23', '09:30')
    const { crewId: crew } = await db.read.ritual.findFirstOrThrow()
    const round = (await newestRound(db)).id
    const change = (raw: object) => house.submit('ben', 'standup.settings', { crew }, { ...settings, ...raw })
    const open = async (account: string) => formOf(await house.press(account, 'standup.open', { round }))
    const all = async () => house.said(await house.press('cleo', 'standup.read', { round }))
    return { ...house, round, change, open, all }
  }

  describe('a crew that changes its questions', () => {
    test('loses nothing that is being typed: a form is read as it was shown', async () => {
      const house = await atPrompt()
      const shown = await house.open('ana')
      await house.change({ project: 'Only this? (done)' })
      await house.submit('ana', shown.id, shown.value, { p1: 'moved', p2: 'goes on', p3: 'keys', helper: 'anyone' })
      const all = await house.all()
      for (const text of ['Only this?: moved', 'What moves next?: goes on', 'keys']) expect(all).toContain(text)
      expect(await house.db.read.blocker.count({ where: { text: 'keys' } })).toBe(1)
    })

    test('keeps saved answers in their fields, reworded or no longer asked', async () => {
      const house = await atPrompt()
      await house.submit('ana', 'standup.answer', { round: house.round }, { p1: 'moved', p2: 'goes on', ...nobody })
      await house.change({ project: 'What was done? (done)\nAny risk?' })
      const form = await house.open('ana')
      const fields = Object.entries(form.inputs).map(([id, input]) => [
        id,
        input.label,
        'value' in input && input.value,
      ])
      expect(fields).toContainEqual(['p1', 'What was done?', 'moved'])
      expect(fields).toContainEqual(['p2', 'What moves next?', 'goes on'])
      await house.submit('ana', form.id, form.value, { p1: 'moved on', p2: 'goes on', ...nobody })
      expect(await house.all()).toContain('What moves next?: goes on')
    })

    test('redraws the prompts that still wait, and a question that comes back is the same one', async () => {
      const house = await atPrompt()
      await house.change({ project: 'Anything? (done)\nBlocked? (needs)' })
      expect((await house.seen('dm-ana'))[0]).toContain('Anything?')
      expect((await house.seen('dm-ana'))[0]).not.toContain('What moves next?')
      await house.change({})
      expect(Object.keys((await house.open('ana')).inputs)).toEqual(['p1', 'p2', 'p3', 'helper'])
    })

    test('who changed sides finds what they said before among the fields', async () => {
      const house = await atPrompt()
      await house.submit('ana', 'standup.answer', { round: house.round }, { p1: 'moved', ...nobody })
      const { crewId: crew } = await house.db.read.ritual.findFirstOrThrow()
      await house.submit('ana', 'setup.side', { crew }, { side: 'product' })
      const form = await house.open('ana')
      expect(form.inputs.p1).toMatchObject({ value: 'moved' })
      expect(form.inputs.v1).toMatchObject({ label: 'What did we learn or decide?' })
    })
  })

  describe('what is written to the bot', () => {
    test('stands in the first field where no question is marked (done)', async () => {
      const house = await atPrompt()
      await house.change({ project: 'Anything?\nBlocked? (needs)' })
      const reply = await house.write('ana', 'Staging data is ready')
      expect(await house.said(reply)).toContain('Anything? [Staging data is ready]')
    })

    test('is not dropped by a form that did not show it', async () => {
      const house = await atPrompt()
      const shown = await house.open('ana')
      await house.write('ana', 'Staging data is ready')
      await house.submit('ana', shown.id, shown.value, { p1: 'moved', ...nobody })
      const form = await house.open('ana')
      expect(form.inputs.p1).toMatchObject({ value: 'moved\nStaging data is ready' })
      await house.submit('ana', form.id, form.value, { p1: 'all of it', ...nobody })
      expect(await house.db.read.standupDraft.count()).toBe(0)
    })
  })
})
