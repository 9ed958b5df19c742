/** The ways of acting: a command, a press in a message or in a view, a submission, an event. */
import { chartsIn, type Message } from '../../chat/message.ts'
import { sentence } from '../../chat/say.ts'
import { type Answers, asked, newForm, type Way, type Where } from './answers.ts'
import type { ViewState } from './bodies.ts'
import { errorsFor, formView, type Meta, messageView } from './forms.ts'
import { limits } from './limits.ts'

type Ack = (body?: unknown) => Promise<void>

/** An acknowledgement that is given once, and at the latest when Slack would stop waiting. */
export interface Timely {
  /** True for whoever comes first. */
  take(): boolean
  /** Slack has stopped waiting. */
  late(): boolean
  done(): void
}

export function timely(late: () => Promise<void>): Timely {
  let [taken, ended] = [false, false]
  const timer = setTimeout(() => {
    taken = true
    ended = true
    void late().catch(() => {})
  }, limits.answerMs)
  return {
    take() {
      clearTimeout(timer)
      const first = !taken
      taken = true
      return first
    },
    late: () => ended,
    done: () => clearTimeout(timer),
  }
}

export interface Acting {
  answers: Answers
  where: Where
  ack: Ack
  trigger?: string | undefined
  responseUrl?: string | undefined
}

const keep = ({ where, responseUrl }: Acting) => ({
  ...(where.channel && { channel: where.channel }),
  ...(responseUrl && { responseUrl }),
})

/** Answered in the acknowledgement; what does not fit there, or came too late, by the response_url. */
export function commandWay(acting: Acting): Way {
  const { answers, ack, where, trigger = '', responseUrl = '' } = acting
  const time = timely(() => ack())
  const say = async (message: Message, inChannel: boolean) => {
    const [first, ...more] = await answers.messages(where, message)
    // Several messages go one way, so that they keep their order. What is wrong with a picture is said there only.
    if (!first || more.length || chartsIn(message.blocks).length || !time.take()) {
      await answers.respond(where, responseUrl, message, inChannel)
      if (time.take()) await ack()
      return
    }
    await ack({ response_type: inChannel ? 'in_channel' : 'ephemeral', ...first })
  }
  return {
    async nothing() {
      if (time.take()) await ack()
    },
    tell: (message) => say(message, false),
    post: (message) => say(message, true),
    async open(form) {
      const client = await answers.client(where.installation)
      const view = newForm(form, keep(acting))
      if (!(await answers.opened(() => client.views.open({ trigger_id: trigger, view }))))
        return say(asked(form), false)
      if (time.take()) await ack()
    },
    refuse: (_form, _raw, errors) => say(sentence(Object.values(errors).join(' ')), false),
  }
}

/** A press in a message is acknowledged with nothing, once its answer went to the response_url. */
export function pressWay(acting: Acting): Way {
  const { answers, ack, where, trigger = '', responseUrl } = acting
  const time = timely(() => ack())
  const acked = async () => {
    if (time.take()) await ack()
  }
  const say = async (message: Message, inChannel: boolean) => {
    if (responseUrl) await answers.respond(where, responseUrl, message, inChannel)
    else await answers.inPlace(where, message, { onlyThem: !inChannel })
    await acked()
  }
  const tell = (message: Message) => say(message, false)
  return {
    nothing: acked,
    tell,
    post: (message) => say(message, true),
    async open(form) {
      const client = await answers.client(where.installation)
      const view = newForm(form, keep(acting))
      const open = await answers.opened(() => client.views.open({ trigger_id: trigger, view }))
      return open ? acked() : tell(asked(form))
    },
    refuse: (_form, _raw, errors) => tell(sentence(Object.values(errors).join(' '))),
  }
}

