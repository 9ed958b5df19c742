/** Small things that every press of decisions needs. */
import type { Outcome, Refusal } from '../../../chat/feature.ts'
import type { Form } from '../../../chat/form.ts'
import { tell } from '../../../chat/say.ts'

/** A form, or why not. */
export const opened = (form: Form | Refusal): Outcome =>
  'refused' in form ? tell(form.refused) : { answer: { do: 'open', form } }
