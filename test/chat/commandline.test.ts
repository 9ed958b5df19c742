import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, words } from '../../src/chat/commandline.ts'
import type { Argument, Command, Context } from '../../src/chat/feature.ts'
import { defaultNaming } from '../../src/chat/naming.ts'
import { spoken } from '../../src/chat/spoken.ts'

const text = (name: string, more: Partial<Argument> = {}): Argument => ({
  name,
  expects: 'a word',
  example: 'word',
  parse: (value) => (value === 'bad' ? { error: '"bad" is not good.' } : { value }),
  ...more,
})
const command = (name: string, args: Argument[] = [], more: Partial<Command> = {}): Command => ({
  name,
  summary: `Do ${name}`,
  args,
  run: async () => ({}),
  ...more,
})
const commands = [
  command('standup', [text('day', { optional: true })], { alias: true }),
  command('standup now'),
  command('standup report', [text('from', { optional: true }), text('to', { optional: true })]),
  command('steer', [text('question'), text('rest', { rest: true, optional: true })]),
  command('help', [text('command', { optional: true, rest: true })]),
]
const ctx = {} as Context
const read = (line: string) => spoken(parse(line, commands, defaultNaming, ctx), defaultNaming, 'web')

describe('the command line', () => {
  test.each(['/tandem standup now', '/standup now', '@Tandem standup now', 'standup now', '  /TANDEM   Standup NOW '])(
    '%s means the same',
    (line) => {
      expect(read(line)).toMatchObject({ command: { name: 'standup now' }, args: {} })
    },
  )

  test('the root and aliases can be renamed', () => {
    const naming = { root: 'tdm', aliases: { standup: 'daily' } }
    expect(parse('/daily now', commands, naming, ctx)).toMatchObject({ command: { name: 'standup now' } })
    expect(parse('/tdm standup', commands, naming, ctx)).toMatchObject({ command: { name: 'standup' } })
  })

  test('the root alone is bare', () => expect(read('/tandem')).toEqual({ bare: true }))

  test.each([
    ['steer "Which shop?" "A B"', 'Which shop?', 'A B'],
    ['steer “Which shop?” A B', 'Which shop?', 'A B'],
    ['steer „Welcher Laden?“ x', 'Welcher Laden?', 'x'],
    ['steer «Quel magasin ?» x', 'Quel magasin ?', 'x'],
    ["steer don't won't", "don't", "won't"],
    ["steer 'it's fine' x", "it's fine", 'x'],
    ['steer "say \\"hi\\"" x', 'say "hi"', 'x'],
  ])('%s', (line, question, rest) => {
    expect(read(line)).toMatchObject({ args: { question, rest } })
  })

  test('a quote that is never closed takes the rest: nothing is lost', () => {
    expect(read('steer "Which shop do we open')).toMatchObject({ args: { question: 'Which shop do we open' } })
  })

  test('an unknown command names the nearest', () => {
    expect(read('/tandem standdup')).toMatchObject({ unknown: 'standdup', nearest: { name: 'standup' } })
    expect(read('/tandem standup now please')).toMatchObject({
      problem: expect.stringContaining('"please" is one more'),
    })
    expect(read('/tandem xyzzy')).toEqual({ unknown: 'xyzzy' })
  })

  test('a wrong or missing value: which, what was expected, an example', () => {
    expect(read('steer')).toMatchObject({ problem: '"steer" needs question: a word. Example: /tandem steer word word' })
    expect(read('standup report bad')).toMatchObject({
      problem: '"bad" is not good. From is a word. Example: /tandem standup report word word',
    })
  })

  test('never throws and never loses a word', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (line) => void read(line)))
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/)
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (list) => {
        expect(words(list.join('  ')).map(({ text: one }) => one)).toEqual(list)
        expect(words(list.map((one) => `"${one} x"`).join(' ')).map(({ text: one }) => one)).toEqual(
          list.map((one) => `${one} x`),
        )
      }),
    )
  })
})
