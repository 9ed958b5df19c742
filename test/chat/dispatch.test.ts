import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createDispatch } from '../../src/chat/dispatch.ts'
import { type Effect, type Fact, type Feature, formDefinition, press } from '../../src/chat/feature.ts'
import { plainText } from '../../src/chat/plain.ts'
import type { Origin, Reply, Tx } from '../../src/chat/ports.ts'
import { sentence } from '../../src/chat/say.ts'

declare module '../../src/chat/feature.ts' {
  interface Facts {
    'test.happened': { times: number }
  }
}

const origin = (once?: string): Origin => ({
  platform: 'web',
  installation: 'sandbox',
  account: 'ana',
  ...(once && { once }),
})
const happened = (times: number): Fact => ({ fact: 'test.happened', times }) as Fact
const refresh = (key: string): Effect => ({ do: 'refresh', card: { kind: 'test.card', key } })

/** Writes stand in a list, committed with their transaction. */
function open(features: Feature[]) {
  const committed: string[] = []
  const seen = new Set<string>()
  const lines: string[] = []
  let kicks = 0
  const chat = createDispatch({
    features,
    db: {
      async transact(work) {
        const before = new Set(seen)
        const pending: string[] = []
        try {
          const result = await work({ write: (line: string) => pending.push(line) } as unknown as Tx)
          committed.push(...pending)
          return result
        } catch (error) {
          seen.clear()
          for (const name of before) seen.add(name)
          throw error
        }
      },
    },
    identities: {
      resolve: async ({ account }) =>
        account === 'ana'
          ? {
              actor: { id: 1, organizationId: 7, name: 'Ana', zone: 'Europe/Berlin', admin: false },
              place: { platform: 'web', installationId: 1 },
            }
          : null,
    },
    outbox: {
      async put(tx, organizationId, effects) {
        for (const effect of effects) write(tx, `${organizationId} ${effect.do}`)
      },
      kick: () => {
        kicks += 1
      },
    },
    firstTime: async (_tx, _platform, once) => !seen.has(once) && Boolean(seen.add(once)),
    clock: { now: () => new Date('2026-11-23T08:00:00Z') },
    log: { error: (event, fields) => lines.push(JSON.stringify({ event, ...fields })) },
  })
  return { chat, committed, lines, kicks: () => kicks }
}

const write = (tx: Tx, line: string) => (tx as unknown as { write(line: string): void }).write(line)
const words = (reply: Reply) =>
  'message' in reply ? plainText(reply.message, { name: String, zone: 'UTC' }) : JSON.stringify(reply)

const noting = (extra: Partial<Feature> = {}): Feature => ({
  name: 'test',
  commands: [
    {
      name: 'note',
      summary: 'Note something',
      args: [
        {
          name: 'text',
          expects: 'some words',
          example: 'lost keys',
          rest: true,
          parse: (text) => (text.length < 30 ? { value: text } : { error: 'That is too long.' }),
        },
      ],
      async run({ text }, { tx }) {
        write(tx, `noted ${text}`)
        if (text === 'fail') throw new Error('Ana wrote: the plan is lost')
        return { answer: { do: 'tell', message: sentence('Noted.') }, effects: [refresh('1')], facts: [happened(0)] }
      },
    },
  ],
  ...extra,
})

describe('a command', () => {
  it('writes, tells and puts its effects in one transaction, and wakes the outbox after it', async () => {
    const { chat, committed, kicks } = open([noting()])
    expect(words(await chat.command(origin(), '/tandem note keys'))).toBe('Noted.')
    expect(committed).toEqual(['noted keys', '7 refresh'])
    expect(kicks()).toBe(1)
  })

  it('that fails changes nothing; the person gets a reference, the log gets it too and no words of theirs', async () => {
    const { chat, committed, lines } = open([noting()])
    const said = words(await chat.command(origin(), '/tandem note fail'))
    const [, reference] = /reference ([A-Z2-9]{6})\.$/.exec(said) ?? []
    expect(reference).toBeDefined()
    expect(committed).toEqual([])
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'handler.failed', handler: 'command', reference })
    expect(lines.join()).not.toContain('the plan is lost')
  })

  it('with a wrong argument says which, what was expected, and an example', async () => {
    const { chat, committed } = open([noting()])
    const said = words(await chat.command(origin(), `/tandem note ${'x'.repeat(40)}`))
    expect(said).toContain('That is too long.')
    expect(said).toContain('/tandem note lost keys')
    expect(words(await chat.command(origin(), '/tandem note'))).toContain('/tandem note lost keys')
    expect(committed).toEqual([])
  })

  it('nobody knows: the nearest known one and help', async () => {
    const { chat } = open([noting()])
    expect(words(await chat.command(origin(), '/tandem nte'))).toBe(
      '"nte" is not something Tandem knows. Did you mean /tandem note? /tandem help lists everything.',
    )
  })

  it('of an account nobody knows is answered with what to do', async () => {
    const { chat } = open([noting()])
    const said = words(await chat.command({ ...origin(), account: 'stranger' }, '/tandem note keys'))
    expect(said).toContain('Ask an admin')
  })

  it('repeated by the platform is acted on once; one that failed may come again', async () => {
    const { chat, committed } = open([noting()])
    await chat.command(origin('event-1'), '/tandem note keys')
    expect(await chat.command(origin('event-1'), '/tandem note keys')).toEqual({ do: 'nothing' })
    expect(committed.filter((line) => line.startsWith('noted'))).toHaveLength(1)
    await chat.command(origin('event-2'), '/tandem note fail')
    expect(words(await chat.command(origin('event-2'), '/tandem note keys'))).toBe('Noted.')
  })
})

