/** Names of the people in messages, asked for at once. */
import type { Message } from '../../chat/message.ts'
import { personsIn } from '../../chat/plain.ts'
import type { Names } from '../../chat/ports.ts'
import type { Reader } from './text.ts'

export async function readerOf(names: Names, messages: Message[]): Promise<Reader> {
  const known = await names.of(messages.flatMap(personsIn))
  return {
    name: (id) => known.get(id)?.name ?? 'somebody who left',
    account: (id) => known.get(id)?.account,
  }
}
