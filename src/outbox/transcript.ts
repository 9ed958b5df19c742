/** The sandbox's own conversations: what Slack or Teams keep themselves. */
import type { Message } from '../chat/message.ts'
import type { Db, Prisma } from '../db.ts'

export interface TranscriptMessage {
  id: number
  conversation: string
  /** Who said it; absent for the bot. */
  account: string | null
  underId: number | null
  message: Message
  sentAt: Date
  updatedAt: Date | null
}

export interface NewMessage {
  conversation: string
  account?: string
  underId?: number
  mark?: string
  message: Message
  now: Date
}

export interface Transcript {
  /** With a mark that is there already: the message it marks, unchanged. */
  post(message: NewMessage): Promise<TranscriptMessage>
  update(id: number, message: Message, now: Date): Promise<TranscriptMessage | null>
  /** The newest ones with their threads, oldest first. */
  list(conversation: string, most: number): Promise<TranscriptMessage[]>
  findByMark(mark: string): Promise<TranscriptMessage | null>
  /** `null` where this conversation has no such message. */
  read(conversation: string, id: number): Promise<TranscriptMessage | null>
}

type Row = Omit<TranscriptMessage, 'message'> & { message: unknown }
/** Moments come back from JSON as texts. */
function revived(message: unknown): Message {
  return JSON.parse(JSON.stringify(message), (key, value) =>
    key === 'when' && typeof value === 'string' ? new Date(value) : value,
  )
}

const read = (row: Row): TranscriptMessage => ({ ...row, message: revived(row.message) })
const json = (message: Message) => message as unknown as Prisma.InputJsonValue

export function createTranscript(db: Db): Transcript {
  return {
    post: ({ message, now, ...rest }) =>
      db.transact(async (tx) => {
        const known = rest.mark ? await tx.webMessage.findUnique({ where: { mark: rest.mark } }) : null
        return read(known ?? (await tx.webMessage.create({ data: { ...rest, message: json(message), sentAt: now } })))
      }),
    update: (id, message, now) =>
      db.transact(async (tx) => {
        if (!(await tx.webMessage.findUnique({ where: { id }, select: { id: true } }))) return null
        return read(await tx.webMessage.update({ where: { id }, data: { message: json(message), updatedAt: now } }))
      }),
    async list(conversation, most) {
      const roots = await db.read.webMessage.findMany({
        where: { conversation, underId: null },
        orderBy: { id: 'desc' },
        take: most,
      })
      const replies = await db.read.webMessage.findMany({
        where: { underId: { in: roots.map(({ id }) => id) } },
        orderBy: { id: 'asc' },
      })
      return [...roots.reverse(), ...replies].map(read)
    },
    async findByMark(mark) {
      const row = await db.read.webMessage.findUnique({ where: { mark } })
      return row && read(row)
    },
    async read(conversation, id) {
      const row = await db.read.webMessage.findUnique({ where: { id, conversation } })
      return row && read(row)
    },
  }
}
