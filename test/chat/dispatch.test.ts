import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  type ChosenMessage,
  type Context,
  type Feature,
  formDefinition,
  type Outcome,
  press,
} from '../../src/chat/feature.ts'
import type { Reply } from '../../src/chat/ports.ts'
import { sentence } from '../../src/chat/say.ts'
import { happened, noting, open, origin, refresh, words, write } from '../support/chat.ts'

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

describe('what is computed outside the transaction', () => {
  const form = (value: string) => ({
    id: 'test.compute',
    title: 'Compute',
    submit: 'Compute',
    value: {},
    inputs: { text: { input: 'text' as const, label: 'What?', value } },
  })
  /** `meanwhile` runs while it computes. */
  const computing = (meanwhile: () => Promise<unknown>): Partial<Feature> => {
    const later = (text: string) => ({
      later: async () => {
        await meanwhile()
        if (text === 'fail') throw new Error('Ana wrote: the plan is lost')
        return async ({ tx }: Context): Promise<Outcome> => {
          if (text === 'wrong') return { answer: { do: 'refuse', errors: { text: 'That is wrong.' } } }
          write(tx, `computed ${text}`)
          return { answer: { do: 'tell', message: sentence('Computed.') }, effects: [refresh('2')] }
        }
      },
    })
    return {
      presses: { 'test.compute': press(z.string(), async (text) => later(text)) },
      forms: {
        'test.compute': formDefinition(
          z.object({}),
          async () => form(''),
          async ({ text }) => later(text),
        ),
      },
    }
  }

  it('keeps nobody waiting: others are answered while it computes; then it writes and tells in one transaction', async () => {
    const between: string[] = []
    const { chat, committed, kicks } = open([
      noting(computing(async () => between.push(words(await chat.command(origin(), '/tandem note keys'))))),
    ])
    expect(words(await chat.press(origin('one'), 'test.compute', 'it'))).toBe('Computed.')
    expect(between).toEqual(['Noted.'])
    expect(committed).toEqual(['noted keys', '7 refresh', 'computed it', '7 refresh'])
    expect(kicks()).toBe(2)
  })

  it('is done once, also where the platform repeats itself while it computes', async () => {
    let second: Promise<Reply> | undefined
    const { chat, committed } = open([
      noting(
        computing(async () => {
          if (second) return
          second = chat.press(origin('one'), 'test.compute', 'it')
          await second
        }),
      ),
    ])
    expect(await chat.press(origin('one'), 'test.compute', 'it')).toEqual({ do: 'nothing' })
    expect(await second).toMatchObject({ do: 'tell', message: { summary: 'Computed.' } })
    expect(committed).toEqual(['computed it', '7 refresh'])
  })

  it('that fails changes nothing and may come again', async () => {
    const { chat, committed } = open([noting(computing(async () => {}))])
    expect(words(await chat.press(origin('one'), 'test.compute', 'fail'))).toContain('nothing was changed')
    expect(committed).toEqual([])
    expect(words(await chat.press(origin('one'), 'test.compute', 'it'))).toBe('Computed.')
  })

  it('refuses in the form with what was typed, and the form can be sent again', async () => {
    const { chat, committed } = open([noting(computing(async () => {}))])
    const refused = await chat.submit(origin('form'), 'test.compute', {}, { text: 'wrong' })
    expect(refused).toMatchObject({
      do: 'refuse',
      errors: { text: 'That is wrong.' },
      form: { id: 'test.compute' },
      raw: { text: 'wrong' },
    })
    expect(committed).toEqual([])
    expect(words(await chat.submit(origin('form'), 'test.compute', {}, { text: 'it' }))).toBe('Computed.')
    expect(words(await chat.submit(origin('form'), 'test.compute', {}, { text: 'it' }))).toContain('saved already')
  })
})

describe('an action in the menu of a message', () => {
  const heard: ChosenMessage[] = []
  const acting: Partial<Feature> = {
    menus: {
      'test.keep': {
        title: 'Keep it',
        summary: 'Keep this message',
        async run(message, { tx }) {
          heard.push(message)
          write(tx, 'kept')
          if (message.text === 'fail') throw new Error(message.text)
          return { answer: { do: 'tell', message: sentence('Kept.') }, effects: [refresh('1')] }
        },
      },
    },
  }

  it('gets the message, and acts in one transaction, once', async () => {
    const { chat, committed } = open([noting(acting)])
    const at = new Date('2026-11-23T07:00:00Z')
    const message = { text: 'Half of \ud83d an emoji', author: 'Cleo', at }
    expect(words(await chat.menu(origin('one'), 'test.keep', message))).toBe('Kept.')
    expect(await chat.menu(origin('one'), 'test.keep', message)).toEqual({ do: 'nothing' })
    expect(committed).toEqual(['kept', '7 refresh'])
    expect(heard).toEqual([{ text: 'Half of \ufffd an emoji', author: 'Cleo', at }])
  })

  it('that fails changes nothing and logs its name, not the message', async () => {
    const { chat, committed, lines } = open([noting(acting)])
    expect(words(await chat.menu(origin(), 'test.keep', { text: 'fail' }))).toContain('nothing was changed')
    expect(committed).toEqual([])
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ handler: 'test.keep' })
  })

  it('that nobody has any more, and one that two features declare, are said so', async () => {
    const { chat } = open([noting(acting)])
    expect(words(await chat.menu(origin(), 'test.gone', { text: '' }))).toContain(
      'This action is from an older version',
    )
    expect(() => open([noting(acting), { name: 'other', ...acting }])).toThrow('Two features declare test.keep')
  })
})

describe('facts', () => {
  it('are heard in the same transaction, and what follows from them follows: all effects at once, at its end', async () => {
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
    expect(committed).toEqual(['noted keys', 'heard 0', 'heard 1', 'heard 2', '7 refresh', '7 refresh'])
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

  it('that may no longer be sent, or failed, is answered as not taken, so that what was typed stays', async () => {
    const late = noting({
      forms: {
        'test.late': formDefinition(
          z.object({ fails: z.boolean() }),
          async ({ fails }) => {
            if (fails) throw new Error('lost')
            return { refused: 'Closed on Tuesday; nothing was changed.' }
          },
          async () => ({}),
        ),
      },
    })
    const { chat } = open([asking, late])
    const notTaken = { do: 'tell', notTaken: true }
    expect(await chat.submit(origin(), 'test.late', { fails: false }, {})).toMatchObject(notTaken)
    expect(await chat.submit(origin(), 'test.late', { fails: true }, {})).toMatchObject(notTaken)
    expect(await chat.submit(origin(), 'test.gone', {}, {})).toMatchObject(notTaken)
    expect(await chat.submit(origin(), 'test.form', {}, { day: '2026-12-28' })).not.toHaveProperty('notTaken')
  })

  it('submitted twice is saved once, and says so', async () => {
    const { chat, committed } = open([asking])
    await chat.submit(origin('form-1'), 'test.form', {}, { day: '2026-12-28' })
    const again = await chat.submit(origin('form-1'), 'test.form', {}, { day: '2026-12-28' })
    expect(words(again)).toBe('This was saved already. Nothing was added.')
    expect(committed).toHaveLength(1)
  })
})
