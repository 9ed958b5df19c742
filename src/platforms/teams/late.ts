/** An invoke waits 10 s. What takes longer goes on in the person's own chat, which shows how far it is and what came of it. */
import { errorFields } from '../../chat/boundary.ts'
import type { Progress } from '../../chat/feature.ts'
import type { Message } from '../../chat/message.ts'
import type { Reply } from '../../chat/ports.ts'
import { sentence } from '../../chat/say.ts'
import type { Log } from '../../log.ts'
import { type Answering, formMessage, type Turn } from './answers.ts'
import { limits } from './limits.ts'
import { render } from './render.ts'
import type { Invoked, Outgoing } from './sdk.ts'
import { cardActivity, textActivity } from './sender.ts'

export interface Late {
  /** What `answer` makes of it where it is there in time, else `meanwhile`. */
  inTime(
    turn: Turn,
    work: (progress: Progress) => Promise<Reply>,
    answer: (reply: Reply) => Promise<Invoked>,
    meanwhile: (said: string) => Invoked,
  ): Promise<Invoked>
  settled(): Promise<void>
}

const elsewhere = 'This takes longer: it goes on, and our own chat shows how far it is.'

export function createLate(answering: Answering & { log: Log; answerMs?: number | undefined }): Late {
  const { post, zoneOf, files, log, answerMs = limits.answerMs } = answering
  const going = new Set<Promise<void>>()

  /** One message in the person's own chat, said anew as it goes on. */
  function ownChat({ origin }: Turn) {
    const at = { installation: origin.installation, conversation: origin.account }
    let [telling, toldAt] = [Promise.resolve(), 0]
    let id: string | undefined
    const put = async (activity: Outgoing) => {
      if (id === undefined) id = await post.send(at, activity)
      else await post.update(at, id, activity)
    }
    return {
      progress(said: string) {
        if (Date.now() - toldAt < limits.progressMs) return
        toldAt = Date.now()
        telling = telling.then(() => put(textActivity(said))).catch(() => {})
      },
      async done(message: Message) {
        await telling
        const reader = await post.readerOf(at.installation, [message], await zoneOf(origin))
        await put(cardActivity(render(message, { reader }), message.summary))
      },
      async offer(activity: Outgoing) {
        await telling
        await post.send(at, activity)
      },
    }
  }

  async function finish(turn: Turn, chat: ReturnType<typeof ownChat>, given: Reply): Promise<void> {
    const reply = await files.linked(turn.origin, given)
    switch (reply.do) {
      case 'nothing':
        return chat.done(sentence('Done.'))
      case 'tell':
        return chat.done(reply.message)
      case 'open':
        return chat.done(formMessage(reply.form))
      case 'refuse':
        // The form has what was typed: too much to be sent back, and still where it was copied from.
        return chat.done(sentence(Object.values(reply.errors).join(' ')))
      case 'post': {
        const reader = await post.readerOf(turn.here.installation, [reply.message])
        await post.send(turn.here, cardActivity(render(reply.message, { reader }), reply.message.summary), turn.thread)
        return chat.done(sentence('Posted.'))
      }
      case 'file':
        return chat.offer(files.offer(turn.origin.account, reply))
    }
  }

  return {
    async inTime(turn, work, answer, meanwhile) {
      let said = 'One moment.'
      let chat: ReturnType<typeof ownChat> | undefined
      const reply = work((text) => {
        said = text
        chat?.progress(text)
      })
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<undefined>((resume) => {
        timer = setTimeout(() => resume(undefined), answerMs)
      })
      const first = await Promise.race([reply, late]).finally(() => clearTimeout(timer))
      if (first) return answer(first)
      const own = ownChat(turn)
      chat = own
      own.progress(said)
      const rest = reply
        .then((given) => finish(turn, own, given))
        .catch((error) => log.warn('teams.unanswered', { late: 1, ...errorFields(error) }))
        .finally(() => going.delete(rest))
      going.add(rest)
      return meanwhile(elsewhere)
    },
    async settled() {
      await Promise.all(going)
    },
  }
}
