import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/template.ts'],
    reporters: ['default', './test/support/reporter.ts'],
    testTimeout: 90_000,
    hookTimeout: 180_000,
    // What happens beside a request may take its time on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    // Two cores, and every database test is a process of its own.
    maxWorkers: 2,
    // Loading the product anew for each file took as long as running its tests. No test changes what another one loads.
    isolate: false,
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
})
