/** Checkout looks back: half way through, with notes of both sides in themes, and some dots on them. */
import type { RawValues } from '../chat/form.ts'
import type { Chat, Origin } from '../chat/ports.ts'
import type { Db } from '../db.ts'
import { installation } from '../platforms/web/people.ts'

/** By column: start, stop, continue. */
const notes: Record<string, RawValues> = {
  ana: { c1: 'Agree on the pilot stores before the sprint', c3: 'Reserve reviewed together every Tuesday' },
  ben: { c2: 'Scope changes on the last day of a sprint' },
  paul: { c1: 'Sandbox keys before we start on a provider', c2: 'Changing scope on the last day of the sprint' },
  cleo: { c1: 'Show shoppers’ answers to the whole crew', c3: 'Eight shoppers a week' },
  dev: { c1: 'Agree on pilot stores before a sprint begins', c2: 'Dates promised to sales before the plan has them' },
  uma: { c3: 'Short stand-ups', c1: 'Write down what an experiment should show' },
}

const themes: [name: string, words: RegExp][] = [
  ['Pilot stores are agreed on first', /pilot stores/i],
  ['Scope changes late in a sprint', /last day of/i],
  ['What shoppers say reaches everybody', /shoppers|experiment/i],
]

/** Through the same door as everybody's. Once, after the history is there. */
export async function lookBackSample(chat: Pick<Chat, 'submit' | 'press'>, db: Db): Promise<void> {
  const crew = await db.read.crew.findFirst({ where: { name: 'Checkout', organization: { sample: true } } })
  if (!crew || (await db.read.retro.count({ where: { crewId: crew.id } })) > 0) return
  const as = (account: string): Origin => ({ platform: 'web', installation, account })
  const how = { format: 'ssc', pace: 'days', meet: '14:00', dots: '5', perTheme: '3', suggest: 'true' }
  await chat.submit(as('ana'), 'retro.start', { crew: crew.id }, { ...how, facilitator: 'turn' })
  const retro = await db.read.retro.findFirst({ where: { crewId: crew.id } })
  if (!retro) return
  const value = { retro: retro.id }
  for (const [account, raw] of Object.entries(notes)) await chat.submit(as(account), 'retro.note', value, raw)
  await chat.press(as('ana'), 'retro.next', { ...value, phase: 'collect' })
  const written = await db.read.retroNote.findMany({ where: { retroId: retro.id }, orderBy: { id: 'asc' } })
  for (const [name, words] of themes) {
    const of = written.filter(({ text }) => words.test(text)).map(({ id }) => id)
    await chat.submit(as('ana'), 'retro.group', value, { name, notes: of })
  }
  await chat.press(as('ana'), 'retro.next', { ...value, phase: 'group' })
  const made = await db.read.retroTheme.findMany({ where: { retroId: retro.id }, orderBy: { position: 'asc' } })
  const [stores, scope] = made.map(({ id }) => String(id))
  for (const [account, on] of [
    ['paul', [scope, scope, stores]],
    ['cleo', [stores, stores]],
  ] as const) {
    const dots = on.map((theme, at) => [`dot${at + 1}`, theme ?? ''])
    await chat.submit(as(account), 'retro.vote', value, Object.fromEntries(dots))
  }
}
