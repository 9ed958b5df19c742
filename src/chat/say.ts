/** Short answers. */
import type { Answer, Outcome } from './feature.ts'
import type { Block, Message } from './message.ts'

type Tell = Extract<Answer, { do: 'tell' }>

export function sentence(text: string, more: Block[] = []): Message {
  return { summary: text, blocks: [{ block: 'text', text }, ...more] }
}

export function telling(message: Message | string): Tell {
  return { do: 'tell', message: typeof message === 'string' ? sentence(message) : message }
}

export function tell(message: Message | string): Outcome {
  return { answer: telling(message) }
}

/** The answer to a form that can no longer be sent: what was typed in it stays with the person. */
export function notTaken(message: Message | string): Outcome {
  return { answer: { ...telling(message), notTaken: true } }
}
