/** The page: who you are, where you are, and the conversations beside each other. */
import type { Child, FC } from 'hono/jsx'
import { cityOf, momentText } from '../../chat/moment.ts'
import { StoredView } from './messages.tsx'
import { directOf, isDirect } from './people.ts'
import type { MenuHint, StoredMessage, WebChannel, WebPerson } from './ports.ts'
import type { Reader } from './render.tsx'

export interface ConversationView {
  id: string
  name: string
  hint: string
  messages: StoredMessage[]
}

export interface PageProps {
  me: WebPerson
  /** How far the stream was when it was drawn. */
  at: string
  people: WebPerson[]
  channels: WebChannel[]
  menus: MenuHint[]
  /** The ones shown, the chosen one first. */
  shown: ConversationView[]
  current: string
  /** Of the commands. */
  root: string
  now: Date
  sample: boolean
  reader: Reader
}

export const Page: FC<PageProps> = (props) => {
  const { me, at, people, shown, current, root, now, sample } = props
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${shown[0]?.name ?? 'Tandem'} - Tandem sandbox`}</title>
        <link rel="icon" href="/assets/logo.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/style.css" />
        <script type="module" src="/assets/client.js" />
      </head>
      <body data-me={me.account} data-at={at} data-current={current} data-root={root}>
        <a class="skip" href="#conversations">
          Skip to the conversation
        </a>
        <header class="top">
          <a class="brand" href={`/${me.account}/${current}`}>
            <img src="/assets/logo.svg" alt="" width="28" height="28" /> Tandem <span class="quiet">sandbox</span>
          </a>
          <PersonSwitch me={me} people={people} />
          <Clock now={now} zone={me.zone} />
        </header>
        {sample ? (
          <aside class="sample" aria-label="Sample data">
            <p>
              Sample data<span class="wide">: Northwind and its people are invented.</span>
            </p>
            <button type="button" data-remove-sample="">
              Remove it
            </button>
          </aside>
        ) : null}
        <Sidebar {...props} />
        <main id="conversations" class={shown.length > 1 ? 'columns' : undefined} tabindex={-1}>
          {shown.map((conversation) => (
            <Conversation view={conversation} {...props} />
          ))}
        </main>
        <div id="announcer" class="hidden" aria-live="polite" />
      </body>
    </html>
  )
}

const PersonSwitch: FC<{ me: WebPerson; people: WebPerson[] }> = ({ me, people }) => (
  <div class="who">
    <label for="who">You are</label>
    <select id="who">
      {people.map(({ account, name, sides }) => (
        <option value={account} selected={account === me.account}>
          {sides.length ? `${name}, ${sides.join('; ')}` : name}
        </option>
      ))}
    </select>
  </div>
)

const Clock: FC<{ now: Date; zone: string }> = ({ now, zone }) => (
  <div class="clock" role="group" aria-label="Time in the sandbox">
    <ClockTime now={now} zone={zone} />
    <button type="button" data-clock="prompt">
      Next prompt
    </button>
    <button type="button" data-clock="hour">
      +1 h
    </button>
    <button type="button" data-clock="day">
      Next <span class="wide">working </span>day
    </button>
  </div>
)

export const ClockTime: FC<{ now: Date; zone: string }> = ({ now, zone }) => (
  <time id="now" datetime={now.toISOString()}>
    {momentText(now, zone)} <span class="quiet">{cityOf(zone)}</span>
  </time>
)

const Sidebar: FC<PageProps> = ({ me, channels, current }) => {
  const crews = [...new Map(channels.flatMap(({ crew }) => (crew ? [[crew.id, crew.name] as const] : [])))]
  const groups = [
    ...crews.map(([id, name]) => ({ name, list: channels.filter(({ crew }) => crew?.id === id) })),
    { name: 'Other channels', list: channels.filter(({ crew }) => crew === null) },
  ].filter(({ list }) => list.length > 0)
  return (
    <nav class="sidebar" aria-label="Conversations">
      {groups.map(({ name, list }) => (
        <section>
          <h2 dir="auto">{name}</h2>
          <ul>
            {list.map((channel) => (
              <Link me={me} id={channel.id} current={current}>
                {channel.name}
              </Link>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <h2>Direct message</h2>
        <ul>
          <Link me={me} id={directOf(me.account)} current={current}>
            Tandem
          </Link>
        </ul>
      </section>
    </nav>
  )
}

const Link: FC<{ me: WebPerson; id: string; current: string; children?: Child }> = ({ me, id, current, children }) => (
  <li>
    <a
      href={`/${me.account}/${id}`}
      data-conversation={id}
      aria-current={id === current ? 'page' : undefined}
      dir="auto"
    >
      {children}
      <span class="unread" hidden>
        new
      </span>
    </a>
  </li>
)

const Conversation: FC<PageProps & { view: ConversationView }> = ({ view, people, menus, reader, current }) => (
  <section
    class={view.id === current ? 'conversation current' : 'conversation'}
    data-conversation={view.id}
    aria-labelledby={`title-${view.id}`}
  >
    <h1 id={`title-${view.id}`} dir="auto">
      {view.name}
    </h1>
    <div class="messages" role="log" aria-label={`Messages in ${view.name}`} tabindex={0}>
      {view.messages.length === 0 ? (
        <div class="empty">
          <p>{view.hint}</p>
        </div>
      ) : null}
      {view.messages
        .filter(({ underId }) => underId === null)
        .map((message) => (
          <StoredView
            message={message}
            replies={view.messages.filter(({ underId }) => underId === message.id)}
            people={people}
            menus={menus}
            reader={reader}
          />
        ))}
    </div>
    <Composer id={view.id} name={view.name} />
  </section>
)

const Composer: FC<{ id: string; name: string }> = ({ id, name }) => (
  <form class="composer" data-composer={id} autocomplete="off">
    <div class="combo">
      <ul class="completions" id={`list-${id}`} role="listbox" aria-label="Commands" hidden />
      <input
        type="text"
        name="text"
        role="combobox"
        aria-label={`Write in ${name}`}
        aria-autocomplete="list"
        aria-expanded="false"
        aria-controls={`list-${id}`}
        placeholder={isDirect(id) ? 'Write, or / for commands' : 'Type / for commands'}
        dir="auto"
      />
    </div>
    <button type="submit">Send</button>
  </form>
)
