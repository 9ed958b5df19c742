/** Initiatives for a conversation to be about, made as people make them: by pasting. */
import type { ConformancePlatform, Seen } from '../client.ts'

export async function pasted(chat: ConformancePlatform, rows: string[], who = 'ana'): Promise<Seen> {
  const form = await chat.as(who).say('direct', '/tandem plan import')
  return form.send({ Rows: rows.join('\n') })
}

/** Of the Checkout crew, owned by Ana and Cleo. `plan`: "T1,Address form,5,". */
export async function made(chat: ConformancePlatform, key: string, name: string, plan: string[] = []): Promise<void> {
  await pasted(chat, [
    'key,name,phase,crew,project owner,product owner,budget,benefit',
    `${key},${name},build,Checkout,Ana,Cleo,120000,210000`,
  ])
  if (plan.length) await pasted(chat, ['initiative,key,name,likely,after', ...plan.map((row) => `${key},${row}`)])
}

export const planOf = (chat: ConformancePlatform, key: string, who = 'ana') =>
  chat.as(who).say('direct', `/tandem plan ${key}`)
