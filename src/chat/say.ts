/** Short answers. */
import type { Answer, Context, Outcome, Refusal } from './feature.ts'
import type { Form, RawValues } from './form.ts'
import type { Block, Message } from './message.ts'
import type { HandedLink } from './ports.ts'

type Tell = Extract<Answer, { do: 'tell' }>

export function sentence(text: string, more: Block[] = []): Message {
  return { summary: text, blocks: [{ block: 'text', text }, ...more] }
}

/** A file behind a link. The summary, which notifications show, does not open it. */
export function handed(name: string, { link, minutes }: HandedLink): Message {
  const text = [`It can be downloaded for ${minutes} minutes: `, { link, text: name }]
  return { summary: `${name} can be downloaded for ${minutes} minutes.`, blocks: [{ block: 'text', text }] }
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

/** A form, or why it is not shown. */
export const opened = (form: Form | Refusal): Outcome =>
  'refused' in form ? tell(form.refused) : { answer: { do: 'open', form } }

/** A button that only opens the form of the same name. */
export const opening =
  <V>(draw: (value: V, ctx: Context) => Promise<Form | Refusal>) =>
  async (value: V, ctx: Context): Promise<Outcome> =>
    opened(await draw(value, ctx))

/** A handler's refusal as adapters get it: with the form to show again. */
export function refusal({ outcome, again }: { outcome: Outcome; again?: { form: Form; raw: RawValues } }) {
  if (outcome.answer?.do !== 'refuse') return undefined
  const { errors } = outcome.answer
  // Outside a form there is no field to put the sentence beside.
  return again ? { do: 'refuse' as const, errors, ...again } : telling(Object.values(errors).join(' '))
}
