/** What arrives from Teams, parsed at the edge: only what is used, each in one place. */
import { z } from 'zod'

const text = z.string().optional().catch(undefined)
const account = z.object({ id: z.string(), name: text, aadObjectId: text }).optional().catch(undefined)

const entity = z.object({
  type: z.string(),
  text,
  timezone: text,
  mentioned: z.object({ id: z.string(), name: text }).optional().catch(undefined),
})

const activitySchema = z.object({
  type: z.string(),
  id: text,
  name: text,
  text,
  serviceUrl: z.string(),
  localTimezone: text,
  from: account,
  recipient: account,
  conversation: z.object({ id: z.string(), conversationType: text, tenantId: text, name: text }),
  entities: z.array(entity).optional().catch(undefined),
  membersAdded: z
    .array(z.object({ id: z.string(), aadObjectId: text }))
    .optional()
    .catch(undefined),
  membersRemoved: z
    .array(z.object({ id: z.string(), aadObjectId: text }))
    .optional()
    .catch(undefined),
  action: text,
  value: z.unknown().optional(),
  channelData: z
    .object({
      eventType: text,
      tenant: z.object({ id: z.string() }).optional().catch(undefined),
      team: z.object({ id: text, name: text }).optional().catch(undefined),
      channel: z.object({ id: text, name: text }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
})

export type Incoming = z.infer<typeof activitySchema>

export function readActivity(body: unknown): Incoming | null {
  const parsed = activitySchema.safeParse(body)
  return parsed.success ? parsed.data : null
}

const sealed = z.object({ kind: z.string(), key: z.string(), seal: z.string() })
const card = sealed.optional()

/** What a button carries, under one name so that the inputs of a card never meet it. */
const pressedSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('press'), press: z.string(), value: z.unknown().optional(), card }),
  /** `scope` begins the names of this form's inputs: several forms may stand in one message. */
  z.object({
    do: z.literal('form'),
    form: z.string(),
    value: z.unknown().optional(),
    scope: z.string(),
    once: z.string(),
    card,
  }),
  /** A command typed where its form cannot be shown to the asker alone. */
  z.object({ do: z.literal('line'), line: z.string(), asker: z.string() }),
  z.object({ do: z.literal('back'), card: sealed }),
])

export type Pressed = z.infer<typeof pressedSchema>

/** The name under which `Pressed` travels in a card's data. */
export const pressedKey = 'tandem'

export interface Arrived {
  pressed: Pressed
  /** Inputs of the card as they stood. */
  inputs: Record<string, unknown>
}

/** From `adaptiveCard/action` (`value.action.data`), dialogs and Action.Submit (`value.data`, or `value` itself). */
export function readPressed(value: unknown): Arrived | null {
  const found = z
    .union([
      z
        .object({ action: z.object({ data: z.record(z.string(), z.unknown()) }) })
        .transform(({ action }) => action.data),
      z.object({ data: z.record(z.string(), z.unknown()) }).transform(({ data }) => data),
      z.record(z.string(), z.unknown()),
    ])
    .safeParse(value)
  if (!found.success) return null
  const { [pressedKey]: data, msteams: _, ...inputs } = found.data
  const pressed = pressedSchema.safeParse(data)
  return pressed.success ? { pressed: pressed.data, inputs } : null
}
