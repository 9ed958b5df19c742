/** Writes as many rows at a time as it can and tells its parent of each that was answered; some works throw. Until it is killed. */
import { openDb } from '../../src/db.ts'

const [url = '', run = ''] = process.argv.slice(2)
const db = await openDb(url)
let count = 0
async function writeOn(): Promise<void> {
  for (;;) {
    count += 1
    const name = `${run} ${count}${count % 7 ? '' : ' thrown'}`
    const written = await db
      .transact(async (tx) => {
        await tx.setting.create({ data: { name, value: '' } })
        if (name.endsWith('thrown')) throw new Error('thrown')
        return true
      })
      .catch(() => false)
    if (written) process.send?.(name)
    // Whoever waits for the parent, too.
    await new Promise((resume) => setImmediate(resume))
  }
}
await Promise.all(Array.from({ length: 12 }, writeOn))
