/** What the cards of a poll are drawn from, and who acts on it. */
import type { Context } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { describeSchedule } from '../../../schedule/calendar.ts'
import { pollOfCard } from '../../../voting/views.ts'
import { decisionName } from '../../decisions/rules/records.ts'
import { decisionById } from '../../decisions/store/reads.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import type { SteeringCard } from '../cards/poll.ts'
import type { SteeringRecord } from '../rules/records.ts'
import { steeringById } from '../store.ts'

export const pollCardOf = ({ id }: { id: number }) => ({ kind: 'steering.poll', key: String(id) })
/** In the thread of the poll. */
export const closedCardOf = ({ id }: { id: number }) => ({ kind: 'steering.closed', key: String(id) })
/** To who states the outcome. */
export const resultCardOf = ({ id }: { id: number }) => ({ kind: 'steering.result', key: String(id) })

export async function steeringCard(read: Tx, steering: SteeringRecord): Promise<SteeringCard | null> {
  const view = await pollOfCard(read, pollCardOf(steering))
  const about = steering.initiativeId === null ? null : await anyInitiative(read, steering.initiativeId)
  const { repeat } = steering.settings
  const repeats = steering.recurs && repeat ? describeSchedule(repeat) : null
  const decision =
    steering.decisionId === null ? null : await decisionById(read, steering.organizationId, steering.decisionId)
  return view && { steering, view, about, repeats, decision: decision && decisionName(decision) }
}

/** Of the actor's organization; another one's is not there. */
export async function steeringHere({ tx, actor }: Context, id: number): Promise<SteeringRecord | null> {
  const found = await steeringById(tx, id)
  return found?.organizationId === actor.organizationId ? found : null
}

export const gone = 'This poll is not here any more. Nothing was changed.'
