/** A served sandbox on SQLite for one file of tests, and asking it as programs do that are no browsers. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type Db, openDb } from '../../../src/db.ts'
import { type ServedSandbox, serveSandbox } from '../../conformance/web.ts'
import { templates } from '../../support/template.ts'

export interface Answered {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

export interface Served {
  sandbox: ServedSandbox
  db: Db
  port: string
  /** Any header, also those that browsers keep to themselves; a connection for each. */
  ask(method: string, path: string, headers?: Record<string, string>, chunks?: string[]): Promise<Answered>
  /** What the own page sends along. */
  own(): Record<string, string>
}

/** Filled before the first test. */
export function servedSandbox(): Served {
  const own = () => ({ Origin: served.sandbox.address, 'Content-Type': 'application/json' })
  const served = { ask, own } as unknown as Served
  const folder = mkdtempSync(join(tmpdir(), 'tandem-web-'))

  beforeAll(async () => {
    const file = join(folder, 'test.db')
    copyFileSync(templates().sqlite, file)
    served.db = await openDb(`file:${file}`)
    served.sandbox = await serveSandbox(served.db)
    served.port = new URL(served.sandbox.address).port
  })

  afterAll(async () => {
    await served.sandbox.close()
    await served.db.close()
    rmSync(folder, { recursive: true, force: true })
  })

  function ask(method: string, path: string, headers: Record<string, string> = {}, chunks: string[] = []) {
    return new Promise<Answered>((resolve, reject) => {
      const asked = request(served.sandbox.address + path, { method, headers, agent: false }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk) => {
          text += chunk
          // An event stream has no end of its own.
          if (response.headers['content-type'] === 'text/event-stream') asked.destroy()
        })
        response.on('close', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
      })
      asked.on('error', reject)
      for (const chunk of chunks) asked.write(chunk)
      asked.end()
    })
  }

  return served
}
