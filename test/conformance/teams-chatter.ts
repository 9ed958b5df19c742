/** One person in front of Teams: types, presses, fills and reads, as its client would. */
import { createFeatures } from '../../src/app.ts'
import { teamsManifest } from '../../src/chat/manifest.ts'
import { menusOf } from '../../src/chat/menus.ts'
import { samplePeople } from '../../src/sample.ts'
import { filled, readCard } from '../support/teams-cards.ts'
import {
  type Activity,
  bot,
  type Sent,
  type TeamsPerson,
  type TeamsPlace,
  type TeamsRig,
} from '../support/teams-connector.ts'
import { expectWithinLimits } from '../support/teams-limits.ts'
import { blank, type Chatter, type Seen, type Where } from './client.ts'

/** One conversation of each kind: a group chat, a channel of a team, and a channel of another. */
export const places: Record<Exclude<Where, 'direct'>, TeamsPlace> = {
  '#checkout': { id: '19:checkout@thread.v2', kind: 'groupChat', name: '#checkout' },
  'Teams > Checkout': { id: '19:teams-checkout@thread.tacv2', kind: 'channel', team: 'Teams', name: 'Checkout' },
  '#payments': { id: '19:payments@thread.tacv2', kind: 'channel', team: 'Northwind', name: 'payments' },
}
const cardType = 'application/vnd.microsoft.card.adaptive'
const consentType = 'application/vnd.microsoft.teams.card.file.consent'

