/** What happens around a prioritization: crews and people change, scope changes are decided, time passes; what waits for whom. */
import type { Consequence, Feature } from '../../../chat/feature.ts'
import type { Block } from '../../../chat/message.ts'
import type { Tx } from '../../../db.ts'
import { crewsOf } from '../../../people/crews.ts'
import { daysAgo } from '../../../schedule/calendar.ts'
import type {} from '../../../voting/facts.ts'
import { pollOfCard } from '../../../voting/views.ts'
import type {} from '../../decisions/facts.ts'
import type {} from '../../linking/facts.ts'
import type {} from '../../portfolio/facts.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { idOfSource as scopeOfSource } from '../../scope/rules/records.ts'
import type {} from '../../setup/facts.ts'
import { button } from '../cards/lines.ts'
import { idOfSource, titleOf } from '../rules/records.ts'
import { forgetRounds, joinPersons } from '../store/keeping.ts'
import { openRounds, roundsWith, setDecision } from '../store/rounds.ts'
import { leadsOf, refreshed, roundCardOf } from './own.ts'
import { pollClosed, takeBack } from './ranking.ts'

const all = (rounds: { id: number }[]): Consequence => ({ effects: rounds.flatMap(refreshed) })

export const facts: NonNullable<Feature['facts']> = {
  async 'poll.closed'({ card }, ctx) {
    return card.kind === 'prioritization.round' ? pollClosed(card.key, ctx) : {}
  },
  async 'decision.made'({ source, decisionId, number }, { tx }) {
    const own = idOfSource(source)
    if (own !== null) {
      await setDecision(tx, own, decisionId, number)
      return all([{ id: own }])
    }
    // A scope change that is decided meanwhile is marked.
    const scope = scopeOfSource(source)
    return scope ? all(await roundsWith(tx, { scopeChangeId: scope.id })) : {}
  },
  async 'portfolio.changed'({ of, initiativeIds }, { tx }) {
    if (of !== 'plan') return {}
    const retired: number[] = []
    for (const id of initiativeIds) if ((await anyInitiative(tx, id))?.phase === 'retired') retired.push(id)
    return retired.length ? all(await roundsWith(tx, { initiativeIds: retired })) : {}
  },
  async 'crew.changed'({ crewId }, { tx }) {
    return all(await openRounds(tx, [crewId]))
  },
  async 'crew.deleted'({ crewId }, { tx, now }) {
    const open = await openRounds(tx, [crewId])
    for (const round of open) await takeBack(tx, round, now)
    return all(open)
  },
  async 'person.joined'({ personId, formerId }, { tx }) {
    return all((await joinPersons(tx, personId, formerId)).map((id) => ({ id })))
  },
}

export const forget: NonNullable<Feature['forget']> = ({ tx, now, retention }) =>
  forgetRounds(tx, daysAgo(now, retention.answerDays))

async function roundsOf(personId: number, tx: Tx) {
  const crews = await crewsOf(tx, personId)
  const rounds = await openRounds(
    tx,
    crews.map(({ id }) => id),
  )
  return rounds.flatMap((round) => {
    const crew = crews.find(({ id }) => id === round.crewId)
    return crew ? [{ round, crew }] : []
  })
}

/** A proposed order that waits for one's side; a ranking that waits is said by voting. */
export const waiting: NonNullable<Feature['waiting']> = async (personId, { tx }) => {
  const blocks: Block[] = []
  for (const { round, crew } of await roundsOf(personId, tx)) {
    const { proposal } = round
    if (round.state !== 'ranked' || !proposal || proposal.byId === personId) continue
    const other = proposal.side === 'project' ? 'product' : 'project'
    if (!(await leadsOf(tx, crew, round))[other].includes(personId)) continue
    blocks.push({
      block: 'alert',
      label: 'Agree',
      text: [`${titleOf(round)}: `, { person: proposal.byId }, ' proposes an order, and it waits for your side.'],
      buttons: [button('show', 'Show', { round: round.id })],
    })
  }
  return blocks
}

export const home: NonNullable<Feature['home']> = async ({ actor, now, tx }) => {
  const blocks: Block[] = []
  for (const { round } of await roundsOf(actor.id, tx)) {
    const poll = round.state === 'ranking' ? await pollOfCard(tx, roundCardOf(round)) : null
    if (!poll?.waitingFor.includes(actor.id)) continue
    blocks.push({
      block: 'alert',
      label: 'Rank',
      text: [
        `${titleOf(round)} waits for your ranking. It closes `,
        { when: poll.poll.closesAt, zone: poll.poll.settings.zone },
        '.',
      ],
      buttons: [{ press: 'vote.cast', label: 'Rank mine', value: { poll: poll.poll.id }, opens: true }],
    })
  }
  return [...blocks, ...(await waiting(actor.id, { now, tx }))]
}
