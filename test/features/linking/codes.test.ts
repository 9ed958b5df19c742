import { describe, expect, test } from 'vitest'
import {
  blockedUntil,
  codeLength,
  fits,
  hashOf,
  letters,
  newCode,
  readCode,
  shownCode,
} from '../../../src/features/linking/rules/code.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { codeIn, openTwo, withCrew } from '../../support/two.ts'

describe('a code', () => {
  test('is eight letters that nobody mistakes, however they are typed', () => {
    let at = 0
    const code = newCode((below) => at++ % below)
    expect(code).toHaveLength(codeLength)
    expect(letters).not.toMatch(/[ILO01]/)
    for (const typed of [code, shownCode(code), code.toLowerCase(), ` ${[...code].join(' ')} `])
      expect(readCode(typed)).toBe(code)
    for (const typed of ['', 'ABC', `${code}A`, 'ABCDEFG1', 'me']) expect(readCode(typed)).toBeNull()
  })

  test('fits its own hash only, with its own salt', () => {
    const kept = { salt: 'one', hash: hashOf('ABCDEFGH', 'one') }
    expect(fits('ABCDEFGH', kept)).toBe(true)
    expect(fits('ABCDEFGJ', kept)).toBe(false)
    expect(hashOf('ABCDEFGH', 'two')).not.toBe(kept.hash)
  })

  test('is not looked at after five wrong ones in ten minutes', () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 9, minute))
    expect(blockedUntil([0, 1, 2, 3].map(at), at(4))).toBeNull()
    expect(blockedUntil([0, 1, 2, 3, 4].map(at), at(5))).toEqual(at(10))
    expect(blockedUntil([0, 1, 2, 3, 4].map(at), at(10))).toBeNull()
  })
})

onBothDatabases((database) => {
  const opened = async () => {
    const house = await openTwo((await database.fresh()).db)
    await withCrew(house)
    return house
  }

  describe('a code that was typed', () => {
    test('is worth nothing after ten minutes of product time, and a newer one takes the place of an older', async () => {
      const house = await opened()
      const old = codeIn(await house.slack.say('ana', '/tandem link', 'checkout'))
      const late = codeIn(await house.slack.say('ana', '/tandem link', 'checkout'))
      expect(await house.teams.say('tim', `/tandem link ${old}`, 'office')).toContain(
        'Ask for a new one with @Tandem link',
      )
      await house.to('2026-11-23', '07:10')
      expect(await house.teams.say('tim', `/tandem link ${late}`, 'office')).toContain(
        'Ask for a new one with @Tandem link',
      )
    })

    test('wrong five times by a person in ten minutes is refused, right or not; others may still type it', async () => {
      const house = await opened()
      const code = codeIn(await house.slack.say('ana', '/tandem link', 'checkout'))
      for (const wrong of ['AAAA-AAAA', 'nonsense', '12345678', 'BBBB-BBBB', 'CCCC-CCCC']) {
        expect(await house.teams.say('tim', `/tandem link ${wrong}`, 'office')).toContain('wrong, used or older')
      }
      expect(await house.teams.say('tim', `/tandem link ${code}`, 'office')).toContain('five wrong codes')
      expect(await house.teams.say('ana', `/tandem link ${code}`, 'office')).toContain('Both channels now show')
      await house.to('2026-11-23', '07:10')
      expect(await house.teams.say('tim', '/tandem link AAAA-AAAA', 'office')).toContain('wrong, used or older')
    })

    test('typed in two places at once is used once', async () => {
      const house = await opened()
      const code = codeIn(await house.slack.say('ana', '/tandem link', 'checkout'))
      const said = await Promise.all([
        house.teams.say('tim', `/tandem link ${code}`, 'office'),
        house.teams.say('ana', `/tandem link ${code}`, 'lounge'),
      ])
      expect(said.filter((words) => words.includes('Both channels now show'))).toHaveLength(1)
      expect(await house.db.read.channelLink.count()).toBe(1)
    })
  })
})
