/** Programs under measurement, each a process of its own; what they cost to start and to keep. */
import { execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signingSecret } from './load.ts'

export interface Running {
  port: number
  /** Milliseconds of processor time it has used; 0 where the system does not say. */
  cpu(): number
  stop(): Promise<void>
}

export async function run(file: string, databaseUrl: string, apiUrl: string, flags: string[] = []): Promise<Running> {
  const child = fork(file, [databaseUrl, apiUrl, signingSecret], {
    execArgv: flags,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const [{ port }] = (await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error(`${file} ended`))),
  ])) as [{ port: number }]
  return {
    port,
    cpu: () => cpuOf(child.pid),
    async stop() {
      child.disconnect()
      await ended
    },
  }
}

/** Of Linux's account of a process, in hundredths of a second: its own time, and the system's for it. */
function cpuOf(pid: number | undefined): number {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return 0
  const [, fields = ''] = readFileSync(file, 'utf8').split(') ')
  const [own, system] = fields.split(' ').slice(11, 13).map(Number)
  return ((own ?? 0) + (system ?? 0)) * 10
}

export interface Cost {
  startMs: number
  megabytes: number
}

const readyWords = / is open at | listens on /

/** From the start of the process to the sentence that says it listens; memory after it had nothing to do for a while. */
export async function costOf(main: string, settings: Record<string, string>): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  const environment = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', HOST: '127.0.0.1', ...settings }
  const env = { ...environment, DATABASE_URL: `file:${join(folder, 'tandem.db')}` }
  try {
    // The first start migrates the database; what is measured is every other one.
    await started(main, env)
    return await started(main, env)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function started(main: string, env: NodeJS.ProcessEnv): Promise<Cost> {
  const began = performance.now()
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (data) => {
      if (readyWords.test(String(data))) resolve()
    })
    child.on('exit', (code) => reject(new Error(`It ended with ${code}`)))
  })
  await ready
  const startMs = performance.now() - began
  await new Promise((resume) => setTimeout(resume, 2_000))
  const kilobytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' }))
  child.kill('SIGTERM')
  await ended
  return { startMs, megabytes: kilobytes / 1024 }
}
