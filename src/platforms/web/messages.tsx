/** Messages as they stand in a conversation. */
import type { Child, FC } from 'hono/jsx'
import { momentText } from '../../chat/moment.ts'
import { limits } from './limits.ts'
import { initials } from './people.ts'
import type { StoredMessage, WebPerson } from './ports.ts'
import { MessageBody, type Reader } from './render.tsx'

type StoredProps = { message: StoredMessage; people: WebPerson[]; reader: Reader; replies?: StoredMessage[] }

/** One message; as a root, with the thread below it. */
export const StoredView: FC<StoredProps> = ({ message, people, reader, replies }) => {
  const by = people.find(({ account }) => account === message.account)
  const name = message.account === null ? 'Tandem' : (by?.name ?? 'Somebody')
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
        <p class="meta">
          <b dir="auto">{name}</b>{' '}
          <time datetime={message.sentAt.toISOString()}>{momentText(message.sentAt, reader.zone)}</time>
          {message.updatedAt ? <span class="quiet"> kept current</span> : null}
        </p>
        <MessageBody message={message.message} reader={reader} scope={`m${message.id}`} />
        {message.underId === null ? <Thread replies={replies ?? []} people={people} reader={reader} /> : null}
      </div>
    </article>
  )
}

const Thread: FC<{ replies: StoredMessage[]; people: WebPerson[]; reader: Reader }> = ({ replies, people, reader }) => {
  const list = replies.map((reply) => <StoredView message={reply} people={people} reader={reader} />)
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
