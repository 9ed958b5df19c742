/** A websocket server of the tests' own: as much of RFC 6455 as Socket Mode needs. */
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'

export interface TestSocket {
  url: string
  /** Sends an envelope and waits for its acknowledgement. */
  ask(envelope: { envelope_id: string } & Record<string, unknown>): Promise<Record<string, unknown>>
  connected(): Promise<void>
  close(): Promise<void>
}

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 }

export async function openSocket(): Promise<TestSocket> {
  const waiting = new Map<string, (answer: Record<string, unknown>) => void>()
  const sockets: Socket[] = []
  let greeted = () => {}
  const connected = new Promise<void>((done) => {
    greeted = done
  })

  const server = createServer()
  server.on('upgrade', (request, socket: Socket) => {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    sockets.push(socket)
    socket.on('error', () => {})
    let rest = Buffer.alloc(0)
    socket.on('data', (data) => {
      rest = Buffer.concat([rest, data])
      for (let frame = frameOf(rest); frame; frame = frameOf(rest)) {
        rest = rest.subarray(frame.length)
        if (frame.opcode === opcodes.ping) write(socket, opcodes.pong, frame.payload)
        if (frame.opcode === opcodes.close) socket.end()
        if (frame.opcode !== opcodes.text) continue
        const answer = JSON.parse(frame.payload.toString())
        waiting.get(answer.envelope_id)?.(answer)
      }
    })
    write(socket, opcodes.text, Buffer.from(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: {} })))
    greeted()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as { port: number }

  return {
    url: `ws://127.0.0.1:${port}/link`,
    connected: () => connected,
    ask(envelope) {
      const answered = new Promise<Record<string, unknown>>((resolve) => waiting.set(envelope.envelope_id, resolve))
      const socket = sockets.at(-1)
      if (socket) write(socket, opcodes.text, Buffer.from(JSON.stringify(envelope)))
      return answered
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function write(socket: Socket, opcode: number, payload: Buffer): void {
  const head = payload.length < 126 ? Buffer.from([0x80 | opcode, payload.length]) : Buffer.alloc(4)
  if (payload.length >= 126) {
    head.set([0x80 | opcode, 126])
    head.writeUInt16BE(payload.length, 2)
  }
  socket.write(Buffer.concat([head, payload]))
}

/** What a client sends is masked. */
function frameOf(data: Buffer): { opcode: number; payload: Buffer; length: number } | undefined {
  if (data.length < 6) return undefined
  let size = (data[1] ?? 0) & 0x7f
  let at = 2
  if (size === 126) {
    size = data.readUInt16BE(2)
    at = 4
  } else if (size === 127) {
    if (data.length < 14) return undefined
    size = Number(data.readBigUInt64BE(2))
    at = 10
  }
  const length = at + 4 + size
  if (data.length < length) return undefined
  const mask = data.subarray(at, at + 4)
  const payload = Buffer.from(data.subarray(at + 4, length).map((byte, index) => byte ^ (mask[index % 4] ?? 0)))
  return { opcode: (data[0] ?? 0) & 0x0f, payload, length }
}
