import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function atWork() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const ids = async (...names: string[]) =>
      Promise.all(names.map(async (name) => String((await house.person(name)).id)))
    const name = async (account: string, people: string[], finance: string[]) =>
      house.said(
        await house.submit(
          account,
          'setup.admins',
          {},
          { people: await ids(...people), finance: await ids(...finance) },
        ),
      )
    const told = (account: string) => house.posted.filter(({ conversation }) => conversation === `dm-${account}`)
    return { ...house, ids, name, told }
  }

  describe('admins and finance', () => {
    test('everybody sees who they are, an admin opens the form with them in it', async () => {
      const house = await atWork()
      const said = await house.said(await house.say('ana', '/tandem admins'))
      expect(said).toContain('Organization admins: Ben')
      expect(said).toContain('Finance: Finn')
      const opened = await house.say('ben', '/tandem admins')
      if (opened.do !== 'open') throw new Error('no form')
      const [ben, finn] = (await house.ids('Ben', 'Finn')).map(Number)
      expect(opened.form.inputs).toMatchObject({ people: { value: [ben] }, finance: { value: [finn] } })
    })

    test('whoever is named is told once in their day message, and nobody who was named before', async () => {
      const house = await atWork()
      expect(await house.name('ben', ['Ben'], ['Finn', 'Gus'])).toBe(
        'Saved: you are the only admin; 2 people for finance.',
      )
      await house.name('ben', ['Ben', 'Hanna'], ['Finn', 'Gus'])
      await house.to('2026-11-24', '12:00')
      const text = async (account: string) =>
        (await Promise.all(house.told(account).map(({ message }) => house.text(message)))).join('\n')
      expect(await text('gus')).toContain('Ben named you for finance in Tandem.')
      expect((await text('gus')).match(/named you/g)).toHaveLength(1)
      expect(await text('gus')).toContain('/tandem rates')
      expect(await text('hanna')).toContain('Ben named you an organization admin of Tandem.')
      expect(await text('finn')).not.toContain('named you')
      expect(await text('ben')).not.toContain('named you')
    })

    test('taken back before it was told, nothing is told', async () => {
      const house = await atWork()
      await house.name('ben', ['Ben'], ['Finn', 'Gus'])
      expect(await house.name('ben', ['Ben'], [])).toBe('Saved: you are the only admin; nobody for finance.')
      await house.to('2026-11-24', '12:00')
      expect(house.told('gus')).toHaveLength(0)
      expect((await house.person('Finn')).finance).toBe(false)
      expect(await house.said(await house.say('ana', '/tandem admins'))).toContain('Nobody is named for finance.')
    })

    test('a guest cannot be finance, and only an admin names anybody', async () => {
      const house = await atWork()
      const gus = await house.person('Gus')
      await house.db.transact((tx) => tx.identity.updateMany({ where: { personId: gus.id }, data: { guest: true } }))
      expect(await house.name('ben', ['Ben'], ['Gus'])).toContain('finance: Gus is a guest')
      expect(await house.name('finn', ['Finn'], ['Finn'])).toContain('Only an organization admin can name others.')
      expect((await house.person('Finn')).admin).toBe(false)
    })
  })
})
