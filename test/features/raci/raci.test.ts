import { describe, expect, test } from 'vitest'
import { informedOf } from '../../../src/features/raci/store/reads.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openDecisions } from '../decisions/decisions.ts'

async function openRaci(fresh: Parameters<typeof openDecisions>[0]) {
  const { house, db } = await openDecisions(fresh)
  const { id: initiative } = await db.read.initiative.findFirstOrThrow({ where: { key: 'CHK' } })
  const ids = new Map((await db.read.person.findMany()).map(({ id, name }) => [name, String(id)]))
  const id = (name: string) => ids.get(name) ?? ''
  const save = async (
    by: string,
    activity: string,
    phase: string,
    people: Partial<Record<string, string[]>>,
    of: number | null = null,
  ) =>
    house.said(
      await house.submit(
        by,
        'raci.activity',
        { initiative, activity: of },
        {
          activity,
          phase,
          ...Object.fromEntries(Object.entries(people).map(([role, names]) => [role, (names ?? []).map(id)])),
        },
      ),
    )
  /** A letter keeps its first name with it. */
  const matrix = async () => (await house.said(await house.say('cleo', '/tandem raci CHK'))).replaceAll('\u00a0', ' ')
  return { house, db, initiative, id, save, matrix }
}

onBothDatabases((database) => {
  describe('responsibilities', () => {
    test('are refused beside the field that does not hold, and nothing is saved', async () => {
      const { db, save } = await openRaci(await database.fresh())
      const two = await save('ana', 'Load test', 'build', { responsible: ['Ana'], accountable: ['Ana', 'Paul'] })
      expect(two).toContain('accountable: Ana and Paul are 2: exactly one person answers for an activity.')
      expect(await save('ana', 'Load test', 'build', {})).toMatch(
        /accountable: Name the one person[\s\S]*responsible: Name at least one/,
      )
      expect(await db.read.raciActivity.count()).toBe(0)
      await save('ana', 'Load test', 'build', { responsible: ['Paul'], accountable: ['Ana'] })
      expect(await save('ben', 'load  TEST', 'build', { responsible: ['Paul'], accountable: ['Ana'] })).toContain(
        'activity: "Load test" stands in this phase already.',
      )
      expect(await save('gus', 'Rollout', 'launch', { responsible: ['Paul'], accountable: ['Ana'] })).toContain('Saved')
      expect(await save('jonas', 'Rollout', 'launch', {})).not.toBe('')
    })

    test('stand per phase with their letters, and are changed and taken out', async () => {
      const { house, db, save, matrix } = await openRaci(await database.fresh())
      await save('ana', 'Rollout', 'launch', {
        responsible: ['Paul'],
        accountable: ['Ana'],
        consulted: ['Cleo'],
        informed: ['Finn', 'Dev'],
      })
      await save('ana', 'Load test', 'build', { responsible: ['Ana'], accountable: ['Ben'] })
      const card = await matrix()
      expect(card).toMatch(
        /Build\nLoad test: R Ana · A Ben\nLaunch\nRollout: R Paul · A Ana · C Cleo · I (Finn, Dev|Dev, Finn)/,
      )
      const { id } = await db.read.raciActivity.findFirstOrThrow({ where: { name: 'Rollout' } })
      await save('ana', 'Rollout', 'launch', { responsible: ['Uma'], accountable: ['Cleo'] }, id)
      expect(await matrix()).toContain('Rollout: R Uma · A Cleo')
      const { initiativeId: initiative } = await db.read.raciActivity.findFirstOrThrow()
      await house.submit(
        'ana',
        'raci.activity',
        { initiative, activity: id },
        { activity: 'Rollout', phase: 'launch', remove: 'true' },
      )
      expect(await house.said(await house.say('cleo', '/tandem raci CHK'))).not.toContain('Rollout')
    })

    test('are checked: grey areas, clashes, too much on one person, and what nobody owns is taken once', async () => {
      const { house, db, initiative, save, matrix } = await openRaci(await database.fresh())
      for (const name of ['a', 'b', 'c', 'd', 'e'])
        await save('ana', name, 'build', { responsible: ['Paul'], accountable: ['Ben'] })
      await save('ana', 'Load test', 'build', { responsible: ['Paul'], accountable: ['Ben'] })
      await save('ana', 'Load test', 'grow', { responsible: ['Paul'], accountable: ['Cleo'], informed: ['Paul'] })
      const { id: orphan } = await db.read.raciActivity.findFirstOrThrow({ where: { name: 'a' } })
      await db.transact((tx) => tx.raciPart.deleteMany({ where: { activityId: orphan } }))
      const { id: piece } = await db.read.deliverable.findFirstOrThrow({
        where: { initiativeId: initiative, key: 'T12' },
      })
      await db.transact((tx) => tx.deliverable.update({ where: { id: piece }, data: { ownerId: null } }))
      const said = await house.said(await house.say('uma', '/tandem raci check CHK'))
      expect(said).toContain('Launch is a grey area: no activity stands in it.')
      expect(said).toContain('"Load test" is answered for by Ben in build, Cleo in grow.')
      expect(said).toContain('Paul is asked about or told of their own work.')
      expect(said).toMatch(/nobody answers for it\. \[Take it\]/)
      expect(said).toMatch(/CHK T12 Load test \[Take it\]/)
      expect(said).not.toContain('more than 5')
      const of = { initiative, take: 'deliverable', of: piece }
      expect(await house.said(await house.press('uma', 'raci.take', of))).toBe('CHK T12 is yours.')
      expect(await house.said(await house.press('paul', 'raci.take', of))).toContain('Somebody was faster')
      expect((await db.read.deliverable.findUniqueOrThrow({ where: { id: piece } })).ownerId).toBe(
        (await house.person('Uma')).id,
      )
      await house.press('paul', 'raci.take', { initiative, take: 'activity', of: orphan })
      expect(await matrix()).toContain('a: R Paul · A Paul')
      const ben = await house.person('Ben')
      // Of others, as far as the reader may see them, the number counts.
      const { id: other } = await db.read.initiative.findFirstOrThrow({ where: { key: 'PAY' } })
      await db.transact((tx) =>
        tx.raciActivity.create({
          data: {
            initiativeId: other,
            phase: 'build',
            name: 'Reconcile',
            parts: { create: [{ personId: ben.id, role: 'accountable' }] },
          },
        }),
      )
      expect(await house.said(await house.say('uma', '/tandem raci check CHK'))).toContain(
        'Ben answers for 6 activities, more than 5, over all initiatives that you may see: b, c, d, e, Load test of CHK; 1 of PAY.',
      )
    })

    test('a side without an owner is for a member of that side', async () => {
      const { house, db, initiative } = await openRaci(await database.fresh())
      await db.transact((tx) => tx.initiative.update({ where: { id: initiative }, data: { productOwnerId: null } }))
      const of = { initiative, take: 'product', of: initiative }
      expect(await house.said(await house.press('paul', 'raci.take', of))).toContain('for a member of that side')
      await house.press('uma', 'raci.take', of)
      const { productOwnerId } = await db.read.initiative.findUniqueOrThrow({ where: { id: initiative } })
      expect(productOwnerId).toBe((await house.person('Uma')).id)
    })

    test('whoever is to be informed: of an activity, or a stakeholder who is here', async () => {
      const { db, initiative, id, save } = await openRaci(await database.fresh())
      await db.transact((tx) => tx.stakeholder.deleteMany({ where: { initiativeId: initiative } }))
      await save('ana', 'Rollout', 'launch', { responsible: ['Paul'], accountable: ['Ana'], informed: ['Finn', 'Dev'] })
      await save('ana', 'Load test', 'build', { responsible: ['Paul'], accountable: ['Ana'], informed: ['Dev'] })
      await db.transact((tx) =>
        tx.stakeholder.createMany({
          data: [
            { initiativeId: initiative, name: 'Sales', informedOf: 'dates' },
            { initiativeId: initiative, name: 'Gus', personId: Number(id('Gus')), informedOf: 'dates' },
          ],
        }),
      )
      const expected = ['Finn', 'Dev', 'Gus'].map((name) => Number(id(name))).sort((a, b) => a - b)
      expect(await informedOf(db.read, initiative)).toEqual(expected)
    })
  })
})