export function chatter(rig: TeamsRig, me: TeamsPerson, settled: () => Promise<void>): Chatter {
  const own = rig.personal(me.account)
  const placeOf = (where: Where) => (where === 'direct' ? own : places[where])

  async function invoke(place: TeamsPlace, name: string, value: object, replyToId?: string): Promise<Activity> {
    const { status, body } = await rig.deliver(place, me, { type: 'invoke', name, value, replyToId })
    if (status !== 200) throw new Error(`${name} was answered with ${status}`)
    return body ?? {}
  }

  /** What the bot said at once, apart from what the outbox delivers after. */
  async function answered(
    place: TeamsPlace,
    submits: string | undefined,
    work: () => Promise<Activity | undefined>,
  ): Promise<Seen> {
    const before = rig.sent.length
    const body = await work()
    await rig.flush()
    const came = rig.sent.slice(before)
    const privately = came.findLast(({ conversation }) => conversation === own.id)
    const here = came.findLast(({ conversation }) => conversation === place.id)
    const seen = body?.type === cardType || body?.task ? seenOf(body, place, came[0]?.id, submits) : undefined
    const answer =
      seen ?? (privately ? await messageOf(privately, own, 'private') : here && (await opened(here, place)))
    const words = typeof body?.value === 'string' ? { ...blank, kind: 'private' as const, text: body.value } : blank
    await settled()
    return answer ?? words
  }

  const actions = teamsManifest([], { menus: menusOf(createFeatures(async () => [])) }).composeExtensions ?? []

  /** A form that was asked for in front of everybody opens by a press of the asker. */
  async function opened(sent: Sent, place: TeamsPlace): Promise<Seen | undefined> {
    const card = sent.activity.attachments?.[0]?.content
    if (!card?.body) return undefined
    const seen = cardSeen(card, place, 'message', sent.id)
    return seen.buttons.includes('Open') ? seen.press('Open') : undefined
  }

  async function messageOf(sent: Sent, place: TeamsPlace, kind: Seen['kind']): Promise<Seen> {
    const [attachment] = sent.activity.attachments ?? []
    if (attachment?.contentType === consentType) return accepted(attachment, place)
    if (attachment?.contentType !== cardType) return { ...blank, kind, text: sent.activity.text ?? '' }
    const seen = cardSeen(attachment.content, place, kind, sent.id)
    return kind === 'private' &&
      Object.keys(seen.fields).length &&
      !seen.buttons.includes('Back') &&
      isForm(attachment.content)
      ? { ...seen, kind: 'form' }
      : seen
  }

  async function accepted({ content, name }: Activity, place: TeamsPlace): Promise<Seen> {
    const uploadInfo = {
      name,
      uploadUrl: `${rig.address}/upload/1`,
      contentUrl: 'https://files.example/1',
      uniqueId: '1',
      fileType: 'csv',
    }
    await invoke(place, 'fileConsent/invoke', {
      type: 'fileUpload',
      action: 'accept',
      context: content.acceptContext,
      uploadInfo,
    })
    return { ...blank, kind: 'file', text: rig.uploads.at(-1) ?? '' }
  }

  function seenOf(body: Activity, place: TeamsPlace, replyTo?: string, submits = 'task/submit'): Seen {
    if (body.type === cardType) return cardSeen(body.value, place, isForm(body.value) ? 'form' : 'private', replyTo)
    const { type, value } = body.task
    if (type === 'message') return { ...blank, kind: 'private', text: value }
    const content = value.card.content
    const seen = cardSeen(content, place, isForm(content) ? 'form' : 'private', replyTo, submits)
    return { ...seen, text: [value.title, seen.text].filter(Boolean).join('\n') }
  }

  /** A form and nothing after it, or one that was refused. A message that holds one goes on. */
  function isForm(card: Activity): boolean {
    const fields = Object.values(readCard(card).fields)
    const ends = card.body.at(-1)?.actions?.at(-1)?.data?.tandem?.do === 'form'
    return fields.length > 0 && (ends || fields.some(({ error }) => error))
  }

  function cardSeen(
    card: Activity,
    place: TeamsPlace,
    kind: Seen['kind'],
    id: string | undefined,
    /** How a dialog sends what is pressed in it. */
    submits?: string,
  ): Seen {
    // Every card of every conversation: as Teams would refuse it, so does this.
    expectWithinLimits(card)
    const { text, buttons, fields, actions } = readCard(card)
    let last: (() => Promise<Seen>) | undefined
    const act = (action: Activity, inputs: object = {}): Promise<Seen> => {
      const data = { ...action.data, ...inputs }
      const fetches = action.data?.msteams?.type === 'task/fetch'
      return answered(place, submits, () =>
        submits
          ? invoke(place, submits, { data, context: { theme: 'default' } }, id)
          : fetches
            ? invoke(place, 'task/fetch', { data, context: { theme: 'default' } }, id)
            : invoke(place, 'adaptiveCard/action', { action: { type: action.type, verb: action.verb, data } }, id),
      )
    }
    return {
      kind,
      text,
      buttons,
      fields,
      async press(name) {
        const action = actions.find(({ title }) => title === name)
        if (!action) throw new Error(`There is no button "${name}" among ${buttons.join(', ')}`)
        return action.type === 'Action.ShowCard' ? act(readCard(action.card).actions[0] as Activity) : act(action)
      },
      async send(values) {
        const action = actions.find(({ data }) => data?.tandem?.do === 'form')
        if (!action) throw new Error('There is no form here')
        const inputs = filled(card, values)
        last = () => act(action, inputs)
        return last()
      },
      async sendAgain() {
        if (!last) throw new Error('Nothing was sent yet')
        return last()
      },
    }
  }

  return {
    async say(where, line) {
      const place = placeOf(where)
      const mention = { type: 'mention', text: '<at>Tandem</at>', mentioned: bot }
      const message = where === 'direct' ? { text: line } : { text: `<at>Tandem</at> ${line}`, entities: [mention] }
      return answered(place, undefined, async () => {
        const { status } = await rig.deliver(place, me, { type: 'message', ...message })
        if (status !== 200) throw new Error(`A message was answered with ${status}`)
        return undefined
      })
    },
    async choose(where, { by, text }, action) {
      const place = placeOf(where)
      const command = actions[0]?.commands.find(({ title }) => title === action)
      if (!command) throw new Error(`The manifest has no action "${action}"`)
      return answered(place, 'composeExtension/submitAction', () =>
        invoke(place, 'composeExtension/fetchTask', {
          commandId: command.id,
          commandContext: 'message',
          messagePayload: {
            id: '1700000000000',
            messageType: 'message',
            createdDateTime: '2026-11-23T06:00:00.000Z',
            linkToMessage: 'https://teams.example/l/message/1',
            from: { user: { id: by, displayName: nameOf(by), userIdentityType: 'aadUser' } },
            body: { contentType: 'html', content: htmlOf(text) },
            attachments: [],
          },
          context: { theme: 'default' },
        }),
      )
    },
    async read(where) {
      await settled()
      await rig.flush()
      const place = placeOf(where)
      // Root messages of the bot: what stands in a thread is read with its root.
      const roots = rig.sent.filter(({ conversation, under }) => conversation === place.id && !under)
      return Promise.all(roots.map((sent) => messageOf(sent, place, 'message')))
    },
    async threads(where) {
      await settled()
      await rig.flush()
      const place = placeOf(where)
      const replies = rig.sent.filter(({ conversation, under }) => conversation === place.id && under)
      return Promise.all(replies.map((sent) => messageOf(sent, place, 'message')))
    },
  }
}

const nameOf = (account: string) => samplePeople.find((one) => one.account === account)?.name ?? account

/** As Teams hands over what a person typed. */
function htmlOf(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return escaped
    .split('\n')
    .map((line) => `<p>${line.replaceAll('  ', '&nbsp; ')}</p>`)
    .join('\n')
}
