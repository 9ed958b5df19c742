/** Teams: what arrives becomes calls of chat/, and replies become what Teams can show. botbuilder checks who sent it. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { errorFields } from '../../chat/boundary.ts'
import type { Progress } from '../../chat/feature.ts'
import type { Inspect, Reply, Sender } from '../../chat/ports.ts'
import { type Arrived, type Incoming, readActivity, readPressed } from './activity.ts'
import { closed, executed, inDialog, ownView, type Turn, toast, typed } from './answers.ts'
import { readChosen } from './chosen.ts'
import { createFiles } from './files.ts'
import { rawOf, typedIn } from './forms.ts'
import { createInspect } from './inspect.ts'
import { createLate } from './late.ts'
import { limits } from './limits.ts'
import { createMeeting } from './meeting.ts'
import { kindOf, onceOf, originOf, placeOf, tenantOf, typedBy } from './people.ts'
import type { TeamsOptions } from './ports.ts'
import { render } from './render.ts'
import { type AskTeam, type Invoked, loadSdk } from './sdk.ts'
import { createSeals } from './seal.ts'
import { createPost, createSender, textActivity } from './sender.ts'

export interface Teams {
  routes: Hono
  sender: Sender
  inspect: Inspect
  start(): void
  /** Waits for introductions and late answers that are still going on. */
  stop(): Promise<void>
}

export const messagesPath = '/api/messages'

