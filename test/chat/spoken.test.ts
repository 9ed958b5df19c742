import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '../../src/chat/commandline.ts'
import type { Command, Context } from '../../src/chat/feature.ts'
import type { Naming } from '../../src/chat/naming.ts'
import { storable, storableRaw } from '../../src/chat/read.ts'
import { sentence } from '../../src/chat/say.ts'
import { alias, command, mention, privateMarks, spoken } from '../../src/chat/spoken.ts'

const naming: Naming = { root: 'crew', name: 'Crew Bot', aliases: { standup: 'daily' } }
const tandem: Naming = { root: 'tandem' }

describe('a command in a text', () => {
  const text = `Type ${command('setup')}, or ${command()}.`

  test('is what is typed on the platform where it is read, by the chosen names', () => {
    expect(spoken(text, naming, 'slack')).toBe('Type /crew setup, or /crew.')
    expect(spoken(text, naming, 'web')).toBe('Type /crew setup, or /crew.')
    expect(spoken(text, naming, 'teams')).toBe('Type @Crew Bot setup, or @Crew Bot.')
    expect(spoken(text, tandem, 'slack')).toBe('Type /tandem setup, or /tandem.')
    expect(spoken(text, tandem, 'teams')).toBe('Type @Tandem setup, or @Tandem.')
    expect(spoken(text, { root: 'crew' }, 'teams')).toBe('Type @Crew setup, or @Crew.')
  })

  test('for another platform than the reader’s it is what is typed there', () => {
    const both = `${command('link', 'slack')} ${command('link', 'teams')} ${mention}`
    for (const platform of ['slack', 'teams', 'web'] as const) {
      expect(spoken(both, naming, platform)).toBe('/crew link @Crew Bot link @Crew Bot')
    }
  })

  test('an alias is Slack’s, under its own name where it was renamed', () => {
    expect(spoken(`${alias('standup')} ${alias('retro')}`, naming, 'slack')).toBe('/daily /retro')
  })

  test('cut short it loses its end, and shows no sign', () => {
    expect(spoken(`Type ${command('setup')}`.slice(0, -3), naming, 'slack')).toBe('Type /crew set')
  })

  test('nobody can type one', () => {
    expect(spoken(storable(command('setup')), naming, 'slack')).toBe('\uFFFDsetup\uFFFD')
    expect(storableRaw({ one: command('a'), many: [command('b')], none: undefined })).toEqual({
      one: '\uFFFDa\uFFFD',
      many: ['\uFFFDb\uFFFD'],
      none: undefined,
    })
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const stored = storable(`${typed}${command(typed)}`)
        expect(stored).not.toMatch(privateMarks)
        expect(spoken(stored, naming, 'teams')).toBe(stored)
      }),
    )
  })
})

describe('what leaves the house', () => {
  test('is changed wherever a text stands, and nowhere else', () => {
    const when = new Date('2026-11-23T09:30:00Z')
    const content = new Uint8Array([1, 2, 3])
    const said = {
      do: 'tell',
      content,
      nothing: undefined,
      none: null,
      message: {
        ...sentence(`See ${command('me')}`, [
          { block: 'text', text: [{ strong: command('help') }, { when, zone: 'UTC' }, { person: 3, notify: true }] },
          { block: 'facts', facts: [{ label: command('standup'), value: 'Opens your answer' }] },
          { block: 'buttons', buttons: [{ press: 'a.b', label: 'Go', value: { id: 7, on: true }, style: 'quiet' }] },
        ]),
      },
    }
    const heard = spoken(said, naming, 'teams')
    expect(heard).toEqual({
      ...said,
      message: {
        summary: 'See @Crew Bot me',
        blocks: [
          { block: 'text', text: 'See @Crew Bot me' },
          { block: 'text', text: [{ strong: '@Crew Bot help' }, { when, zone: 'UTC' }, { person: 3, notify: true }] },
          { block: 'facts', facts: [{ label: '@Crew Bot standup', value: 'Opens your answer' }] },
          said.message.blocks.at(-1),
        ],
      },
    })
    expect(heard.content).toBe(content)
    expect(JSON.stringify(said)).toMatch(privateMarks)
  })

  test('no message at all stays none', () => {
    expect(spoken(null, naming, 'web')).toBeNull()
  })
})

describe('what is told to type', () => {
  const commands = [{ name: 'setup', summary: 'Makes a crew' } as Command]
  const read = (line: string, by = naming) => parse(line, commands, by, {} as Context)

  test('can be typed: by the root, by the name of several words, in any case', () => {
    for (const line of ['/crew setup', '@Crew Bot setup', '@crew bot  setup', '@crew setup', 'setup']) {
      expect(read(line)).toMatchObject({ command: { name: 'setup' } })
    }
    expect(read('@Crew Bot')).toEqual({ bare: true })
    expect(read('@Crew Bottom')).not.toEqual({ bare: true })
  })

  test('no text of the house says a command literally: the names are chosen where it runs', () => {
    const src = join(import.meta.dirname, '..', '..', 'src')
    const files = ['features', 'doctor', 'platforms', 'outbox', 'rounds', 'people', 'chat'].flatMap((room) =>
      readdirSync(join(src, room), { recursive: true, encoding: 'utf8' }).map((path) => join(room, path)),
    )
    const named = [...files, 'doctor.ts', 'sandbox.ts', 'retention.ts', 'app.ts', 'production.ts']
      .filter((path) => /\.(tsx?|js)$/.test(path))
      .flatMap((path) => {
        // Comments say what people type, by the usual names.
        const code = readFileSync(join(src, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
        return /["'`(\s]\/(tandem|standup)[\s'"`]|@[Tt]andem\b/.test(code) ? [path] : []
      })
    expect(named).toEqual([])
  })
})
