/** The stand-up's part of the personal page: today's rounds and what one's own answers left open. */
import type { Feature } from '../../../chat/feature.ts'
import type { Block, Inline } from '../../../chat/message.ts'
import { type Crew, type CrewMember, crewsOf } from '../../../people/crews.ts'
import { worksOn } from '../../../people/sides.ts'
import { type Participation, participationOf, roundOn } from '../../../rounds/store.ts'
import { addDays, type Day } from '../../../schedule/calendar.ts'
import { blockerBlock } from '../cards/items.ts'
import { ownQuestionBlock } from '../cards/raising.ts'
import { askedMembers, planDay } from '../rules/echo.ts'
import { openBlockers, openQuestions } from '../store/items.ts'
import { readStandup, type Standup } from '../store/ritual.ts'
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
    const state = own ? ownState(own.state, member, day) : 'no round has begun today'
    const from = own && own.state !== 'notYet' ? addDays(day, 1) : day
    blocks.push({
      block: 'text',
      text: [{ strong: `${crew.name} stand-up: ` }, `${state}.`, ...next(crew, standup, actor.id, from, now)],
    })
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
    const asked = (await openQuestions(tx, crew.id)).filter((one) => one.askerId === actor.id && !one.inAnswer)
    blocks.push(...asked.map((question) => ownQuestionBlock(question, crew)))
  }
  return blocks
}

const lookAhead = 20

/** When this person is asked next, on a day on which they work and are there. */
function next(crew: Crew, standup: Standup, personId: number, from: Day, now: Date): Inline[] {
  for (const day of nextDaysOf(crew, standup, from, lookAhead)) {
    const own = planDay(crew, standup.settings, day).people.find((one) => one.personId === personId)
    if (own?.state === 'notYet' && own.askAt > now) return [' Next: ', { when: own.askAt, zone: crew.zone }, '.']
  }
  return []
}

function ownState(state: Participation['state'], member: CrewMember, day: Day): string {
  switch (state) {
    case 'answered':
      return 'your answer is in'
    case 'skipped':
      return 'you are skipping today'
    case 'away':
      return 'you are away today'
    case 'off':
      return worksOn(member, day) ? 'you are not asked today' : 'you do not work today'
    case 'asked':
      return 'your answer is still open'
    case 'missed':
      return 'you were not asked today, Tandem was not running'
    case 'notYet':
      return 'you have not been asked yet today'
  }
}