/** A press inside a modal or Home: the answer lies on top of it, or takes its place where three lie there. */
export function viewPressWay(acting: Acting, view: { id: string; home: boolean }, about: Pick<Meta, 'channel'>): Way {
  const { answers, ack, where, trigger = '' } = acting
  const time = timely(() => ack())
  const acked = async () => {
    if (time.take()) await ack()
  }
  const show = async (made: ReturnType<typeof messageView>) => {
    const client = await answers.client(where.installation)
    const call = { trigger_id: trigger, view: made }
    const shown = await answers.opened(() => (view.home ? client.views.open(call) : client.views.push(call)))
    if (!shown && !view.home) await client.views.update({ view_id: view.id, view: made })
    await acked()
    return shown || !view.home
  }
  const tell: Way['tell'] = async (message) => {
    if (!(await show(await answers.viewOf(where, message, about)))) await answers.direct(where, message)
  }
  return {
    nothing: acked,
    tell,
    async post(message) {
      await answers.direct(where, message)
      await acked()
    },
    async open(form) {
      if (!(await show(newForm(form, about)))) await answers.direct(where, asked(form))
    },
    refuse: (_form, _raw, errors) => tell(sentence(Object.values(errors).join(' '))),
  }
}

/** A submission: closed, updated, or the same fields with what is wrong beside them. */
export function submitWay(acting: Acting, view: { id: string; values: ViewState }, meta: Meta): Way {
  const { answers, ack, where } = acting
  const waiting = { response_action: 'update', view: messageView('Tandem', working) }
  const time = timely(() => ack(waiting))
  const put = async (made: ReturnType<typeof messageView>) => {
    const client = await answers.client(where.installation)
    await client.views.update({ view_id: view.id, view: made })
  }
  // One after the other: what came of it is never overtaken by how far it was.
  let telling: Promise<unknown> = Promise.resolve()
  let toldAt = 0
  const update = async (made: ReturnType<typeof messageView>) => {
    if (time.take()) return ack({ response_action: 'update', view: made })
    await telling
    await put(made)
  }
  /** The modal stays with everything typed; where Slack has put another in its place, the words stand in that one. */
  const kept = async (message: Message) => {
    const [first] = Object.keys(view.values)
    if (first && time.take()) return ack({ response_action: 'errors', errors: { [first]: message.summary } })
    const typed = Object.values(view.values)
      .flatMap((elements) => Object.values(elements))
      .flatMap(({ value }) => (value ? [{ block: 'text' as const, text: value }] : []))
    const note = { block: 'note' as const, text: 'What you typed:' }
    await update(
      await answers.viewOf(where, {
        ...message,
        blocks: [...message.blocks, ...(typed.length ? [note, ...typed] : [])],
      }),
    )
  }
  const about = {
    ...(meta.channel && { channel: meta.channel }),
    ...(meta.responseUrl && { responseUrl: meta.responseUrl }),
  }
  return {
    progress(said) {
      if (!time.late() || Date.now() - toldAt < limits.progressMs) return
      toldAt = Date.now()
      telling = telling.then(() => put(messageView('Tandem', [words(said)]))).catch(() => {})
    },
    async nothing() {
      if (time.take()) await ack({ response_action: 'clear' })
      else await update(await answers.viewOf(where, sentence('Done.')))
    },
    async tell(message, notTaken) {
      if (notTaken) return kept(message)
      await update(await answers.viewOf(where, message, meta.channel ? { channel: meta.channel } : {}))
    },
    async post(message) {
      if (meta.responseUrl) await answers.respond(where, meta.responseUrl, message, true)
      else await answers.direct(where, message)
      if (time.take()) await ack({ response_action: 'clear' })
      else await update(await answers.viewOf(where, sentence('Done.')))
    },
    async open(form) {
      const next = newForm(form, about)
      if (time.take()) await ack({ response_action: 'push', view: next })
      else await update(next)
    },
    async refuse(form, _raw, errors) {
      const beside = errorsFor(form, errors)
      if (Object.keys(beside).length && time.take()) return ack({ response_action: 'errors', errors: beside })
      await update(formView(form, { ...about, once: meta.once }, errors))
    },
  }
}

const words = (text: string) => ({ type: 'section' as const, text: { type: 'plain_text' as const, text } })
const working = [words('One moment: this takes a little longer.')]

/** A mention or a direct message: nobody is waiting on the line. */
export function eventWay({ answers, where }: Pick<Acting, 'answers' | 'where'>, isDirect: boolean): Way {
  const tell: Way['tell'] = (message) => answers.inPlace(where, message, { onlyThem: !isDirect })
  return {
    nothing: async () => {},
    tell,
    post: (message) => answers.inPlace(where, message, { onlyThem: false }),
    // Nothing was pressed, so nothing can be opened yet.
    open: (form) => tell(asked(form)),
    refuse: (_form, _raw, errors) => tell(sentence(Object.values(errors).join(' '))),
  }
}
