/** Starts Tandem; bundles first when a source is newer than the bundle, so that what starts is what is there. */
import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bundle = join(root, 'dist/main.js')

function newest(folder) {
  return Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs
    }),
  )
}

const built = statSync(bundle, { throwIfNoEntry: false })?.mtimeMs ?? 0
if (built < newest(join(root, 'src'))) await import('./build.js')
await import(bundle)
