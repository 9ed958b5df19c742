/** What every card must keep, whoever draws it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { expect } from 'vitest'
import { limits } from '../../src/platforms/teams/limits.ts'
import { elementsOf } from './teams-cards.ts'
import type { Activity } from './teams-connector.ts'

const schemaFile = join(import.meta.dirname, '../../../shared/schemas/adaptive-card-1.5.json')
const validate = existsSync(schemaFile) ? compiled() : undefined

/** Written for an older draft, which called `$id` `id`. */
function compiled() {
  const { id: _, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'))
  return new Ajv({ strict: false, validateSchema: false, logger: false }).compile(schema)
}

export function expectWithinLimits(card: Activity): void {
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(limits.messageBytes)
  const elements = elementsOf(card)
  for (const { type, actions } of elements) {
    if (type !== 'ActionSet') continue
    expect(actions.length).toBeLessThanOrEqual(limits.actionsInRow)
    for (const { title } of actions) expect(title.length).toBeLessThanOrEqual(limits.buttonTitle)
  }
  const ids = elements.filter(({ type }) => type.startsWith('Input.')).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  // Text that reads Markdown stands only where a mention needs it.
  for (const { type, text } of elements) if (type === 'TextBlock') expect(text).toContain('<at>')
  if (!validate) return
  if (!validate(plain(card))) throw new Error(JSON.stringify(validate.errors?.slice(0, 5), null, 1))
}

/** Teams' own keys, which the schema does not know: on the card, and on an image. */
function plain({ msteams: _, ...card }: Activity): unknown {
  return JSON.parse(JSON.stringify(card), (_key, value) => {
    if (value?.type !== 'Image') return value
    const { msTeams, ...image } = value
    if (msTeams) expect(msTeams).toEqual({ allowExpand: true })
    return image
  })
}
