/** What people of the simulated quarter do with what waits for them. */
import type { Form, RawValues } from '../../src/chat/form.ts'
import type { Origin, Reply } from '../../src/chat/ports.ts'
import { installation } from '../../src/platforms/web/people.ts'
import type { Day } from '../../src/schedule/calendar.ts'
import type { OpenHouse } from '../support/house.ts'
import { moodOf, type Roll } from '../week/people.ts'
import type { Crew, Person } from './organization.ts'

export type Part = 'soon' | 'before' | 'after' | 'end'
export type Did = Record<string, number>

export function createPeople(house: OpenHouse, roll: Roll) {
  const { read } = house.db
  const did: Did = {}
  const refused = new Map<string, number>()

  async function count(what: string, reply: Promise<Reply>): Promise<boolean> {
    const answer = await reply
    const taken = (answer.do === 'tell' && !answer.notTaken) || answer.do === 'post'
    if (taken) did[what] = (did[what] ?? 0) + 1
    else refused.set(`${what}: ${await house.said(answer)}`, (refused.get(what) ?? 0) + 1)
    return taken
  }

  // What follows from what many do at one time of the day is said once for all of them, as an outbox with much to do says it.
  const { chat } = house.app
  const as = ({ account }: Person): Origin => ({ platform: 'web', installation, account })
  const submit = (what: string, person: Person, form: string, value: unknown, raw: RawValues) =>
    count(what, chat.submit(as(person), form, value, raw))
  const press = (what: string, person: Person, name: string, value: unknown) =>
    count(what, chat.press(as(person), name, value))

  /** Opens a form with a press, fills in what it asks for, and sends it. */
  async function fillIn(what: string, person: Person, name: string, value: unknown, chosen: RawValues = {}) {
    const opened = await chat.press(as(person), name, value)
    if (opened.do !== 'open') return false
    const { id, value: about } = opened.form
    return submit(what, person, id, about, { ...filled(opened.form, person, roll), ...chosen })
  }

  const willing = (person: Person, ...about: unknown[]) => 100 * roll(person.account, ...about) < person.diligence

  /** Of those whose mood it is at this time of the day. */
  async function standups(crew: Crew, day: Day, ...parts: Part[]) {
    const round = await read.round.findFirst({ where: { crewId: crew.id, day }, include: { participations: true } })
    for (const person of crew.people) {
      const mine = round?.participations.find(({ personId }) => personId === person.id)
      if (!round || mine?.state !== 'asked' || !parts.some((part) => part === partOf(person, day))) continue
      const value = { round: round.id }
      if (moodOf(person, day, roll) === 'skip') {
        await press('stand-ups skipped', person, 'standup.skip', value)
        continue
      }
      const own = person.side === 'project' ? 'p' : 'v'
      const stuck = roll(person.account, day, 'stuck') < 0.06
      const other = crew.people.find(({ side }) => side !== person.side)
      const words = {
        [`${own}1`]: `What ${person.name} learned on ${day}`,
        [`${own}2`]: 'The next step',
        ...(stuck && { [`${own}3`]: 'Keys are missing' }),
        helper: stuck && other ? String(other.id) : 'nobody',
      }
      await submit('stand-up answers', person, 'standup.answer', value, words)
    }
  }

  /** When somebody answers on a day: soon, before a reminder, after it, at the end. */
  function partOf(person: Person, day: Day): Part | 'never' {
    switch (moodOf(person, day, roll)) {
      case 'at once':
      case 'skip':
        return 'soon'
      case 'later':
        return roll(person.account, day, 'later') < 0.4 ? 'before' : 'after'
      case 'reminded':
        return 'after'
      case 'evening':
        return 'end'
      case 'never':
        return 'never'
    }
  }

  async function pulses(crew: Crew, day: Day) {
    const open = await read.pulse.findMany({ where: { crewId: crew.id, state: 'open' } })
    for (const pulse of open) {
      const roll_ = await read.pulsePerson.findMany({ where: { pulseId: pulse.id, answered: false } })
      for (const person of crew.people) {
        if (!roll_.some(({ personId }) => personId === person.id) || !willing(person, day, 'pulse')) continue
        await fillIn(`${pulse.kind} answers`, person, 'pulse.answer', { pulse: pulse.id })
      }
    }
  }

  async function retros(crew: Crew, day: Day) {
    for (const retro of await read.retro.findMany({ where: { crewId: crew.id, phase: { not: 'closed' } } })) {
      const value = { retro: retro.id }
      for (const person of crew.people) {
        if (!willing(person, day, 'retro')) continue
        const column = `c${1 + Math.floor(3 * roll(person.account, day, 'column'))}`
        if (retro.phase === 'collect' && roll(person.account, day, 'note') < 0.5)
          await submit('retro notes', person, 'retro.note', value, { [column]: `About ${column} on ${day}` })
        if (retro.phase === 'vote') await dots(person, retro.id)
      }
      const facilitator = crew.people.find(({ id }) => id === retro.facilitatorId)
      if (retro.phase === 'act' && facilitator && willing(facilitator, day, 'act'))
        await fillIn('retro reasons', facilitator, 'retro.none', value)
    }
  }

  async function dots(person: Person, retro: number) {
    const themes = await read.retroTheme.findMany({ where: { retroId: retro } })
    const given = themes.slice(0, 3).map(({ id }, index) => [`dot${index + 1}`, String(id)])
    await submit('retro dots', person, 'retro.vote', { retro }, Object.fromEntries(given))
  }

  async function polls(crew: Crew, day: Day) {
    const open = await read.elector.findMany({
      where: { personId: { in: crew.people.map(({ id }) => id) }, voted: false, poll: { state: 'open' } },
    })
    for (const { pollId: poll, personId } of open) {
      const person = crew.people.find(({ id }) => id === personId)
      if (person && willing(person, day, 'vote')) await fillIn('votes', person, 'vote.cast', { poll })
    }
  }

  async function sessions(crew: Crew, day: Day) {
    const alive = await read.alignmentSession.findMany({
      where: { crewId: crew.id, state: { in: ['announced', 'open'] } },
      include: { answers: true },
    })
    for (const { id: session, state, answers } of alive) {
      for (const person of state === 'announced' ? crew.people : []) {
        if (answers.some(({ personId }) => personId === person.id) || !willing(person, day, 'align')) continue
        const coming = roll(person.account, session, 'comes') < 0.8
        await press('answers to a session', person, coming ? 'alignment.come' : 'alignment.miss', { session })
        if (roll(person.account, session, 'point') < 0.15)
          await submit('points', person, 'alignment.point', { session }, { text: 'Who tells the shops?' })
      }
      const [lead] = crew.people
      if (state !== 'open' || !lead || !willing(lead, day, 'close')) continue
      await fillIn('decisions of a session', lead, 'alignment.decide', { session })
      await fillIn('sessions closed', lead, 'alignment.close', { session })
    }
  }

  async function owners(crew: Crew, day: Day) {
    const [lead, owner] = crew.people as [Person, Person]
    for (const { id: celebration, askedId } of await read.celebration.findMany({
      where: { crewId: crew.id, state: 'drafted' },
    })) {
      const asked = crew.people.find(({ id }) => id === askedId) ?? lead
      if (willing(asked, day, 'celebrate')) await press('celebrations', asked, 'celebrations.announce', { celebration })
    }
    for (const assumption of await read.assumption.findMany({
      where: { initiativeId: crew.initiativeId, reviewOn: { lte: day } },
    })) {
      const { id, reviewOn } = assumption
      if (willing(owner, day, 'assume'))
        await fillIn('assumptions reviewed', owner, 'assumptions.review', {
          assumption: id,
          holds: true,
          review: reviewOn,
        })
    }
    for (const { id: action, ownerId } of await read.actionItem.findMany({
      where: { crewId: crew.id, state: 'open', dueOn: { lte: day } },
    })) {
      const person = crew.people.find(({ id }) => id === ownerId)
      if (person && willing(person, day, 'act')) await press('action items done', person, 'actions.done', { action })
    }
  }

  /** In the first week both sides begin together; in the third they put what they could do into one order. */
  async function once(crew: Crew, day: Day, week: number, weekday: number) {
    const [lead, owner] = crew.people as [Person, Person]
    if (week === 0 && weekday === 2) await fillIn('kickoffs', lead, 'kickoff.begin', { initiative: crew.initiativeId })
    if (week === 2 && weekday === 1) {
      await fillIn('prioritizations', lead, 'prioritization.begin', { crew: crew.id }, { deadline: '2 working days' })
      const round = await read.prioritization.findFirst({ where: { crewId: crew.id } })
      for (const [index, person] of [lead, owner, lead].entries()) {
        const figures = { cost: `${1_000 * (index + 1)}`, benefit: `${3_000 * (index + 1)}`, days: `${index}` }
        await fillIn(
          'ideas',
          person,
          'prioritization.idea',
          { round: round?.id },
          { what: `Idea ${index + 1}`, ...figures },
        )
      }
      await fillIn('prioritizations started', lead, 'prioritization.start', { round: round?.id })
    }
    for (const { id: round, version, proposal } of await read.prioritization.findMany({
      where: { crewId: crew.id, state: 'ranked' },
    })) {
      if (proposal) await press('orders agreed on', owner, 'prioritization.confirm', { round, version })
      else await fillIn('orders proposed', lead, 'prioritization.propose', { round, version })
    }
    for (const { kickoffId, personId } of await read.kickoffAsked.findMany({
      where: { kickoff: { crewId: crew.id } },
    })) {
      const person = crew.people.find(({ id }) => id === personId)
      if (person && willing(person, day, 'concern'))
        await fillIn('concerns', person, 'kickoff.concern', { kickoff: kickoffId })
    }
  }

  /** Each Thursday a piece is done and somebody is thanked, each Tuesday something is promised. */
  async function weekly(crew: Crew, week: number) {
    const [lead, , , other] = crew.people as [Person, Person, Person, Person]
    const initiative = crew.initiativeId
    const next = await read.deliverable.findFirst({
      where: { initiativeId: initiative, finishedOn: null },
      orderBy: { position: 'asc' },
    })
    if (week >= 1 && next)
      await submit('progress', lead, 'portfolio.progress', { initiative }, { key: next.key, percent: '100' })
    const thanks = `/tandem kudos @${lead.name} for part ${week}`
    await count('thanks', house.say(other.account, thanks, crew.channel))
  }

  async function promise(crew: Crew) {
    const [lead] = crew.people as [Person]
    await count('action items', house.say(lead.account, '/tandem actions add "Call the provider" by fri', crew.channel))
  }

  return { did, refused, standups, pulses, retros, polls, sessions, owners, once, weekly, promise }
}

/** Every input with something that fits; what has a value keeps it. */
function filled({ inputs }: Form, { account }: Person, roll: Roll): RawValues {
  // Choices of one form differ, as the places of a ranking have to.
  let chosen = Math.floor(1_000 * roll(account, 'choice'))
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]): [string, string | string[] | undefined] => {
      const luck = roll(account, name, 'fill')
      switch (input.input) {
        case 'text':
          return [name, input.value ?? (input.optional ? '' : `${account} says so`)]
        case 'choice':
          chosen += 1
          return [name, input.value ?? input.options[chosen % input.options.length]?.value]
        case 'choices':
          return [name, input.value ?? []]
        case 'people':
          return [name, (input.value ?? (input.optional ? [] : [Number(input.options[0]?.value)])).map(String)]
        case 'number': {
          const { min = 0, max = 10 } = input
          const step = max === 100 ? 10 : 1
          return [name, String(input.value ?? min + step * Math.floor((luck * (max - min)) / step))]
        }
        case 'toggle':
          return [name, String(input.value ?? false)]
        case 'date':
        case 'time':
          return [name, input.value]
        default:
          throw new Error(`No ${input satisfies never}`)
      }
    }),
  )
}
