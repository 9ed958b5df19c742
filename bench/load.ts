/** Signed slash commands, several at a time, as many as are answered. */
import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'

export const signingSecret = 'a-signing-secret-of-the-benchmark'
const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export interface Load {
  /** Answers a second. */
  rate: number
  /** Milliseconds that half of them, and 99 of 100, took at most. */
  median: number
  worst: number
  count: number
}

export interface Loading {
  port: number
  text: string
  accounts: string[]
  ms: number
  /** At a time. */
  many?: number
}

export async function load({ port, text, accounts, ms, many = 16 }: Loading): Promise<Load> {
  const took: number[] = []
  const began = performance.now()
  const until = began + ms
  await Promise.all(
    Array.from({ length: many }, async (_, index) => {
      const account = accounts[index % accounts.length] ?? ''
      while (performance.now() < until) {
        const from = performance.now()
        await post(port, account, text)
        took.push(performance.now() - from)
      }
    }),
  )
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor(took.length * share)] ?? 0
  return {
    rate: (took.length / (performance.now() - began)) * 1000,
    median: at(0.5),
    worst: at(0.99),
    count: took.length,
  }
}

function post(port: number, account: string, text: string): Promise<void> {
  const body = new URLSearchParams({
    command: '/tandem',
    text,
    team_id: 'T0',
    user_id: account,
    channel_id: 'C0',
    channel_name: 'checkout',
    trigger_id: '1.1',
    response_url: 'http://127.0.0.1:9/none',
  }).toString()
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': Buffer.byteLength(body),
    'X-Slack-Request-Timestamp': timestamp,
    'X-Slack-Signature': `v0=${signature}`,
  }
  return new Promise((resolve, reject) => {
    const sent = request(
      { port, host: '127.0.0.1', path: '/slack/events', method: 'POST', agent, headers },
      (answer) => {
        let bytes = 0
        answer.on('data', (part: Buffer) => {
          bytes += part.length
        })
        answer.on('end', () => {
          // An empty answer is one that came too late, and goes elsewhere.
          if (answer.statusCode === 200 && bytes > 0) resolve()
          else reject(new Error(`Answered ${answer.statusCode} with ${bytes} bytes`))
        })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
