/** Generates one client per database from prisma/models.prisma. Plain JavaScript: it runs on install, before anything else can. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const models = readFileSync(join(root, 'prisma/models.prisma'), 'utf8')

for (const provider of ['sqlite', 'postgresql']) {
  const output = join(root, 'src/generated', provider)
  const schema = join(root, 'node_modules/.tandem', provider, 'schema.prisma')
  const head = `generator client {
  provider = "prisma-client"
  output   = ${JSON.stringify(output)}
  runtime  = "nodejs"
  moduleFormat = "esm"
  generatedFileExtension = "ts"
  importFileExtension = "ts"
}

datasource db {
  provider = "${provider}"
}

`
  mkdirSync(dirname(schema), { recursive: true })
  writeFileSync(schema, head + models)
  rmSync(output, { recursive: true, force: true })
  const run = spawnSync(
    process.execPath,
    [join(root, 'node_modules/prisma/build/index.js'), 'generate', '--schema', schema, '--no-hints'],
    {
      cwd: root,
      encoding: 'utf8',
      // Generating needs no native engine; this keeps Prisma from downloading one.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
  )
  if (run.status !== 0) {
    process.stderr.write(`${run.stdout}\n${run.stderr}\nThe database client for ${provider} could not be generated.\n`)
    process.exit(1)
  }
}
