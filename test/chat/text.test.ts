import { describe, expect, it } from 'vitest'
import { sentence } from '../../src/chat/say.ts'
import { noting, open, origin, words, write } from '../support/chat.ts'

describe('plain text while something has been asked', () => {
  const listening = (asked = true) =>
    noting({
      text: async (text, { tx }) => {
        if (!asked) return undefined
        write(tx, `text ${text}`)
        return { answer: { do: 'tell', message: sentence('Kept.') } }
      },
    })

  it('goes to the feature that asked', async () => {
    const { chat, committed } = open([listening()])
    expect(words(await chat.text(origin(), 'waiting for the keys'))).toBe('Kept.')
    expect(committed).toEqual(['text waiting for the keys'])
  })

  it('that begins with the word of a command is still the answer, and says how the command is typed', async () => {
    const { chat, committed } = open([listening()])
    const answers = ['note', 'note keys', `note ${'x'.repeat(40)}`, 'Ping the provider again', 'Note to Cleo: done']
    for (const answer of answers) expect(words(await chat.text(origin(), answer))).toContain('Kept.')
    expect(committed).toEqual(answers.map((answer) => `text ${answer}`))
    expect(words(await chat.text(origin(), 'note keys'))).toContain('/tandem note keys')
    expect(words(await chat.text(origin(), 'Ping the provider again'))).toBe('Kept.')
  })

  it('that is exactly a command without values is one, and so is a line with a slash or a mention', async () => {
    const { chat, committed } = open([listening()])
    expect(words(await chat.text(origin(), 'Ping'))).toBe('Pong.')
    expect(words(await chat.text(origin(), '/note keys'))).toBe('Noted.')
    expect(words(await chat.text(origin(), '@Tandem note more keys'))).toBe('Noted.')
    expect(words(await chat.text(origin(), 'tandem'))).toContain('What Tandem does')
    expect(committed.filter((line) => line.startsWith('text'))).toEqual([])
  })

  it('is a command as ever while nothing has been asked', async () => {
    const { chat } = open([listening(false)])
    expect(words(await chat.text(origin(), 'note keys'))).toBe('Noted.')
    expect(words(await chat.text(origin(), 'ping again'))).toContain('takes no values')
  })
})
