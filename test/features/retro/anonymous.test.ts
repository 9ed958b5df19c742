import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/db.ts'
import { joined } from '../../../src/features/linking/feature/persons.ts'
import { createTokens } from '../../../src/features/retro/feature/tokens.ts'
import { createVault } from '../../../src/vault.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { type OpenRetro, openRetro } from './retros.ts'

/** Who writes what: the same texts in another hand. */
type Hands = Record<string, [column: string, note: string]>
const crew = ['ana', 'ben', 'paul', 'cleo', 'dev', 'uma']
const texts: [string, string][] = [
  ['c1', 'SECRET we should pair on reviews'],
  ['c1', 'SECRET pairing on every review'],
  ['c2', 'SECRET meetings without an agenda'],
  ['c2', 'SECRET the sponsor changes priorities'],
  ['c3', 'SECRET demos on Friday'],
  ['c3', 'SECRET lunch together'],
]
const hands = (turned: number): Hands =>
  Object.fromEntries(crew.map((account, at) => [account, texts[(at + turned) % texts.length] as [string, string]]))

/** Random ids and tokens become one word each, so that two houses can be compared. */
const unrandom = (text: string) =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'uuid')
    .replace(/\b[0-9a-f]{64}\b/g, 'token')
    .replace(/"tokenKey":"[^"]*"/g, '"tokenKey":"key"')

const asText = (value: unknown) => JSON.stringify(value, (_key, one) => (typeof one === 'bigint' ? String(one) : one))

const schema = readFileSync(join(import.meta.dirname, '../../../prisma/models.prisma'), 'utf8')
const tables = [...schema.matchAll(/^model (\w+)/gm)].map(([, name = '']) => name)

/** Every row of every table there is. */
async function everyRow(db: Db): Promise<string[]> {
  const rows: string[] = []
  for (const name of tables) {
    const delegate = name.charAt(0).toLowerCase() + name.slice(1)
    const table = (db.read as unknown as Record<string, { findMany(): Promise<unknown[]> }>)[delegate]
    if (!table) throw new Error(`${name} cannot be read`)
    for (const row of await table.findMany()) rows.push(`${name} ${asText(row)}`)
  }
  return rows
}

/** Machine time is in leases and done jobs, and tells nothing that product time does not. */
const comparable = (rows: string[]) =>
  rows
    .map((row) =>
      unrandom(row).replace(
        /"(createdAt|leaseUntil|doneAt|sentAt|lastActedAt|updatedAt|at|drawnAt|seenAt|triedAt|checkedAt|dueAt|nextAt|mark)":"[^"]*"/g,
        '"$1":"time"',
      ),
    )
    .sort()

async function written(one: OpenRetro, who: Hands) {
  for (const [account, [column, note]] of Object.entries(who))
    expect(await one.write(account, column, note)).toContain('Your note is in.')
}

async function throughVote(one: OpenRetro) {
  expect(await one.next()).toBe('Collect is over.')
  const notes = await one.notes(...texts.map(([, text]) => text))
  await one.submit('ana', 'group', { name: 'Reviews', notes: notes.slice(0, 2) })
  await one.submit('ana', 'group', { name: 'The rest', notes: notes.slice(2) })
  await one.next()
  const { id } = await one.theme('Reviews')
  for (const account of crew) await one.dots(account, id, id)
  expect(await one.next()).toBe('Vote is over.')
  return id
}

async function toTheEnd(one: OpenRetro, who: Hands) {
  const theme = await throughVote(one)
  for (const [account, [, note]] of Object.entries(who))
    await one.house.submit(account, 'retro.comment', { theme }, { text: `said ${note}` })
  await one.next()
  await one.submit('ana', 'act', { text: 'Book an hour', owner: String(one.id('dev')), due: '2026-12-01' })
  expect(await one.next()).toBe('R-1 is closed.')
}

test('the key is sealed for its retro alone: with another secret, or for another one, it does not open', () => {
  const [ours, theirs] = [createVault('a secret of ours, long enough'), createVault('another one, long enough too')]
  const tokens = createTokens(ours)
  const tokenKey = tokens.key(7)
  const retro = { id: 7, tokenKey }
  const token = tokens.of(retro, 1, 'note')
  expect(token).toMatch(/^[0-9a-f]{64}$/)
  expect(createTokens(ours).of(retro, 1, 'note')).toBe(token)
  expect(tokens.of(retro, 1, 'another note')).not.toBe(token)
  expect(tokens.of(retro, 2, 'note')).not.toBe(token)
  expect(tokens.of({ id: 7, tokenKey: null }, 1, 'note')).toBeNull()
  expect(() => tokens.of({ id: 8, tokenKey }, 1, 'note')).toThrow()
  expect(() => createTokens(theirs).of(retro, 1, 'note')).toThrow()
  expect(() => createTokens(undefined).of(retro, 1, 'note')).toThrow('TANDEM_SECRET is missing')
})

