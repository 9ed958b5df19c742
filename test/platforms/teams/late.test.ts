/** What takes longer than Teams waits goes on in the person's own chat. */
import { describe, expect, it } from 'vitest'
import type { Reply } from '../../../src/chat/ports.ts'
import { sentence } from '../../../src/chat/say.ts'
import type { Activity } from '../../support/teams-connector.ts'
import { channel, form, open, personal, serve } from './alone.fixture.ts'

const tandem = { do: 'form', form: 'test.form', value: {}, scope: '0', once: '1' }
const data = { tandem, '0.plain.text': 'some rows' }

/** A form whose answer comes when the test says so. */
async function waiting(reply: Reply) {
  let release = () => {}
  const released = new Promise<void>((resume) => {
    release = resume
  })
  let told: (said: string) => void = () => {}
  const served = await serve(
    async ({ kind, progress }) => {
      if (kind !== 'submit') return { do: 'nothing' }
      told = progress
      progress('Reading: 500 rows so far.')
      await released
      return reply
    },
    open,
    undefined,
    50,
  )
  await served.say(personal, '/hello')
  return { ...served, release: () => release(), told: (said: string) => told(said) }
}

describe('a form that takes longer', () => {
  it('closes its dialog with where it goes on; one message there says how far it is, then what came of it', async () => {
    const { invoke, said, rig, release } = await waiting({ do: 'tell', message: sentence('Imported: 900 rows.') })
    const { body } = await invoke(channel, 'task/submit', { data })
    expect((body as Activity).task.value).toBe('This takes longer: it goes on, and our own chat shows how far it is.')
    await expect.poll(() => said('a:ana')).toEqual(['Reading: 500 rows so far.'])
    release()
    await expect.poll(() => said('a:ana')).toEqual(['Imported: 900 rows.'])
    expect(said(channel.id)).toEqual([])
    expect(rig.sent.filter(({ conversation }) => conversation === 'a:ana')).toMatchObject([{ updates: 1 }])
  })

  it('sent from a card is answered in a box, and refused in words', async () => {
    const refused: Reply = { do: 'refuse', errors: { text: 'Line 3: no.' }, form, raw: { text: 'some rows' } }
    const { invoke, said, release } = await waiting(refused)
    const { body } = await invoke(personal, 'adaptiveCard/action', { action: { data } })
    expect(body?.value).toContain('This takes longer')
    release()
    await expect.poll(() => said('a:ana')).toEqual(['Line 3: no.'])
  })

  it('and is done in time is answered as ever', async () => {
    const { invoke, said } = await serve(() => ({ do: 'tell', message: sentence('Saved.') }), open, undefined, 10_000)
    const { body } = await invoke(channel, 'task/submit', { data })
    expect((body as Activity).task.value).toBe('Saved.')
    expect(said('a:ana')).toEqual([])
  })

  it('is waited for before everything stops', async () => {
    const { invoke, said, release, teams } = await waiting({ do: 'tell', message: sentence('Imported.') })
    await invoke(channel, 'task/submit', { data })
    const stopped = teams.stop()
    release()
    await stopped
    expect(said('a:ana')).toEqual(['Imported.'])
  })
})