export async function createTeams(options: TeamsOptions): Promise<Teams> {
  const { settings, chat, log, name = 'Tandem', draw, zoneOf } = options
  // With no app id botbuilder takes every request for Teams' own.
  if (!settings.appId && !settings.allowUnauthenticated) throw new Error('Teams has no MicrosoftAppId')
  const sdk = await loadSdk(settings)
  const seals = createSeals(settings.appPassword)
  const needs = { ...options, sdk, seals }
  const post = createPost(needs)
  const files = createFiles({ loopback: settings.allowUnauthenticated, links: options.links })
  const answering = { post, files, draw, zoneOf }
  const late = createLate({ ...answering, log, answerMs: options.answerMs })
  const meeting = createMeeting(options, sdk)

  const routes = new Hono()
  routes.post(messagesPath, bodyLimit({ maxSize: limits.bodyBytes }), receive)

  async function receive(c: Context): Promise<Response> {
    const body = await c.req.json().catch(() => null)
    const activity = readActivity(body)
    if (!activity) return c.json({ error: 'Not an activity' }, 400)
    try {
      const { status, body: answer } = await sdk.turn(c.req.header('authorization') ?? '', body, (ask) =>
        turn(activity, ask),
      )
      return answer === undefined ? c.body(null, status as 200) : c.json(answer, status as 200)
    } catch (error) {
      const { statusCode } = error as { statusCode?: unknown }
      const refused = statusCode === 401 || statusCode === 403
      log[refused ? 'warn' : 'error']('teams.refused', { activity: activity.type, ...errorFields(error) })
      return c.body(null, refused ? statusCode : 500)
    }
  }

  async function turn(activity: Incoming, ask: AskTeam): Promise<Invoked | undefined> {
    const installation = tenantOf(activity) ?? settings.tenantId ?? 'teams'
    if (settings.tenantId && installation !== settings.tenantId) {
      log.warn('teams.foreign', { activity: activity.type })
      return activity.type === 'invoke' ? { status: 403 } : undefined
    }
    switch (activity.type) {
      case 'message':
        await meeting.met(activity, installation, ask)
        await heard(activity, installation)
        return undefined
      case 'invoke':
        await meeting.met(activity, installation, ask)
        return invoked(activity, installation)
      case 'conversationUpdate':
      case 'installationUpdate':
        await meeting.changed(activity, installation, ask)
        return undefined
      default:
        return undefined
    }
  }

  function turnOf(activity: Incoming, installation: string, once?: string): Turn {
    return {
      origin: originOf(activity, installation, once),
      kind: kindOf(activity),
      here: placeOf(activity, installation),
      thread: threadOf(activity),
    }
  }

  async function heard(activity: Incoming, installation: string): Promise<void> {
    const { line, mentioned } = typedBy(activity, name)
    const { kind, ...rest } = turnOf(activity, installation, onceOf(activity))
    if (kind !== 'personal' && !mentioned) return
    if (kind === 'personal' && !mentioned && !line) return
    const command = mentioned || line.startsWith('/')
    const reply = command ? await chat.command(rest.origin, line) : await chat.text(rest.origin, line)
    try {
      await typed(answering, { kind, ...rest }, reply, line)
    } catch (error) {
      // Said as well as could be: what was done stands, and answers are not repeated.
      log.warn('teams.unanswered', { reply: reply.do, ...errorFields(error) })
    }
  }

  async function invoked(activity: Incoming, installation: string): Promise<Invoked> {
    switch (activity.name) {
      case 'adaptiveCard/action':
        return pressed(activity, installation).catch((error) => toast(unshown(activity, error)))
      case 'composeExtension/fetchTask':
        return menu(activity, installation).catch((error) => closed(unshown(activity, error)))
      case 'task/fetch':
      case 'task/submit':
      // What is sent or pressed in the dialog of a menu's action.
      case 'composeExtension/submitAction':
        return dialogs(activity, installation).catch((error) => closed(unshown(activity, error)))
      case 'fileConsent/invoke': {
        const { origin, here } = turnOf(activity, installation)
        const said = await files.decided(origin.account, activity.value)
        await post.send(here, typeof said === 'string' ? textActivity(said) : said)
        return { status: 200 }
      }
      default:
        return { status: 501 }
    }
  }

  /** What was done stands: it was committed before the answer. */
  function unshown(activity: Incoming, error: unknown): string {
    log.warn('teams.unanswered', { activity: activity.name, ...errorFields(error) })
    return 'It is done, and Teams did not take the answer. Look at the card, or press again.'
  }

  const outdated = 'This button is from an older version; nothing was changed.'

  async function pressed(activity: Incoming, installation: string): Promise<Invoked> {
    const arrived = readPressed(activity.value)
    if (!arrived) return toast(outdated)
    const { pressed: what } = arrived
    const turn = turnOf(activity, installation, onceOf(activity))
    const card = seals.opened(turn.here, 'card' in what ? what.card : undefined)
    if (what.do === 'back') {
      const message = card ? await draw(card) : null
      if (!message) return toast(outdated)
      return ownView(render(message, { reader: await post.readerOf(installation, [message]), card }))
    }
    const acting = { ...turn, card, form: what.do === 'form' }
    return late.inTime(
      turn,
      (progress) => acted(arrived, turn, progress),
      (reply) => executed(answering, acting, reply),
      toast,
    )
  }

  async function menu(activity: Incoming, installation: string): Promise<Invoked> {
    const chosen = readChosen(activity.value)
    if (!chosen) return closed('Choose this in the menu of a message.')
    // Opening may be asked for twice and must answer twice.
    const turn = turnOf(activity, installation)
    return inDialog(answering, turn, await chat.menu(turn.origin, chosen.menu, chosen.message))
  }

  async function dialogs(activity: Incoming, installation: string): Promise<Invoked> {
    const arrived = readPressed(activity.value)
    if (!arrived) return closed(outdated)
    // Opening may be asked for twice and must answer twice.
    const turn = turnOf(activity, installation, activity.name === 'task/fetch' ? undefined : onceOf(activity))
    const { pressed: what } = arrived
    if (what.do === 'line' && what.asker !== turn.origin.account) {
      return closed('Somebody else asked for this form. Type the same command to get your own.')
    }
    const words = what.do === 'form' ? typedIn(rawOf(arrived.inputs, what.scope)) : []
    return late.inTime(
      turn,
      (progress) => acted(arrived, turn, progress),
      (reply) => inDialog(answering, { ...turn, words }, reply),
      closed,
    )
  }

  async function acted({ pressed: what, inputs }: Arrived, { origin }: Turn, progress: Progress): Promise<Reply> {
    switch (what.do) {
      case 'press':
        return chat.press(origin, what.press, what.value)
      case 'form':
        // A refused try may be sent again: only what was saved is remembered by its id.
        return chat.submit({ ...origin, once: what.once }, what.form, what.value, rawOf(inputs, what.scope), progress)
      case 'line':
        return chat.command(origin, what.line)
      case 'back':
        return { do: 'nothing' }
    }
  }

  return {
    routes,
    sender: {
      ...createSender(post, needs),
      lookAround: ({ installation, channel }) => channel && meeting.around({ installation, conversation: channel }),
    },
    inspect: createInspect(options.references),
    start() {},
    async stop() {
      await Promise.all([meeting.settled(), late.settled()])
    },
  }
}

/** The root of the thread that a message stands in. */
function threadOf({ conversation, id }: Incoming): string | undefined {
  return conversation.id.split(';messageid=')[1] ?? id
}
