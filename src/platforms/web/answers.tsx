/** Replies of chat/ as what the page does with them. */
import { randomUUID } from 'node:crypto'
import type { Message } from '../../chat/message.ts'
import { personsIn } from '../../chat/plain.ts'
import type { Names, Reply } from '../../chat/ports.ts'
import { withRaw } from '../../chat/read.ts'
import { draw, FormView } from './forms.tsx'
import { PrivateView } from './messages.tsx'
import { MessageBody, type Reader } from './render.tsx'

export type Shown =
  | { do: 'nothing' }
  | { do: 'private'; html: string; note: string; notTaken?: true }
  | { do: 'dialog' | 'refuse'; html: string; title: string }
  | { do: 'file'; name: string; type: string; base64: string }
  | { do: 'error'; text: string }

/** A reader who knows the names that these messages need. */
export async function readerOf(names: Names, zone: string, messages: Message[]): Promise<Reader> {
  const known = await names.of(messages.flatMap(personsIn))
  return { zone, name: (id) => known.get(id)?.name ?? 'somebody who left' }
}

/** A post goes to everybody in the conversation; everything else to the one who asked. */
export async function shownTo(
  reply: Reply,
  zone: string,
  { names, post }: { names: Names; post(message: Message): Promise<void> },
): Promise<Shown> {
  switch (reply.do) {
    case 'nothing':
      return { do: 'nothing' }
    case 'tell': {
      const reader = await readerOf(names, zone, [reply.message])
      const view = (
        <PrivateView>
          <MessageBody message={reply.message} reader={reader} scope={`p${randomUUID()}`} />
        </PrivateView>
      )
      const { summary } = reply.message
      return { do: 'private', html: await draw(view), note: summary, ...(reply.notTaken && { notTaken: true }) }
    }
    case 'post':
      await post(reply.message)
      return { do: 'nothing' }
    case 'open': {
      const { form } = reply
      return { do: 'dialog', title: form.title, html: await draw(<FormView form={form} scope="dialog" />) }
    }
    case 'refuse': {
      const form = withRaw(reply.form, reply.raw)
      const view = <FormView form={form} scope={`r${randomUUID()}`} errors={reply.errors} />
      // The page puts it where the form stood: in the message or in the dialog.
      return { do: 'refuse', title: form.title, html: await draw(view) }
    }
    case 'file':
      return { do: 'file', name: reply.name, type: reply.type, base64: Buffer.from(reply.content).toString('base64') }
  }
}
