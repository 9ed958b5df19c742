/** Thirty people and two hundred notes, in every phase: within what Slack and Teams take, with every button. */
import { describe, expect, test } from 'vitest'
import type { Form } from '../../../src/chat/form.ts'
import type { Message } from '../../../src/chat/message.ts'
import { plainText } from '../../../src/chat/plain.ts'
import { boardCard } from '../../../src/features/retro/cards/board.ts'
import { dotsForm, groupForm, noteForm } from '../../../src/features/retro/cards/forms.ts'
import { happenedCard } from '../../../src/features/retro/cards/happened.ts'
import { actionsCard, allNotes, ownDots, ownNotes, talkCard } from '../../../src/features/retro/cards/own.ts'
import { alikeCard, themesCard } from '../../../src/features/retro/cards/running.ts'
import { scheduleForm, startForm, usual } from '../../../src/features/retro/cards/start-forms.ts'
import { summaryCard, themeCard } from '../../../src/features/retro/cards/theme.ts'
import { formats } from '../../../src/features/retro/rules/formats.ts'
import { phases, type RetroState } from '../../../src/features/retro/rules/records.ts'
import { nearDuplicates } from '../../../src/features/retro/rules/similar.ts'
import type { RetroView } from '../../../src/features/retro/rules/view.ts'
import { formView, messageView } from '../../../src/platforms/slack/forms.ts'
import { drawMessage, drawMessages, drawView, sizeOf } from '../../../src/platforms/slack/render.ts'
import { render } from '../../../src/platforms/teams/render.ts'
import { type Block, buttonsOf } from '../../conformance/slack.blocks.ts'
import { blockProblems, viewProblems } from '../../support/blockkit.ts'
import { hostile, longest } from '../../support/blocks.ts'
import { readCard } from '../../support/teams-cards.ts'
import { expectWithinLimits } from '../../support/teams-limits.ts'

const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))
const at = new Date('2026-11-23T09:30:00Z')
const [people, notes, themes] = [30, 200, 60]
const format = formats.ssc as RetroView['retro']['format']
const columns = format.columns.map(({ id }) => id)

/** A text of its own, as long as a note gets. */
const noteText = (of: number) => `#${String(of).padStart(3, '0')} ${hostile} ${longest}`.slice(0, 500)

function view(phase: RetroState, anonymous = false): RetroView {
  const member = (index: number) => ({
    ...{ memberId: index, personId: index, name: `Person ${index}`, part: 'takesPart' as const, addedById: 1 },
    side: index === 30 ? ('both' as const) : index % 2 ? ('product' as const) : ('project' as const),
    ...{ zone: 'Europe/Berlin', workDays: '12345', workFrom: '09:00', workTo: '17:00', awayFrom: null, awayTo: null },
    fewerMessages: false,
  })
  const members = many(people, (index) => member(index + 1))
  const action = (id: number) => ({
    ...{ id, number: id, text: longest.slice(0, 300), ownerId: 1 + (id % people), dueOn: '2026-12-01' },
    ...{ organizationId: 1, crewId: 1, initiativeId: null, reason: null, source: 'retro:1', createdById: 1, at },
    ...{ doneAt: null, overdueToldAt: null, replanned: 0, state: 'open' as const },
  })
  return {
    retro: {
      ...{
        id: 1,
        organizationId: 1,
        crewId: 1,
        number: 12,
        ritualId: null,
        day: '2026-11-23',
        phase,
        format,
        anonymous,
      },
      settings: {
        ...{
          pace: 'days' as const,
          dots: 10,
          perTheme: 10,
          suggest: true,
          ends: {},
          meetsAt: at,
          passed: [],
          putOff: 0,
          leftOpen: false,
        },
        shown: [],
      },
      ...{
        tokenKey: null,
        facilitatorId: 1,
        startedById: 1,
        endsAt: at,
        since: at,
        noActionReason: null,
        version: 1,
        at,
      },
      ...{ closedAt: null, peopleForgottenAt: null, wordsForgottenAt: null },
    },
    crew: {
      ...{ id: 1, organizationId: 1, name: longest.slice(0, 60), zone: 'Europe/Berlin', workDays: '12345' },
      ...{ workFrom: '09:00', workTo: '17:00', country: null, labels: { project: 'Project', product: 'Product' } },
      ...{ createdById: 1, startedAt: at, members, channels: [] },
    },
    people: members.map(({ personId, side }) => ({
      ...{ personId, side, wrote: true, ready: true, voted: true, remindedAt: null },
    })),
    notes: many(notes, (index) => ({
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      columnId: columns[index % columns.length] ?? 'c1',
      text: noteText(index),
      authorId: anonymous ? null : 1 + (index % people),
      token: null,
      themeId: index % 2 ? 1 + (index % themes) : null,
    })),
    themes: many(themes, (index) => ({
      id: index + 1,
      position: index,
      name: `${index} ${longest}`.slice(0, 120),
      // All level: every one of them is in.
      dots: phase === 'collect' || phase === 'group' || phase === 'vote' ? null : 5,
    })),
    comments: many(60, (index) => ({
      id: `c${index}`,
      themeId: 2,
      text: `${index} ${longest}`.slice(0, 1_000),
      authorId: 1 + (index % people),
      token: null,
      at,
    })),
    actions: many(40, action),
    before: many(40, (id) => action(100 + id)),
  }
}