describe('facts', () => {
  it('are heard in the same transaction, and what follows from them follows', async () => {
    const heard: number[] = []
    const hearing: Feature = {
      name: 'hearing',
      facts: {
        'test.happened': async ({ times }, { tx }) => {
          heard.push(times)
          write(tx, `heard ${times}`)
          return times < 2 ? { facts: [happened(times + 1)] } : { effects: [refresh('2')] }
        },
      },
    }
    const { chat, committed } = open([noting(), hearing])
    await chat.command(origin(), '/tandem note keys')
    expect(heard).toEqual([0, 1, 2])
    expect(committed).toEqual(['noted keys', '7 refresh', 'heard 0', 'heard 1', 'heard 2', '7 refresh'])
  })

  it('that raise each other without end stop, and nothing stands', async () => {
    const echoing: Feature = {
      name: 'echoing',
      facts: { 'test.happened': async () => ({ facts: [happened(0)] }) },
    }
    const { chat, committed, lines } = open([noting(), echoing])
    expect(words(await chat.command(origin(), '/tandem note keys'))).toContain('nothing was changed')
    expect(committed).toEqual([])
    expect(lines).toHaveLength(1)
  })
})

describe('a press', () => {
  const pressing = noting({
    presses: {
      'test.press': press(z.object({ id: z.number() }), async ({ id }, { tx }) => {
        write(tx, `pressed ${id}`)
        return {}
      }),
    },
  })

  it('reaches its handler with its value typed', async () => {
    const { chat, committed } = open([pressing])
    expect(await chat.press(origin(), 'test.press', { id: 3 })).toEqual({ do: 'nothing' })
    expect(committed).toEqual(['pressed 3'])
  })

  it('of an older version, or forged, changes nothing and says what to do', async () => {
    const { chat, committed } = open([pressing])
    for (const [id, value] of [
      ['test.press', { id: '3; DROP' }],
      ['test.press', null],
      ['test.gone', {}],
    ] as const) {
      expect(words(await chat.press(origin(), id, value))).toContain('nothing was changed')
    }
    expect(committed).toEqual([])
  })

  it('declared by two features is refused at the start', () => {
    expect(() => open([pressing, pressing])).toThrow('Two features declare test.press')
  })
})

describe('a form', () => {
  const asking = noting({
    forms: {
      'test.form': formDefinition(
        z.object({}),
        async () => ({
          id: 'test.form',
          title: 'Test',
          submit: 'Send',
          value: {},
          inputs: { day: { input: 'date', label: 'Day' }, why: { input: 'text', label: 'Why', optional: true } },
        }),
        async ({ day, why }, _value, { tx }) => {
          write(tx, `day ${day}`)
          if (why === 'holiday') return { answer: { do: 'refuse', errors: { day: 'That is a holiday.' } } }
          return { answer: { do: 'tell', message: sentence('Saved.') } }
        },
      ),
    },
  })

  it('with a value that cannot be read comes back with everything typed and the error beside its field', async () => {
    const { chat, committed } = open([asking])
    const raw = { day: 'soon', why: 'because' }
    const reply = await chat.submit(origin(), 'test.form', {}, raw)
    expect(reply).toMatchObject({ do: 'refuse', raw, form: { id: 'test.form' } })
    expect(Object.keys(reply.do === 'refuse' ? reply.errors : {})).toEqual(['day'])
    expect(committed).toEqual([])
  })

  it('refused by its handler saves nothing, and may be sent again corrected', async () => {
    const { chat, committed } = open([asking])
    const refused = await chat.submit(origin('form-1'), 'test.form', {}, { day: '2026-12-25', why: 'holiday' })
    expect(refused).toMatchObject({ do: 'refuse', errors: { day: 'That is a holiday.' } })
    expect(committed).toEqual([])
    const saved = await chat.submit(origin('form-1'), 'test.form', {}, { day: '2026-12-28', why: '' })
    expect(words(saved)).toBe('Saved.')
    expect(committed).toEqual(['day 2026-12-28'])
  })

  it('that stands in a message as a button opens as it is now; one that is gone says what to do', async () => {
    const { chat } = open([asking])
    expect(await chat.open(origin(), 'test.form', {})).toMatchObject({ do: 'open', form: { id: 'test.form' } })
    expect(words(await chat.open(origin(), 'test.gone', {}))).toContain('older version')
    expect(words(await chat.open(origin(), 'test.form', 'forged'))).toContain('older version')
  })

  it('submitted twice is saved once, and says so', async () => {
    const { chat, committed } = open([asking])
    await chat.submit(origin('form-1'), 'test.form', {}, { day: '2026-12-28' })
    const again = await chat.submit(origin('form-1'), 'test.form', {}, { day: '2026-12-28' })
    expect(words(again)).toBe('This was saved already. Nothing was added.')
    expect(committed).toHaveLength(1)
  })
})

describe('plain text', () => {
  const listening = noting({
    text: async (text, { tx }) => {
      write(tx, `text ${text}`)
      return {}
    },
  })

  it('goes to the feature that asked; a command typed without its slash stays a command', async () => {
    const { chat, committed } = open([listening])
    await chat.text(origin(), 'waiting for the keys')
    expect(words(await chat.text(origin(), 'note keys'))).toBe('Noted.')
    expect(committed).toEqual(['text waiting for the keys', 'noted keys', '7 refresh'])
  })
})
