/** The stand-up's part of the personal page: today's rounds and what one's own answers left open. */
import type { Feature } from '../../../chat/feature.ts'
import type { Block } from '../../../chat/message.ts'
import { crewsOf } from '../../../people/crews.ts'
import { participationOf, roundOn } from '../../../rounds/store.ts'
import { formatDay } from '../../../schedule/calendar.ts'
import { blockerBlock } from '../cards/items.ts'
import { askedMembers } from '../rules/echo.ts'
import { openBlockers } from '../store/items.ts'
import { readStandup } from '../store/ritual.ts'
import { nextDaysOf, today } from './records.ts'

export const home: NonNullable<Feature['home']> = async ({ actor, now, tx }) => {
  const blocks: Block[] = []
  for (const crew of await crewsOf(tx, actor.id)) {
    const standup = await readStandup(tx, crew.id)
    const member = askedMembers(crew).find(({ personId }) => personId === actor.id)
    if (!standup?.active || !member) continue
    const day = today(member.zone, now)
    const round = await roundOn(tx, standup.id, day)
    const own = round && (await participationOf(tx, round.id, actor.id))
    const next = nextDaysOf(crew, standup, day, 2).find((one) => one > day || !round)
    const state = own ? ownState(own.state) : 'no round has begun today'
    const after = next ? ` Next: ${formatDay(next)}, ${standup.settings.ask.time}.` : ''
    blocks.push({ block: 'text', text: [{ strong: `${crew.name} stand-up: ` }, `${state}.${after}`] })
    if (round && round.state !== 'planned') {
      blocks.push({
        block: 'buttons',
        buttons: [
          { press: 'standup.open', label: 'Add or change mine', value: { round: round.id }, opens: true },
          { press: 'standup.read', label: 'Read all', value: { round: round.id } },
        ],
      })
    }
    const stillOpen = (await openBlockers(tx, crew.id)).filter(({ ownerId }) => ownerId === actor.id)
    blocks.push(...stillOpen.map((blocker) => blockerBlock(blocker, crew.zone)))
  }
  return blocks
}

function ownState(state: string): string {
  switch (state) {
    case 'answered':
      return 'your answer is in'
    case 'skipped':
      return 'you are skipping today'
    case 'away':
    case 'off':
      return 'you are away today'
    case 'asked':
      return 'your answer is still open'
    default:
      return 'you have not been asked yet today'
  }
}
