/** A retro of the sample's crew, driven as people drive it. */
import type { Db } from '../../../src/db.ts'
import type { OpenHouse } from '../../support/house.ts'
import { openHouse } from '../../support/house.ts'

export const how = {
  format: 'ssc',
  columns: '',
  pace: 'press',
  meet: '14:00',
  dots: '5',
  perTheme: '3',
  suggest: 'true',
  facilitator: 'turn',
}

export type Raw = Record<string, string | string[]>

export async function openRetro(db: Db, { sample = openHouse as (db: Db) => Promise<OpenHouse> } = {}) {
  const house = await sample(db)
  // Stand-ups have tests of their own, and take most of the days that pass here.
  await db.transact(async (tx) => {
    await tx.ritual.updateMany({ where: { kind: 'standup' }, data: { active: false } })
    await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } })
  })
  const crew = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
  const people = new Map((await db.read.person.findMany()).map(({ name, id }) => [name.toLowerCase(), id]))
  const id = (account: string) => people.get(account) ?? 0
  const newest = () => db.read.retro.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const value = async (more: object = {}) => ({ retro: (await newest()).id, ...more })
  const submit = async (account: string, form: string, raw: Raw, more: object = {}) =>
    house.said(await house.submit(account, `retro.${form}`, await value(more), raw))
  const press = async (account: string, name: string, more: object = {}, channel?: string) =>
    house.said(await house.press(account, `retro.${name}`, await value(more), channel))
  const theme = async (name: string) => db.read.retroTheme.findFirstOrThrow({ where: { name } })
  return {
    house,
    db,
    crew: crew.id,
    id,
    newest,
    submit,
    press,
    theme,
    start: async (raw: Raw = {}, account = 'ana') =>
      house.said(await house.submit(account, 'retro.start', { crew: crew.id }, { ...how, ...raw })),
    write: (account: string, column: string, ...notes: string[]) =>
      submit(account, 'note', { [column]: notes.join('\n') }),
    /** Notes by their texts. */
    async notes(...texts: string[]) {
      const all = await db.read.retroNote.findMany()
      return texts.map((text) => all.find((one) => one.text === text)?.id ?? '')
    },
    async next(account = 'ana') {
      const { phase } = await newest()
      return press(account, 'next', { phase })
    },
    dots: (account: string, ...themes: number[]) =>
      submit(account, 'vote', Object.fromEntries(themes.map((one, at) => [`dot${at + 1}`, String(one)]))),
    board: async (channel = 'checkout') =>
      (await house.seen(channel)).findLast((text) => /^R-\d+ Retrospective: /.test(text)) ?? '',
    thread: (channel = 'checkout') =>
      Promise.all(
        house.posted
          .filter((one) => one.conversation === channel && one.under !== undefined)
          .map(({ message }) => house.text(message)),
      ),
  }
}

export type OpenRetro = Awaited<ReturnType<typeof openRetro>>
