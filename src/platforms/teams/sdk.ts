/** The one place that loads botbuilder: 131 MB and a third of a second, only where Teams is configured. */
import type { Activity, ConfigurationBotFrameworkAuthentication, TurnContext } from 'botbuilder'
import { SendError } from '../../chat/ports.ts'
import { http, within } from './http.ts'
import { limits } from './limits.ts'
import type { Member } from './people.ts'
import type { Reference, TeamsSettings } from './ports.ts'

/** What an invoke is answered with. */
export interface Invoked {
  status: number
  body?: unknown
}

export interface Outgoing {
  type: 'message'
  text?: string
  summary?: string
  attachments?: { contentType: string; content: unknown; name?: string }[]
  [key: string]: unknown
}

/** Calls to one service address of Teams. All fail with a `SendError`. */
export interface Connector {
  send(conversation: string, activity: Outgoing): Promise<string>
  update(conversation: string, id: string, activity: Outgoing): Promise<void>
  /** The personal chat with someone met elsewhere. */
  create(reference: Reference, tenant: string): Promise<string>
  member(conversation: string, user: string): Promise<Member>
  members(conversation: string): AsyncGenerator<Member>
}

export interface Team {
  name: string | undefined
  channels: { id: string; name: string | undefined }[]
}
export type AskTeam = (id: string) => Promise<Team>

export interface Sdk {
  /** Checks who sent it, runs `work`, and gives what an invoke is answered with. */
  turn(authorization: string, activity: object, work: (ask: AskTeam) => Promise<Invoked | undefined>): Promise<Invoked>
  connector(serviceUrl: string): Promise<Connector>
}

export async function loadSdk(settings: TeamsSettings): Promise<Sdk> {
  const {
    CloudAdapter,
    ConfigurationBotFrameworkAuthentication,
    ConfigurationServiceClientCredentialFactory,
    TeamsInfo,
  } = await import('botbuilder')
  const { appId, appPassword, appType, tenantId } = settings
  const credentials = new ConfigurationServiceClientCredentialFactory(
    appId
      ? {
          MicrosoftAppId: appId,
          MicrosoftAppType: appType,
          ...(appPassword && { MicrosoftAppPassword: appPassword }),
          ...(tenantId && { MicrosoftAppTenantId: tenantId }),
        }
      : {},
  )
  const client = { httpClient: http() as never }
  const authentication = new ConfigurationBotFrameworkAuthentication({}, credentials, undefined, undefined, client)

  class Door extends CloudAdapter {
    enter(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>) {
      return this.processActivity(authorization, activity, logic)
    }
    /** Who asks for a token when nobody has written first. */
    claims() {
      return this.createClaimsIdentity(appId ?? '')
    }
  }
  const door = new Door(authentication)
  const connectors = new Map<string, Promise<Connector>>()

  return {
    async turn(authorization, activity, work) {
      const invoked = await door.enter(authorization, activity as Activity, async (context) => {
        const answer = await work(async (id) => {
          const { name } = await TeamsInfo.getTeamDetails(context, id)
          const channels = await TeamsInfo.getTeamChannels(context, id)
          return { name, channels: channels.map((channel) => ({ id: channel.id ?? '', name: channel.name })) }
        })
        if (answer) await context.sendActivity({ type: 'invokeResponse', value: answer })
      })
      return invoked ?? { status: 200 }
    },
    connector(serviceUrl) {
      const known = connectors.get(serviceUrl) ?? connectorOf(authentication, door.claims(), serviceUrl, appId)
      connectors.set(serviceUrl, known)
      known.catch(() => connectors.delete(serviceUrl))
      return known
    },
  }
}

type Paging = { pageSize: number; continuationToken: string }
type Claims = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0]
async function connectorOf(
  authentication: ConfigurationBotFrameworkAuthentication,
  claims: Claims,
  serviceUrl: string,
  appId: string | undefined,
): Promise<Connector> {
  const client = await authentication.createConnectorFactory(claims).create(serviceUrl)
  const { conversations } = client

  /** The token is fetched first, with a time-out of its own: what fails here was never sent. */
  async function call<T>(work: () => Promise<T>): Promise<T> {
    const { getToken } = client.credentials as { getToken?(): Promise<string> }
    if (appId && getToken) {
      await within(limits.tokenMs, getToken.call(client.credentials)).catch(() => {
        throw new SendError('later', 'Microsoft gave no token. Check MicrosoftAppPassword and the way out')
      })
    }
    return work()
  }

  return {
    send: async (conversation, activity) =>
      (await call(() => conversations.sendToConversation(conversation, activity as never))).id,
    async update(conversation, id, activity) {
      await call(() => conversations.updateActivity(conversation, id, { ...activity, id } as never))
    },
    async create({ bot, user }, tenant) {
      const parameters = {
        isGroup: false,
        bot,
        members: [{ id: user }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      }
      return (await call(() => conversations.createConversation(parameters as never))).id
    },
    member: (conversation, user) =>
      call(async () => memberOf(await conversations.getConversationMember(conversation, user))),
    async *members(conversation) {
      let continuationToken: string | undefined
      do {
        const options = { pageSize: limits.membersInPage, ...(continuationToken && { continuationToken }) }
        const page = await call(() => conversations.getConversationPagedMembers(conversation, options as Paging))
        for (const member of page.members ?? []) yield memberOf(member)
        continuationToken = page.continuationToken || undefined
      } while (continuationToken)
    },
  }
}

/** The roster's own spelling of the directory id differs between calls. */
function memberOf(account: unknown): Member {
  const { objectId, aadObjectId = objectId, ...rest } = account as Member & { objectId?: string }
  return { ...rest, aadObjectId }
}
