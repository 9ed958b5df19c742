/** A program of ours as one file, as `npm run build` makes it: loading sources one by one is most of every start. */
import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

export async function bundle(entry: string, { sdks = false, root = join(import.meta.dirname, '..', '..') } = {}) {
  const file = join(root, 'dist', `${basename(entry, '.ts')}-${process.pid}-${Date.now()}.mjs`)
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    external: [
      ...['better-sqlite3', '@prisma/*', 'pg', 'date-holidays', '@resvg/*'],
      // A process that loads both platforms' in any case has them in one file: it starts in two thirds of the time.
      ...(sdks ? [] : ['botbuilder', '@slack/*']),
    ],
    banner: {
      js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);",
    },
  })
  return { file, remove: () => rmSync(file, { force: true }) }
}
