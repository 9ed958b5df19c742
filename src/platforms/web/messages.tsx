/** Messages as they stand in a conversation. */
import type { Child, FC } from 'hono/jsx'
import { momentText } from '../../chat/moment.ts'
import { limits } from './limits.ts'
import { initials } from './people.ts'
import type { MenuHint, StoredMessage, WebPerson } from './ports.ts'
import { MessageBody, type Reader } from './render.tsx'

type Around = { people: WebPerson[]; menus: MenuHint[]; reader: Reader }
type StoredProps = Around & { message: StoredMessage; replies?: StoredMessage[] }

export const authorOf = (message: StoredMessage, people: WebPerson[]): string =>
  message.account === null ? 'Tandem' : (people.find(({ account }) => account === message.account)?.name ?? 'Somebody')

/** One message; as a root, with the thread below it. */
export const StoredView: FC<StoredProps> = ({ message, replies, ...around }) => {
  const { people, menus, reader } = around
  const name = authorOf(message, people)
  return (
    <article
      class={message.account === null ? 'message bot' : 'message'}
      id={`m-${message.id}`}
      data-under={message.underId ?? undefined}
      aria-label={`${name}: ${message.message.summary}`}
    >
      <div class="avatar" aria-hidden="true">
        {message.account === null ? <img src="/assets/logo.svg" alt="" width="28" height="28" /> : initials(name)}
      </div>
      <div class="body">
        <div class="meta">
          <b dir="auto">{name}</b>{' '}
          <time datetime={message.sentAt.toISOString()}>{momentText(message.sentAt, reader.zone)}</time>
          {message.updatedAt ? <span class="quiet"> kept current</span> : null}
          <Menu message={message} name={name} menus={menus} />
        </div>
        <MessageBody message={message.message} reader={reader} scope={`m${message.id}`} />
        {message.underId === null ? <Thread replies={replies ?? []} {...around} /> : null}
      </div>
    </article>
  )
}

/** Opens without a script; Escape and a press elsewhere close it. */
const Menu: FC<{ message: StoredMessage; name: string; menus: MenuHint[] }> = ({ message, name, menus }) =>
  menus.length ? (
    <details class="menu">
      <summary aria-label={`What to do with what ${name} said`} title="More">
        <span aria-hidden="true">⋯</span>
      </summary>
      <ul>
        {menus.map(({ id, title, summary }) => (
          <li>
            <button type="button" data-menu={id} data-message={String(message.id)} title={summary}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </details>
  ) : null

const Thread: FC<Around & { replies: StoredMessage[] }> = ({ replies, ...around }) => {
  const list = replies.map((reply) => <StoredView message={reply} {...around} />)
  if (replies.length <= limits.repliesOpen) return <div class="thread">{list}</div>
  return (
    <details class="thread">
      <summary>{replies.length} replies</summary>
      {list}
    </details>
  )
}

/** A private answer: in the page of the one who asked, and nowhere else. */
export const PrivateView: FC<{ children?: Child }> = ({ children }) => (
  <article class="message private">
    <div class="avatar" aria-hidden="true">
      <img src="/assets/logo.svg" alt="" width="28" height="28" />
    </div>
    <div class="body">
      <p class="meta">
        <b>Tandem</b> <span class="quiet">only you see this</span>
        <button type="button" class="dismiss" data-dismiss="" aria-label="Dismiss">
          ×
        </button>
      </p>
      {children}
    </div>
  </article>
)
