/** A session's agenda from what was found and what people want to talk about, within its time. Pure. */
import type { Found, Item, PointRecord } from './records.ts'

export interface Agenda {
  decide: Item[]
  talk: Item[]
  /** For which there is no time. */
  know: Item[]
  decideMinutes: number
  talkMinutes: number
}

const mostDecisions = 3
const perDecision = 15
/** What is talked about gets the longer time where all fit in. */
const perTopic = [10, 5] as const

export const pointKey = ({ id }: Pick<PointRecord, 'id'>) => `point.${id}`

/** What people ask for is talked about before what the records show; what does not fit is there to be read. */
export function agendaOf(found: Pick<Found, 'decide' | 'talk'>, points: PointRecord[], minutes: number): Agenda {
  const most = Math.min(mostDecisions, Math.floor(minutes / 2 / perDecision))
  const decide = found.decide.slice(0, most)
  const left = minutes - decide.length * perDecision
  const asked = points.map((point): Item => ({ key: pointKey(point), text: point.text, who: [point.byId], asOf: null }))
  const topics = [...asked, ...found.talk]
  const each = perTopic.find((one) => topics.length * one <= left) ?? perTopic[1]
  const talk = topics.slice(0, Math.floor(left / each))
  return {
    decide,
    talk,
    know: [...found.decide.slice(most), ...topics.slice(talk.length)],
    decideMinutes: decide.length * perDecision,
    talkMinutes: talk.length * each,
  }
}
