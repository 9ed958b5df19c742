/** The last lines of a run: what was skipped and why, and how many passed. Under CI nothing may be skipped. */
import type { Reporter, TestModule } from 'vitest/node'
import { chromiumPath } from './chromium.ts'

export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const broken = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0,
    ).length
    const reasons = [
      ...(process.env.TEST_POSTGRES_URL
        ? []
        : ['PostgreSQL (set TEST_POSTGRES_URL=postgresql://user@host:5432/database to run it)']),
      ...(chromiumPath ? [] : ['browser (no Chromium found; set CHROMIUM_PATH or install one)']),
    ]
    const skipped = count('skipped')
    process.stdout.write(reasons.length ? `\nSkipped: ${reasons.join('; ')}\n` : '\nSkipped: nothing\n')
    if (process.env.CI === 'true' && (skipped > 0 || reasons.length > 0)) {
      process.stdout.write('Under CI nothing may be skipped: this run fails.\n')
      process.exitCode = 1
    }
    process.stdout.write(`${count('passed')} passed, ${count('failed') + broken} failed, ${skipped} skipped\n`)
  }
}
