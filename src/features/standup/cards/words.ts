/** What somebody typed and what could not be taken: it is kept or given back, never lost. */
import type { Block, Message } from '../../../chat/message.ts'
import { sentence } from '../../../chat/say.ts'
import type { AnswerForm } from './prompt.ts'

export function wordsBack(refused: string, texts: string[]): Message {
  if (texts.length === 0) return sentence(refused)
  const words = texts.map((text): Block => ({ block: 'text', text }))
  return sentence(refused, [{ block: 'note', text: 'What you wrote:' }, ...words])
}

export function wordsKept(text: string, form: AnswerForm): Message {
  return sentence(text, [{ block: 'ask', form }])
}

/** Never shown: it reads a form that may not be sent any more, so that its words can be given back. */
export function bareForm(id: string, value: unknown, fields: string[]): AnswerForm {
  const inputs = fields.map((name) => [name, { input: 'text', label: 'Your text', optional: true }] as const)
  return { id, title: 'Not sent', submit: 'Send', value, inputs: Object.fromEntries(inputs) }
}
