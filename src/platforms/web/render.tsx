/** Blocks as HTML. JSX escapes whatever people typed; `dir="auto"` lets right-to-left text read its own way. */
import { raw } from 'hono/html'
import type { Child, FC } from 'hono/jsx'
import { pageSvgs } from '../../charts/svg.ts'
import type { Block, Button, Inline, Message, Text } from '../../chat/message.ts'
import { momentText } from '../../chat/moment.ts'
import { plainInline, tallySides } from '../../chat/plain.ts'
import { FormView } from './forms.tsx'
import { limits } from './limits.ts'

export interface Reader {
  name(person: number): string
  zone: string
}

type With<K extends Block['block']> = { block: Extract<Block, { block: K }>; reader: Reader }

export const MessageBody: FC<{ message: Message; reader: Reader; scope: string }> = ({ message, reader, scope }) => (
  <div class="blocks">
    {message.blocks.map((block, index) => (
      <BlockView block={block} reader={reader} scope={`${scope}-${index}`} headings={headingsOf(message)} />
    ))}
  </div>
)

const headingsOf = ({ blocks }: Message) => blocks.flatMap((one) => (one.block === 'heading' ? [one.text] : []))

type BlockProps = { block: Block; reader: Reader; scope: string; headings: string[] }

const BlockView: FC<BlockProps> = ({ block, reader, scope, headings }) => {
  switch (block.block) {
    case 'heading':
      return <h2 dir="auto">{block.text}</h2>
    case 'text':
      return <p dir="auto">{inlines(block.text, reader)}</p>
    case 'note':
      return (
        <p class="note" dir="auto">
          {inlines(block.text, reader)}
        </p>
      )
    case 'alert':
      return <Alert block={block} reader={reader} />
    case 'facts':
      return (
        <dl class="facts">
          {block.facts.map(({ label, value }) => (
            <div>
              <dt dir="auto">{label}</dt>
              <dd dir="auto">{inlines(value, reader)}</dd>
            </div>
          ))}
        </dl>
      )
    case 'progress':
      return <Progress block={block} reader={reader} />
    case 'tally':
      return <Tally block={block} reader={reader} />
    case 'answers':
      return <Answers block={block} reader={reader} />
    case 'people':
      return <People block={block} reader={reader} />
    case 'ask':
      return <FormView form={block.form} scope={scope} />
    case 'buttons':
      return <Buttons buttons={block.buttons} />
    case 'divider':
      return <hr />
    case 'chart':
      return <ChartView block={block} reader={reader} titled={!headings.includes(block.chart.title)} />
  }
}

export function inlines(text: Text, reader: Reader): Child {
  return typeof text === 'string' ? lines(text) : <>{text.map((part) => inline(part, reader))}</>
}

function inline(part: Inline, reader: Reader): Child {
  if (typeof part === 'string') return lines(part)
  if ('strong' in part) return <strong>{part.strong}</strong>
  if ('quiet' in part) return <span class="quiet">{part.quiet}</span>
  if ('person' in part) return <b class={part.notify ? 'person notify' : 'person'}>{reader.name(part.person)}</b>
  if ('link' in part) return <a href={part.link}>{part.text}</a>
  return <time datetime={part.when.toISOString()}>{momentText(part.when, part.zone, reader.zone)}</time>
}

/** Line breaks as typed. */
function lines(text: string): Child {
  if (!text.includes('\n')) return text
  return (
    <>
      {text.split('\n').map((line, index) => (
        <>
          {index ? <br /> : null}
          {line}
        </>
      ))}
    </>
  )
}

const Alert: FC<With<'alert'>> = ({ block, reader }) => (
  <div class={/^(resolved|answered)/i.test(block.label) ? 'alert done' : 'alert'}>
    <p dir="auto">
      <span class="tag">{block.label}</span> {inlines(block.text, reader)}
    </p>
    {block.buttons?.length ? <Buttons buttons={block.buttons} /> : null}
  </div>
)

const Progress: FC<With<'progress'>> = ({ block }) => (
  <div class="progress">
    <p class="count">
      <strong>
        {block.done} of {block.of}
      </strong>{' '}
      {block.label}
    </p>
    <ul>
      {block.sides.map(({ label, done, of }, index) => (
        <li class={`side-${index}`}>
          <span>
            {label} {done} of {of}
          </span>
          <progress value={done} max={Math.max(of, 1)} aria-label={`${label}: ${done} of ${of}`}>
            {done} of {of}
          </progress>
        </li>
      ))}
    </ul>
  </div>
)

const Tally: FC<With<'tally'>> = ({ block: { label, of, rows } }) => (
  <ul class="tally">
    {rows.map((row) => (
      <li class={row.won ? 'won' : undefined}>
        <span class="option">
          <bdi>{row.won ? <strong>{row.label}</strong> : row.label}</bdi>
        </span>
        <meter
          value={row.count}
          max={Math.max(of, 1)}
          aria-label={`${row.label}: ${row.said ?? `${row.count} of ${of}`} ${label}`}
        />
        <span>
          {row.said ?? `${row.count} of ${of}`} {label}
          <span class="quiet">{tallySides(row)}</span>
          {row.won ? ', first' : null}
        </span>
      </li>
    ))}
  </ul>
)

const Answers: FC<With<'answers'>> = ({ block, reader }) => (
  <div class="answers">
    {block.groups.map(({ label, people }, index) => (
      <section class={`side-${index}`}>
        <h3>{label}</h3>
        <ul>
          {people.map(({ person, parts }) => (
            <li>
              <b class="person" dir="auto">
                {reader.name(person)}
              </b>
              <div>
                {parts.map((part) => (
                  <p dir="auto">{inlines(part, reader)}</p>
                ))}
              </div>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </div>
)

const People: FC<With<'people'>> = ({ block, reader }) => (
  <div class="people">
    {block.groups.map(({ label, people }, index) => (
      <section class={`side-${index}`}>
        <h3>
          {label} <span class="quiet">({people.length})</span>
        </h3>
        {/* Scrolls when long, so it must be reachable by keyboard. */}
        <ul {...(people.length > limits.filterFrom ? { class: 'many', tabindex: 0 } : {})}>
          {people.map(({ person, note }) => (
            <li dir="auto">
              <b class="person">{reader.name(person)}</b>
              {note ? <span class="quiet"> {inlines(note, reader)}</span> : null}
            </li>
          ))}
        </ul>
      </section>
    ))}
  </div>
)

/** Drawn for three widths, of which one is shown; the words are always there. */
const ChartView: FC<With<'chart'> & { titled: boolean }> = ({ block, reader, titled }) => {
  const svgs = pageSvgs(block.chart, titled)
  const words = <p dir="auto">{inlines(block.text, reader)}</p>
  if (!svgs) return words
  const label = `${block.chart.title}. ${plainInline(block.text, reader)}`
  return (
    <figure class="chart">
      {Object.entries(svgs).map(([place, svg]) => (
        <div class={`for-${place}`} role="img" aria-label={label}>
          {raw(svg)}
        </div>
      ))}
      <details>
        <summary>In words</summary>
        {words}
      </details>
    </figure>
  )
}

const Buttons: FC<{ buttons: Button[] }> = ({ buttons }) => (
  <div class="buttons">
    {buttons.map(({ press, label, value, style, confirm }) => (
      <button
        type="button"
        class={style}
        data-press={press}
        data-value={JSON.stringify(value)}
        data-confirm={confirm && JSON.stringify(confirm)}
      >
        {label}
      </button>
    ))}
  </div>
)
