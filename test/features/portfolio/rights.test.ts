import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  may,
  mayOf,
  moneyShown,
  rights,
  roles,
  rolesOf,
  type Standing,
} from '../../../src/features/portfolio/rules/rights.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/rights.md'), 'utf8')
const cells = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
const table = (heading: string) => {
  const lines = page.split('\n')
  const from = lines.findIndex((line) => line.startsWith(`| ${heading}`))
  const rows = lines.slice(from + 2)
  return {
    head: cells(lines[from] ?? ''),
    rows: rows
      .slice(
        0,
        rows.findIndex((line) => !line.startsWith('|')),
      )
      .map(cells),
  }
}

const somebody: Standing = { personId: 1, admin: false, finance: false, guest: false, crewIds: [] }
const initiative = { crewId: 7, steeringCrewId: null, projectOwnerId: 2, productOwnerId: null, sponsorId: null }

describe('who may what', () => {
  it('is the same in docs/rights.md and in the code', () => {
    const { head, rows } = table('right')
    expect(head.slice(1)).toEqual([...roles])
    expect(rows.map(([says, ...yes]) => [says, ...yes.map((cell) => cell === 'yes')])).toEqual(
      Object.values(rights).map(({ says, who }) => [
        says,
        ...roles.map((role) => (who as readonly string[]).includes(role)),
      ]),
    )
  })

  it('a guest is a guest, whatever they are named, and only in crews of their own', () => {
    const guest = { ...somebody, personId: 2, admin: true, finance: true, guest: true }
    expect(rolesOf(guest, initiative)).toEqual(['guest'])
    expect(mayOf('see', guest, initiative)).toBe(false)
    expect(mayOf('progress', { ...guest, crewIds: [7] }, initiative)).toBe(true)
    expect(mayOf('book', { ...guest, crewIds: [7] }, initiative)).toBe(false)
  })

  it('an owner books, a member plans, a colleague only looks', () => {
    expect(mayOf('book', { ...somebody, personId: 2 }, initiative)).toBe(true)
    expect(mayOf('edit', { ...somebody, crewIds: [7] }, initiative)).toBe(true)
    expect(mayOf('book', { ...somebody, crewIds: [7] }, initiative)).toBe(false)
    expect([mayOf('see', somebody, initiative), mayOf('edit', somebody, initiative)]).toEqual([true, false])
    expect(may('rates', ['admin', 'owner', 'member'])).toBe(false)
  })
})

describe('how money is shown', () => {
  it('is the same in docs/rights.md and in the code', () => {
    const { rows } = table('who reads')
    const settings = [null, 'amounts', 'percent', 'hidden'] as const
    const audiences = [
      [{ alone: ['finance' as const] }],
      [{ alone: ['member' as const] }],
      [{ alone: ['colleague' as const] }, { alone: ['guest' as const] }],
      [{ channel: { ofCrew: true, guests: 0 } }],
      [{ channel: { ofCrew: true, guests: 2 } }, { channel: { ofCrew: true, guests: null } }],
      [{ channel: { ofCrew: false, guests: 0 } }],
    ]
    expect(rows).toHaveLength(audiences.length)
    for (const [index, same] of audiences.entries()) {
      for (const audience of same) {
        expect(settings.map((setting) => moneyShown(setting, audience))).toEqual(rows[index]?.slice(1))
      }
    }
  })
})
