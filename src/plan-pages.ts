/** Unified plans of kickoffs as pages behind signed addresses: read by whoever was given one, while they are in the crew. */
import type { Block, Inline, Text } from './chat/message.ts'
import { momentText } from './chat/moment.ts'
import { personsIn, tallySides } from './chat/plain.ts'
import { createSigner } from './chat/signing.ts'
import type { Db } from './db.ts'
import { pageOf } from './features/kickoff/feature/drawing.ts'
import { unkept } from './feeds.ts'
import { escaped, layout, pageHeaders } from './pages.ts'
import { namesOf } from './people/persons.ts'
import type { ProductClock } from './schedule/clock.ts'

export interface PlanPageOptions {
  db: Db
  clock: ProductClock
  /** TANDEM_SECRET: every process that has it serves what any of them has signed. */
  secret: string
  publicUrl: string
}

const days = 30
const dayMs = 86_400_000

export function createPlanPages({ db, clock, secret, publicUrl }: PlanPageOptions) {
  const signer = createSigner(secret, 'kickoff')
  const root = publicUrl.replace(/\/+$/, '')

  return {
    address(kickoffId: number, personId: number): string {
      const until = clock.now().getTime() + days * dayMs
      const mark = signer.sign([String(kickoffId), String(personId)], until)
      return `${root}/kickoff/${kickoffId}-${personId}?until=${until}&mark=${mark}`
    },

    /** `name`: "3-12", of the kickoff and of whoever was given it. */
    async open(name: string, { until = '', mark = '' }: { until?: string; mark?: string }): Promise<Response> {
      const [, kickoffId = '', personId = ''] = /^([1-9]\d{0,8})-([1-9]\d{0,8})$/.exec(name) ?? []
      // Before the database is asked: who has no address costs nothing.
      const verdict = signer.verify([kickoffId, personId], until, mark, clock.now().getTime())
      if (verdict === 'wrong')
        return said(404, 'There is no such page', 'The address is not complete, or it was changed.')
      if (verdict === 'old')
        return said(
          410,
          'This address has ended',
          `It held for ${days} days. As a page, on the card of the kickoff, gives a new one.`,
        )
      const message = await pageOf(db.read, Number(kickoffId), Number(personId))
      if (!message)
        return said(
          410,
          'This page is not for you any more',
          'It is for members of its crew. Whoever was given this address is none any more, or the plan is gone.',
        )
      const names = await namesOf(db.read, personsIn(message))
      return page(200, message.summary, message.blocks.map((block) => drawn(block, names)).join('\n'))
    },
  }
}

type Names = Map<number, string>

/** Blocks of a plan; the others stand on no such page, and buttons have nothing to press here. */
function drawn(block: Block, names: Names): string {
  const text = (value: Text) => inlines(value, names)
  switch (block.block) {
    case 'heading':
      return `<h1 dir="auto">${escaped(block.text)}</h1>`
    case 'text':
      return `<p dir="auto">${text(block.text)}</p>`
    case 'note':
      return `<p class="note" dir="auto">${text(block.text)}</p>`
    case 'facts': {
      const facts = block.facts.map(
        ({ label, value }) => `<div><dt>${escaped(label)}</dt><dd dir="auto">${text(value)}</dd></div>`,
      )
      return `<dl>${facts.join('\n')}</dl>`
    }
    case 'tally': {
      const rows = block.rows.map(
        (row) =>
          `<tr><th scope="row">${escaped(row.label)}</th><td>${row.count} of ${block.of}${escaped(tallySides(row))}</td></tr>`,
      )
      return `<table><caption>${escaped(block.label)}</caption>${rows.join('')}</table>`
    }
    case 'alert':
    case 'progress':
    case 'answers':
    case 'people':
    case 'ask':
    case 'buttons':
    case 'divider':
    case 'chart':
      return ''
  }
}

const inlines = (text: Text, names: Names): string =>
  typeof text === 'string' ? lines(text) : text.map((part) => inline(part, names)).join('')

function inline(part: Inline, names: Names): string {
  if (typeof part === 'string') return lines(part)
  if ('strong' in part) return `<strong>${lines(part.strong)}</strong>`
  if ('quiet' in part) return lines(part.quiet)
  if ('person' in part) return `<bdi>${escaped(names.get(part.person) ?? 'somebody')}</bdi>`
  if ('when' in part)
    return `<time datetime="${part.when.toISOString()}">${escaped(momentText(part.when, part.zone))}</time>`
  return escaped(part.text)
}

const lines = (text: string): string => escaped(text).replaceAll('\n', '<br>')

function page(status: number, title: string, content: string): Response {
  return new Response(layout(title, content, { nav: false }), { status, headers: { ...pageHeaders, ...unkept } })
}

const said = (status: number, title: string, text: string): Response =>
  page(status, title, `<h1>${escaped(title)}</h1><p>${escaped(text)}</p>`)
