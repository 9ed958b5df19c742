/** What the features really draw, for a crew of 200 with 40 of everything. */
import { describe, expect, test } from 'vitest'
import { formView, messageView, rawOf } from '../../../src/platforms/slack/forms.ts'
import { drawMessage, drawMessages, drawView, sizeOf } from '../../../src/platforms/slack/render.ts'
import type { Reader } from '../../../src/platforms/slack/text.ts'
import { type Block, buttonsOf, initialState, type View } from '../../conformance/slack.blocks.ts'
import { blockProblems, viewProblems } from '../../support/blockkit.ts'
import { largeForms, largeMessages } from '../../support/large.ts'

const reader: Reader = { name: (id) => `Person ${id}`, account: (id) => `U${id}` }

describe('fits Slack', () => {
  for (const [name, message] of Object.entries(largeMessages)) {
    test(`${name}, with its last buttons, as a message, in private and in a view`, () => {
      const drawn = drawMessage(message, reader)
      for (const one of [drawn, ...drawMessages(message, reader)]) {
        expect(blockProblems(one.blocks, 'message')).toEqual([])
        expect(sizeOf(one.blocks)).toBeLessThanOrEqual(11_000)
      }
      expect(viewProblems(messageView('Tandem', drawView(message.blocks, reader)))).toEqual([])
      const last = message.blocks.findLast(({ block }) => block === 'buttons')
      if (last?.block !== 'buttons') return
      const labels = buttonsOf(drawn.blocks as Block[]).map(({ value }) => JSON.parse(value).press)
      expect(labels).toContain(last.buttons.at(-1)?.press)
    })
  }

  for (const [name, form] of Object.entries(largeForms)) {
    test(`the form "${name}", and what stood in it comes back whole`, () => {
      const view = { id: 'V1', ...formView(form, { once: 'o' }) } as View
      expect(viewProblems(view)).toEqual([])
      const shown = rawOf(initialState(view) as never)
      for (const [field, input] of Object.entries(form.inputs))
        if (input.input === 'text' && input.value) expect(shown[field]).toBe(input.value)
    })
  }
})
