/** A form inside a message: what it asks, and a button that opens it. */
import type { types } from '@slack/bolt'
import type { Form, Input } from '../../chat/form.ts'
import { inputText } from '../../chat/plain.ts'
import { limits } from './limits.ts'
import { context, cut, plain, type RichElement, richText, type SlackBlock, sections } from './text.ts'

const shown = { fields: 12, text: 140 }

export function askBlocks(form: Form): SlackBlock[] {
  const inputs = Object.values(form.inputs)
  const lines = inputs.slice(0, shown.fields).map(field)
  const more = inputs.length - lines.length
  const value = JSON.stringify({ form: form.id, value: form.value })
  const open: types.Button = {
    type: 'button',
    action_id: 'form:0',
    text: plain('Fill in', limits.button),
    style: 'primary',
    value,
  }
  return [
    ...(form.intro ? [sections([richText(cut(form.intro, limits.text))])] : []),
    ...(lines.length ? [sections([...lines, ...(more > 0 ? [richText(`and ${more} more`)] : [])])] : []),
    ...(form.note ? [context(plain(form.note))] : []),
    ...(value.length <= limits.buttonValue ? [{ type: 'actions' as const, elements: [open] }] : []),
  ]
}

function field(input: Input): RichElement[] {
  const stands = cut(inputText(input).replace(/\s+/g, ' '), shown.text)
  const hint = input.hint && stands ? `  (${input.hint})` : ''
  return [...richText(cut(input.label, shown.text), true), ...richText(stands ? `  ${stands}` : ''), ...richText(hint)]
}
