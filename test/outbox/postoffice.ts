/** An outbox with a platform that does as the test says, over a crew with two channels and one person. */
import type { Card, Effect } from '../../src/chat/feature.ts'
import type { Message } from '../../src/chat/message.ts'
import { plainText } from '../../src/chat/plain.ts'
import type { Destination, Limit, Sender } from '../../src/chat/ports.ts'
import { sentence } from '../../src/chat/say.ts'
import type { Db } from '../../src/db.ts'
import { createLog } from '../../src/log.ts'
import { createOutbox } from '../../src/outbox/outbox.ts'
import { destinationOf } from '../../src/people/identities.ts'

export interface Sending {
  what: 'send' | 'update'
  where: string
  text: string
  mark?: string
  under?: string
}

export const digest: Card = { kind: 'test.digest', key: '1' }
export const reply: Card = { kind: 'test.reply', key: '1' }

export async function openPostOffice(db: Db) {
  // Rows are due from the moment they are written, by the real clock.
  const machine = { now: new Date(Date.now() + 60_000) }
  const sendings: Sending[] = []
  const lines: string[] = []
  /** What a card says now; the outbox holds no text. */
  const words = new Map<string, string | null>()
  const { crewId, personId, channels } = await db.transact(async (tx) => {
    const organization = await tx.organization.create({ data: { name: 'Northwind' } })
    const owned = { organizationId: organization.id }
    const installation = await tx.installation.create({
      data: { ...owned, platform: 'web', externalId: 'sandbox', name: 'Sandbox' },
    })
    const person = await tx.person.create({ data: { ...owned, name: 'Ana', zone: 'Europe/Berlin' } })
    await tx.identity.create({
      data: { ...owned, personId: person.id, installationId: installation.id, externalId: 'ana' },
    })
    const crew = await tx.crew.create({
      data: { ...owned, name: 'Checkout', zone: 'Europe/Berlin', createdById: person.id },
    })
    const made = []
    for (const externalId of ['first', 'second']) {
      const data = { ...owned, installationId: installation.id, externalId, name: externalId, crewId: crew.id }
      made.push(await tx.channel.create({ data }))
    }
    return { crewId: crew.id, personId: person.id, channels: made }
  })

  /** What the platform does before it says yes; tests replace it. */
  const platform = {
    send: async (_to: Destination, _mark: string): Promise<void> => {},
    update: async (): Promise<void> => {},
  }

  /** A process: its own platform connection, and database where that fails too. */
  interface Process {
    find?: Sender['find']
    draw?: (card: Card) => Promise<Message | null>
    connected?: () => boolean
    database?: Db
    pace?: Limit[]
    machineNow?: () => Date
  }

  function openOutbox(process: Process = {}) {
    const { find, draw, connected = () => true, database = db, pace = [], machineNow = () => machine.now } = process
    const text = (message: Message) => plainText(message, { name: String, zone: 'UTC' })
    const sender: Sender = {
      name: 'web',
      pace,
      async send(to, message, { mark, under }) {
        await platform.send(to, mark)
        const where = to.channel ?? to.account ?? ''
        sendings.push({ what: 'send', where, text: text(message), mark, ...(under && { under }) })
        return `${where}:${mark}`
      },
      async update(to, ref, message) {
        await platform.update()
        sendings.push({ what: 'update', where: to.channel ?? to.account ?? '', text: text(message), mark: ref })
      },
      ...(find && { find }),
    }
    return createOutbox({
      db: database,
      senders: () => (connected() ? [sender] : []),
      destinationOf,
      draw:
        draw ??
        (async ({ kind, key }) => {
          const said = words.get(`${kind} ${key}`)
          return said === null ? null : sentence(said ?? `${kind} ${key}`)
        }),
      log: createLog({ level: 'warn', write: (line) => lines.push(line) }),
      machineNow,
      random: () => 0.5,
    })
  }

  const outbox = openOutbox()
  return {
    db,
    crewId,
    personId,
    channels,
    machine,
    sendings,
    lines,
    words,
    platform,
    outbox,
    openOutbox,
    put: (effects: Effect[]) => db.transact((tx) => outbox.put(tx, null, effects, machine.now)),
    pass: async (seconds: number) => {
      machine.now = new Date(machine.now.getTime() + seconds * 1000)
      await outbox.drain()
    },
    deliveries: () => db.read.delivery.findMany({ orderBy: { id: 'asc' } }),
  }
}

export type PostOffice = Awaited<ReturnType<typeof openPostOffice>>
