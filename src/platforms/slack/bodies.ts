/** The parts of Slack's requests that are read, parsed at the edge. */
import { z } from 'zod'

const flag = z.union([z.boolean(), z.string()]).nullish()
const team = z.object({ id: z.string() }).nullish()
const enterprise = z.object({ id: z.string() }).nullish()

export const command = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: z.string().optional(),
  enterprise_id: z.string().optional(),
  is_enterprise_install: flag,
  user_id: z.string(),
  channel_id: z.string(),
  channel_name: z.string().optional(),
  trigger_id: z.string(),
  response_url: z.string(),
})

const view = z.object({
  id: z.string(),
  type: z.string(),
  private_metadata: z.string().optional(),
})

const acted = {
  team,
  enterprise,
  is_enterprise_install: flag,
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
}

export const actions = z.object({
  ...acted,
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })),
  channel: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  view: view.optional(),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
})

export const messageAction = z.object({
  ...acted,
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string(), name: z.string().optional() }),
  message: z.object({
    text: z.string().nullish(),
    /** Absent where an app has said it, which then has a name of its own. */
    user: z.string().optional(),
    username: z.string().optional(),
    ts: z.string(),
    thread_ts: z.string().optional(),
  }),
})

const filled = z.object({
  type: z.string().optional(),
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).optional(),
})

const state = z.record(z.string(), z.record(z.string(), filled))
export type ViewState = z.infer<typeof state>

export const submission = z.object({
  ...acted,
  view: view.extend({
    state: z.object({ values: state.default({}) }),
  }),
})

export const event = z.object({
  team_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
  event_id: z.string(),
  authorizations: z
    .array(
      z.object({
        team_id: z.string().nullish(),
        enterprise_id: z.string().nullish(),
        is_enterprise_install: z.boolean().optional(),
      }),
    )
    .optional(),
  event: z.object({
    type: z.string(),
    subtype: z.string().optional(),
    user: z.string().optional().catch(undefined),
    bot_id: z.string().optional(),
    text: z.string().optional(),
    channel: z.string().optional().catch(undefined),
    channel_type: z.string().optional(),
    thread_ts: z.string().optional(),
    tab: z.string().optional(),
    view: z.object({ hash: z.string().optional() }).nullish(),
    tokens: z
      .object({ bot: z.array(z.string()).optional() })
      .nullish()
      .catch(undefined),
  }),
})
export type EventBody = z.infer<typeof event>

type Sent =
  | z.infer<typeof command>
  | {
      team?: z.infer<typeof team>
      enterprise?: z.infer<typeof enterprise>
      is_enterprise_install?: z.infer<typeof flag>
      user: { team_id?: string | undefined }
    }

/** An organization-wide installation is known by its enterprise, any other by its workspace. */
export function installationOf(body: Sent): string {
  const wide = body.is_enterprise_install === true || body.is_enterprise_install === 'true'
  if ('command' in body) return (wide ? body.enterprise_id : body.team_id) ?? ''
  return (wide ? body.enterprise?.id : body.team?.id) ?? body.user.team_id ?? ''
}

export function eventInstallationOf({ team_id, enterprise_id, authorizations }: EventBody): string {
  const [ours] = authorizations ?? []
  if (ours?.is_enterprise_install) return ours.enterprise_id ?? enterprise_id ?? ''
  return ours?.team_id ?? team_id ?? ''
}
