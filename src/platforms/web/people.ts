/** People and conversations in the sandbox's own names. */
import type { Origin } from '../../chat/ports.ts'
import type { WebPerson } from './ports.ts'

export const installation = 'sandbox'

/** The direct message between a person and the bot. */
export const directOf = (account: string) => `dm-${account}`
export const isDirect = (conversation: string) => conversation.startsWith('dm-')

export function maySee(account: string, conversation: string): boolean {
  return !isDirect(conversation) || conversation === directOf(account)
}

export function originOf(person: Pick<WebPerson, 'account'>, conversation: string, once?: string): Origin {
  return {
    platform: 'web',
    installation,
    account: person.account,
    ...(!isDirect(conversation) && { channel: conversation }),
    ...(once && { once }),
  }
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase()
}