const state = (phase: RetroState) => view(phase)
const theme = state('discuss').themes[1] as RetroView['themes'][number]
const messages: Record<string, Message> = {
  ...Object.fromEntries([...phases, 'closed' as const].map((phase) => [`board: ${phase}`, boardCard(state(phase))])),
  'board: anonymous': boardCard(view('group', true)),
  theme: themeCard(state('discuss'), theme),
  summary: summaryCard(state('closed')),
  'my 200 notes': ownNotes(state('collect'), state('collect').notes.slice(0, 15), true),
  'my dots': ownDots(state('vote'), new Map(many(10, (id) => [id + 1, 1]))),
  'notes alike': alikeCard(
    state('group'),
    nearDuplicates(state('group').notes.map((note, index) => ({ ...note, text: `Subject number ${index % 40}` }))),
  ),
  themes: themesCard(state('group')),
  'a theme uncut': talkCard(state('discuss'), theme, state('discuss').comments),
  'open action items': actionsCard(state('collect').retro, state('collect').before),
  facts: happenedCard(state('collect').retro, {
    ...{ since: at, zone: 'Europe/Berlin', crew: many(40, () => longest), blockers: many(40, () => longest) },
    initiatives: many(40, () => ({ title: longest.slice(0, 80), lines: many(40, () => longest.slice(0, 140)) })),
  }),
}
const options = many(people, (index) => ({ value: String(index), label: `Person ${index}` }))
const forms: Record<string, Form> = {
  notes: noteForm(
    { ...state('collect'), retro: { ...state('collect').retro, format: formats.lean ?? format } },
    longest,
  ),
  'a theme of 100 notes': groupForm(state('group'), null, [], null),
  'a theme changed': groupForm(
    state('group'),
    theme,
    state('group')
      .notes.slice(0, 30)
      .map(({ id }) => id),
    null,
  ),
  'a theme of 200 notes': groupForm(
    { ...state('group'), notes: state('group').notes.map((note) => ({ ...note, themeId: null })) },
    null,
    [],
    null,
  ),
  'dots on 200 themes': dotsForm(
    { ...state('vote'), themes: many(200, (index) => ({ ...theme, id: index + 1 })) },
    [7],
  ),
  dots: dotsForm(
    state('vote'),
    many(10, () => 1),
  ),
  start: startForm({ id: 1, name: longest.slice(0, 60) }, { ...usual, columns: formats.lean ?? null }, 'Ana', options),
  schedule: scheduleForm({ id: 1, name: 'x' }, usual, 'every 2 weeks on monday 09:00'),
}
const slack = { name: (id: number) => `Person ${id}`, account: (id: number) => `U${id}` }
const teams = { name: (id: number) => `Person ${id}`, account: () => undefined }
const labels = (message: Message) =>
  message.blocks.flatMap((block) => (block.block === 'buttons' ? block.buttons.map(({ press }) => press) : []))

describe('fits Slack', () => {
  for (const [name, message] of Object.entries(messages)) {
    test(`${name}, with every button where it is one message`, () => {
      const drawn = drawMessage(message, slack)
      for (const one of [drawn, ...drawMessages(message, slack)]) {
        expect(blockProblems(one.blocks, 'message')).toEqual([])
        expect(sizeOf(one.blocks)).toBeLessThanOrEqual(11_000)
      }
      expect(viewProblems(messageView('Tandem', drawView(message.blocks, slack)))).toEqual([])
      const presses = buttonsOf(drawn.blocks as Block[]).map(({ value }) => JSON.parse(value).press)
      if (name.startsWith('board')) expect(presses).toEqual(labels(message))
    })
  }
  for (const [name, form] of Object.entries(forms)) {
    test(`the form "${name}"`, () => expect(viewProblems({ id: 'V1', ...formView(form, { once: 'o' }) })).toEqual([]))
  }
})

describe('fits Teams', () => {
  for (const [name, message] of Object.entries(messages)) {
    test(`${name}, with every button`, () => {
      const card = render(message, { reader: teams, card: { kind: 'retro.board', key: '1', seal: 's' } })
      expectWithinLimits(card)
      if (name.startsWith('board')) expect(readCard(card).buttons).toHaveLength(labels(message).length)
    })
  }
  for (const [name, form] of Object.entries(forms)) {
    test(`the form "${name}", as a dialog`, () =>
      expectWithinLimits(render({ summary: name, blocks: [{ block: 'ask', form }] }, { reader: teams, dialog: true })))
  }
})

describe('what does not fit is counted, and read page by page', () => {
  test('the board of 200 notes says how many there are besides', () => {
    const words = plainText(boardCard(state('group')), { name: (id) => `Person ${id}` })
    expect(words).toMatch(/and \d+ more/)
    expect(words).toContain('Read all 200 notes')
    expect(plainText(boardCard(state('vote')), { name: String })).toContain('and 40 more')
    expect(plainText(boardCard(state('closed')), { name: String })).toContain('and 32 more')
    expect(plainText(boardCard(state('discuss')), { name: String })).toContain('and 40 more with as many dots')
  })

  test('page by page every note is read once, uncut', () => {
    const shown = view('group')
    const read: string[] = []
    let skip: number | undefined = 0
    for (let pages = 0; skip !== undefined && pages < 50; pages += 1) {
      const page: Message = allNotes(shown, skip)
      expect(drawMessages(page, slack).every(({ blocks }) => sizeOf(blocks) <= 11_000)).toBe(true)
      expect(readCard(render(page, { reader: teams })).text).not.toMatch(/more parts|…/)
      read.push(plainText(page, { name: (id) => `Person ${id}` }))
      const next = page.blocks.flatMap((block) => (block.block === 'buttons' ? block.buttons : []))[0]
      skip = (next?.value as { skip: number } | undefined)?.skip
    }
    const all = read.join('\n')
    for (const { text } of shown.notes) expect(all.split(text)).toHaveLength(2)
  })
})
