import { expect, test } from 'vitest'
import { createSigner } from '../../src/chat/signing.ts'

const until = 1_795_000_000_000
const { sign, verify } = createSigner('a secret', 'files')
const mark = sign(['a', 'b'], until)
const judged = (parts: string[], time: string, given: string, now = until) => verify(parts, time, given, now)

test('what was signed is ours until its moment, and old after it', () => {
  expect(judged(['a', 'b'], String(until), mark)).toBe('ours')
  expect(judged(['a', 'b'], String(until), mark, until + 1)).toBe('old')
})

test('whoever has the secret verifies; another secret and another use are worth nothing', () => {
  expect(createSigner('a secret', 'files').verify(['a', 'b'], String(until), mark, until)).toBe('ours')
  expect(createSigner('another', 'files').verify(['a', 'b'], String(until), mark, until)).toBe('wrong')
  expect(createSigner('a secret', 'pictures').verify(['a', 'b'], String(until), mark, until)).toBe('wrong')
})

test('nothing can be changed: not a part, not where one ends, not the time, not the mark', () => {
  for (const parts of [['a', 'c'], ['ab'], ['a', 'b', ''], ['b', 'a'], [], ['a,b']]) {
    expect(judged(parts, String(until), mark)).toBe('wrong')
  }
  for (const time of [String(until + 1), `0${until}`, `${until}.0`, ` ${until}`, '1.795e12', 'NaN', '', '-1']) {
    expect(judged(['a', 'b'], time, mark)).toBe('wrong')
  }
  for (const given of ['', 'x', mark.slice(1), `${mark}x`, `${mark}=`, mark.toUpperCase(), `é${mark.slice(2)}`]) {
    expect(judged(['a', 'b'], String(until), given)).toBe('wrong')
  }
})

test('a link that was changed is wrong and not old, however late', () => {
  expect(judged(['a', 'x'], String(until), mark, until + 1)).toBe('wrong')
})
