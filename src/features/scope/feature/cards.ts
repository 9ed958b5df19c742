/** Draws each card from what is committed now. */
import type { CardDrawer } from '../../../chat/feature.ts'
import { changeListCard } from '../cards/change-list.ts'
import { draftCard } from '../cards/draft.ts'
import { changedCard, sponsorCard, steeringCard, voidCard } from '../cards/others.ts'
import { resultCard } from '../cards/result.ts'
import { reviewCard } from '../cards/review.ts'
import { toldCard, voteCard } from '../cards/vote.ts'
import { actionOf, informed } from './accepting.ts'
import { idsOf, moneyInChannels, viewOf, voteView } from './records.ts'
import { resultView } from './results.ts'

/** To owners and the sponsor, each alone: they see amounts whatever the crew shows. */
const toOwners = 'amounts' as const

export const cards: Record<string, CardDrawer> = {
  'scope.draft': async (key, read, now) => {
    const found = await viewOf(read, Number(key), now, toOwners)
    return found && draftCard(found.view)
  },
  'scope.vote': async (key, read, now, house) => {
    const [id = 0, round = 0] = idsOf(key)
    const found = await viewOf(read, id, now)
    if (!found) return null
    const money = await moneyInChannels(found.crew, house, found.view.initiative.crew?.money ?? null)
    return voteCard(await voteView(read, { ...found, view: { ...found.view, money } }, round))
  },
  'scope.result': async (key, read, now, house) => {
    const [id = 0, round = 0] = idsOf(key)
    const found = await viewOf(read, id, now)
    if (!found) return null
    const money = await moneyInChannels(found.crew, house, found.view.initiative.crew?.money ?? null)
    return resultCard(await resultView(read, { ...found, view: { ...found.view, money } }, round, house.snapshot))
  },
  'scope.sponsor': async (key, read, now) => {
    const [id = 0, round = 0] = idsOf(key)
    const found = await viewOf(read, id, now, toOwners)
    return found && sponsorCard(await resultView(read, found, round, null))
  },
  'scope.steering': async (key, read, now) => {
    const [id = 0, round = 0] = idsOf(key)
    const found = await viewOf(read, id, now)
    return found && steeringCard(await resultView(read, found, round, null))
  },
  'scope.told': async (key, read, now) => {
    const [id = 0, round = 0, initiativeId = 0, personId = 0] = idsOf(key)
    const found = await viewOf(read, id, now)
    if (!found) return null
    const view = await voteView(read, found, round)
    const other = found.scope.impact?.initiatives.find((one) => one.id === initiativeId)
    const own = view.comments.find((one) => one.initiativeId === initiativeId && one.personId === personId) ?? null
    return other ? toldCard({ ...view, key: other.key, initiativeId, own }) : null
  },
  'scope.void': async (key, read, now) => {
    const [id = 0, round = 0] = idsOf(key)
    const found = await viewOf(read, id, now)
    return found && voidCard(found.view, round)
  },
  'scope.changed': async (key, read, now) => {
    const [id = 0, personId = 0] = idsOf(key)
    const found = await viewOf(read, id, now)
    if (!found) return null
    const all = await informed(read, found.scope, found.view.initiative)
    const because =
      all.find((one) => one.personId === personId)?.because ??
      `You were to be told of changes of ${found.view.initiative.key}.`
    return changedCard({ ...found.view, because })
  },
  'scope.list': async (key, read, now) => {
    const found = await viewOf(read, Number(key), now, toOwners)
    const action = found && (await actionOf(read, found.scope))
    return found && changeListCard(found.view, action && { dueOn: action.dueOn, state: action.state })
  },
  'scope.review': async (key, read, now) => {
    const found = await viewOf(read, Number(key), now, toOwners)
    return found && reviewCard(found.view)
  },
}
