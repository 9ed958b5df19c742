/** A message that somebody chose an action for, as Teams hands it over: its text may be HTML. */
import { z } from 'zod'
import type { ChosenMessage } from '../../chat/feature.ts'

const text = z.string().nullish().catch(undefined)

const chosenSchema = z.object({
  commandId: z.string(),
  messagePayload: z.object({
    linkToMessage: text,
    createdDateTime: text,
    body: z.object({ contentType: text, content: text }).optional().catch(undefined),
    from: z
      .object({
        user: z.object({ displayName: text }).nullish().catch(undefined),
        application: z.object({ displayName: text }).nullish().catch(undefined),
      })
      .nullish()
      .catch(undefined),
  }),
})

export interface Chosen {
  menu: string
  message: ChosenMessage
}

/** `null` where it is no message: such an action is offered nowhere else. */
export function readChosen(value: unknown): Chosen | null {
  const found = chosenSchema.safeParse(value)
  if (!found.success) return null
  const { commandId: menu, messagePayload } = found.data
  const { body, from, linkToMessage: link, createdDateTime } = messagePayload
  const content = body?.content ?? ''
  const author = (from?.user ?? from?.application)?.displayName
  const at = new Date(createdDateTime ?? Number.NaN)
  return {
    menu,
    message: {
      text: body?.contentType === 'text' ? content.trim() : wordsOf(content),
      ...(author && { author }),
      ...(link && { link }),
      ...(!Number.isNaN(at.getTime()) && { at }),
    },
  }
}

/** Each begins a line of its own, or ends one. */
const lines = /^\/?(p|div|br|li|ul|ol|tr|table|blockquote|pre|codeblock|h[1-6]|hr)$/
/** The words of a piece of HTML: only ever text. No pattern looks at a letter twice, however long the message is. */
export function wordsOf(html: string): string {
  const words = html
    .replace(/\s+/g, ' ')
    .replace(/<(\/?[a-z][a-z0-9]*)(?![a-z0-9])([^<>]*)>/gi, (_tag, name: string, attributes: string) => {
      const tag = name.toLowerCase()
      if (lines.test(tag)) return '\n'
      // Emoji and pictures say in words what they show.
      if (tag === 'img' || tag === 'emoji') return /\salt="([^"]*)"/i.exec(attributes)?.[1] ?? ''
      return ''
    })
  return decoded(words)
    .split('\n')
    .map((line) => line.replace(/[ \u00a0]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{2,}/g, '\n')
    .trim()
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Once: what was typed as "&lt;" is not read as a tag. */
function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