onBothDatabases((database) => {
  const open = async () => openRetro((await database.fresh()).db)

  async function held(who: Hands) {
    const one = await open()
    await one.start({ anonymous: 'true' })
    await written(one, who)
    await toTheEnd(one, who)
    return one
  }

  describe('an anonymous retro', { timeout: 180_000 }, () => {
    test('who wrote what makes no difference to any row, any message, any line of the log, any file', async () => {
      const [one, two] = [await held(hands(0)), await held(hands(1))]
      expect(comparable(await everyRow(one.db))).toEqual(comparable(await everyRow(two.db)))
      const outgoing = async ({ house }: OpenRetro) =>
        (
          await Promise.all(
            house.posted.map(
              async ({ conversation, message, updates }) => `${conversation} ${updates} ${await house.text(message)}`,
            ),
          )
        )
          // Notes stand in the order of their random ids.
          .map((text) => text.split('\n').sort().join('\n'))
          .sort()
      expect(await outgoing(one)).toEqual(await outgoing(two))
      for (const as of ['md', 'csv']) {
        const file = async (of: OpenRetro) => (await of.press('uma', 'export', { as })).split('\n').sort()
        expect(await file(one)).toEqual(await file(two))
        expect((await file(one)).join()).toContain('SECRET')
      }
      expect([one.house.lines, two.house.lines]).toEqual([[], []])
    })

    test('after the close no row leads from a note to any member, and no other row holds a word of it', async () => {
      const one = await open()
      await one.start({ anonymous: 'true' })
      await written(one, hands(0))
      const key = Buffer.from((await one.newest()).tokenKey?.split(' ')[1] ?? '', 'base64')
      expect(key).toHaveLength(32)
      const before = await one.db.read.retroNote.findMany()
      await toTheEnd(one, hands(0))
      const rows = await everyRow(one.db)
      const own = (row: string) => /^Retro(Note|Comment|Theme) /.test(row)
      expect(rows.filter((row) => row.includes('SECRET') && !own(row))).toEqual([])
      const notes = await one.db.read.retroNote.findMany()
      const comments = await one.db.read.retroComment.findMany()
      expect(notes).toHaveLength(6)
      expect(comments).toHaveLength(6)
      for (const { authorId, token } of [...notes, ...comments]) expect([authorId, token]).toEqual([null, null])
      for (const { at } of comments) expect(at).toBeNull()
      for (const { id } of [...notes, ...comments])
        expect(rows.filter((row) => row.includes(id) && !own(row))).toEqual([])
      expect((await one.newest()).tokenKey).toBeNull()
      // Not even with the key that is gone: no token of anybody is anywhere.
      const everything = rows.join('\n')
      for (const account of [...crew, 'finn']) {
        for (const { id } of [...notes, ...before]) {
          const token = createHmac('sha256', key)
            .update(`person ${one.id(account)} note ${id}`)
            .digest('hex')
          expect(everything).not.toContain(token)
        }
        expect(await one.press(account, 'mine')).toContain('The key of R-1 is destroyed')
      }
    })

    test('while it runs: one’s own notes are found, another’s neither shown nor changed nor deleted', async () => {
      const one = await open()
      await one.start({ anonymous: 'true' })
      await written(one, hands(0))
      expect(await one.press('ana', 'mine')).toContain('SECRET we should pair on reviews')
      expect(await one.press('cleo', 'mine')).not.toContain('pair on reviews')
      const [note = ''] = await one.notes('SECRET we should pair on reviews')
      expect(await one.press('cleo', 'delete', { note })).toContain('not yours')
      expect(await one.submit('cleo', 'edit', { column: 'c1', text: 'x' }, { note })).toContain('not yours')
      expect(await one.submit('ana', 'edit', { column: 'c2', text: 'SECRET changed' }, { note })).toContain('changed')
      expect(await one.press('ana', 'delete', { note })).toContain('deleted')
      expect(await one.board()).toContain('5 of 6 have written')
      expect(JSON.stringify(one.house.posted)).not.toContain('SECRET')
      const rows = await everyRow(one.db)
      expect(rows.filter((row) => row.includes('SECRET') && !row.startsWith('RetroNote '))).toEqual([])
    })

    test('who wrote is counted by side only once three of each side have; two people who wrote stay unread', async () => {
      const one = await open()
      await one.start({ anonymous: 'true' })
      await one.write('ana', 'c1', 'SECRET one')
      await one.write('cleo', 'c1', 'SECRET two')
      expect(await one.board()).toContain('2 of 6 have written\n')
      expect(await one.board()).toContain('0 of 6 are ready (project 0 of 3, product 0 of 3)')
      expect(await one.next()).toContain('Only 2 people have written.')
      for (const account of ['ben', 'paul', 'dev']) await one.write(account, 'c1', `SECRET ${account}`)
      expect(await one.board()).toContain('5 of 6 have written\n')
      await one.write('uma', 'c1', 'SECRET uma')
      expect(await one.board()).toContain('6 of 6 have written (project 3 of 3, product 3 of 3)')
    })

    test('two who wrote stay unread at every deadline: put off twice, then called off, and their notes are deleted', async () => {
      const one = await open()
      await one.start({ anonymous: 'true', pace: 'live' })
      await one.write('ana', 'c1', 'SECRET one')
      await one.write('cleo', 'c1', 'SECRET two')
      await one.house.to('2026-11-23', '06:59')
      expect(await one.newest()).toMatchObject({ phase: 'collect' })
      await one.house.to('2026-11-23', '07:00')
      expect(await one.newest()).toMatchObject({ phase: 'skipped', tokenKey: null })
      expect(await one.db.read.retroNote.count()).toBe(0)
      expect(JSON.stringify(one.house.posted)).not.toContain('SECRET')
    })

    test('raised after the start: names leave what was written, its author still finds it; never lowered', async () => {
      const one = await open()
      await one.start()
      await written(one, hands(0))
      expect(await one.press('cleo', 'anonymous')).toContain('is run by Ana')
      expect(await one.press('ana', 'anonymous')).toContain('R-1 is anonymous from now on.')
      const notes = await one.db.read.retroNote.findMany()
      expect(notes.every(({ authorId, token }) => authorId === null && token !== null)).toBe(true)
      expect(new Set(notes.map(({ token }) => token)).size).toBe(6)
      expect(await one.press('ana', 'mine')).toContain('SECRET we should pair on reviews')
      expect(await one.press('ben', 'mine')).not.toContain('we should pair on reviews')
      expect(await one.press('ana', 'anonymous')).toContain('anonymous already, and stays so')
      expect(await one.board()).toContain('without a name and without a side')
      await toTheEnd(one, hands(0))
      expect(
        (await one.db.read.retroNote.findMany()).every(({ authorId, token }) => authorId === null && token === null),
      ).toBe(true)
    })

    test('too late once names were read; too few to be unnamed among themselves', async () => {
      const one = await open()
      await one.start()
      await one.write('ana', 'c1', 'One')
      await one.next()
      expect(await one.press('ana', 'anonymous')).toContain('cannot be unread')
      await one.press('ana', 'skip')
      await one.db.transact((tx) =>
        tx.member.updateMany({
          where: { crewId: one.crew, personId: { notIn: [one.id('ana'), one.id('cleo')] } },
          data: { part: 'watches' },
        }),
      )
      expect(await one.start({ anonymous: 'true' })).toMatch(/^anonymous: Only 2 take part/)
    })

    test('comments come out three at a time, so that no edit tells who has just written', async () => {
      const one = await open()
      await one.start({ anonymous: 'true' })
      await written(one, hands(0))
      const theme = await throughVote(one)
      const say = async (account: string, text: string) =>
        one.house.said(await one.house.submit(account, 'retro.comment', { theme }, { text }))
      const edits = () => one.house.posted.filter(({ under }) => under).reduce((sum, { updates }) => sum + updates, 0)
      const before = edits()
      expect(await say('ana', 'SAID first')).toContain('together with what others say')
      await say('cleo', 'SAID second')
      expect((await one.thread()).join()).not.toContain('SAID')
      expect(edits()).toBe(before)
      expect(await say('dev', 'SAID third')).toContain('without your name')
      for (const text of ['SAID first', 'SAID second', 'SAID third'])
        expect((await one.thread()).join('\n')).toContain(`- ${text}`)
      await say('uma', 'SAID fourth')
      expect((await one.thread()).join()).not.toContain('SAID fourth')
      await one.next()
      expect((await one.thread()).join()).toContain('SAID fourth')
    })

    test('typed in the open it is not taken, and its author is told to delete it', async () => {
      const one = await open()
      await one.start({ anonymous: 'true' })
      const { house } = one
      const say = async (line: string, channel?: string) => house.said(await house.say('ana', line, channel))
      for (const line of [
        '@Tandem Start: SECRET pairing',
        '@Tandem I want SECRET pairing',
        '/tandem retro note SECRET pairing',
      ]) {
        const said = await say(line, 'checkout')
        expect(said).toContain('It was not taken. Delete your message')
        expect(said).not.toContain('SECRET')
      }
      expect(await one.db.read.retroNote.count()).toBe(0)
      // A command that was mistyped is still one, and what is written in person is offered back.
      expect(await say('@Tandem retr', 'checkout')).toContain('Did you mean')
      expect(await house.said(await house.write('ana', 'We should be pairing more'))).toContain(
        'Nothing has been taken yet',
      )
      expect(await say('/tandem retro note pairing more')).toBe('form retro.note')
      expect(await one.db.read.retroNote.count()).toBe(0)
      expect(JSON.stringify(house.posted)).not.toContain('SECRET')
    })

    test('two accounts of one person: their notes are theirs under either, also without a name', async () => {
      const one = await open()
      await one.start({ anonymous: 'true' })
      await written(one, hands(0))
      await one.db.transact(async (tx) => {
        const facts = await joined(tx, one.id('ana'), one.id('ben'))
        await one.house.app.chat.apply(tx, { facts }, one.house.clock.now())
      })
      const mine = await one.press('ana', 'mine')
      expect(mine).toContain('SECRET we should pair on reviews')
      expect(mine).toContain('SECRET pairing on every review')
      expect(await one.board()).toContain('5 of 5 have written')
    })
  })
})
