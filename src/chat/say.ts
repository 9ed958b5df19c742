/** Short answers. */
import type { Outcome } from './feature.ts'
import type { Block, Message, Text } from './message.ts'

export function sentence(text: string, more: Block[] = []): Message {
  return { summary: text, blocks: [{ block: 'text', text }, ...more] }
}

export function tell(message: Message | string): Outcome {
  return { answer: { do: 'tell', message: typeof message === 'string' ? sentence(message) : message } }
}

export function lines(title: string, texts: Text[]): Message {
  return {
    summary: title,
    blocks: [{ block: 'heading', text: title }, ...texts.map((text) => ({ block: 'text' as const, text }))],
  }
}
