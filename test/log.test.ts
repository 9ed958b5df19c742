import { expect, it } from 'vitest'
import { errorFields } from '../src/chat/boundary.ts'
import { createLog } from '../src/log.ts'

function lines(level: 'debug' | 'info' | 'warn' | 'error' = 'info') {
  const written: Record<string, unknown>[] = []
  return { log: createLog({ level, write: (line) => written.push(JSON.parse(line)) }), written }
}

it('one JSON line per event, with its time, from the chosen level on', () => {
  const { log, written } = lines('warn')
  log.info('quiet')
  log.warn('loud', { job: 'standup.prompt', attempt: 2, final: false })
  expect(written).toHaveLength(1)
  expect(written[0]).toMatchObject({ level: 'warn', event: 'loud', job: 'standup.prompt', attempt: 2, final: false })
  expect(Number.isNaN(Date.parse(String(written[0]?.time)))).toBe(false)
})

it('never a token, whatever the field is called and wherever in a text it stands', () => {
  const { log, written } = lines()
  log.info('sent', {
    botToken: 'abc',
    clientSecret: 'def',
    Authorization: 'ghi',
    error: 'call with xoxb-12-34-abcd and xapp-1-A-2 failed',
    header: 'Bearer ey.some.thing',
    url: 'postgresql://tandem:hunter2@db/tandem',
  })
  const text = JSON.stringify(written)
  for (const secret of ['abc', 'def', 'ghi', 'xoxb-12', 'xapp-1', 'ey.some', 'hunter2']) {
    expect(text).not.toContain(`"${secret}`)
    expect(text).not.toContain(secret === 'abc' || secret === 'def' || secret === 'ghi' ? `"${secret}"` : secret)
  }
})

it('of an error its kind, its code and where, never its message', () => {
  const error = Object.assign(new TypeError('Ana wrote: the plan is lost'), { code: 'P2002' })
  const fields = errorFields(error)
  expect(fields).toMatchObject({ error: 'TypeError', code: 'P2002' })
  expect(fields.at).toContain('log.test.ts')
  expect(JSON.stringify(fields)).not.toContain('Ana wrote')
  expect(errorFields('Ana wrote')).toEqual({ error: 'string' })
})
