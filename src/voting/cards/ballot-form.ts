/** The form of a ballot, by method; what was cast before stands in it. */
import type { Form, Input, Inputs, Option } from '../../chat/form.ts'
import { shorten } from '../../chat/plain.ts'
import { longestWords, placeField, placesIn, scoreField } from '../rules/ballot.ts'
import type { CastBallot, Choice, OptionRecord, PollMethod, PollRecord } from '../rules/records.ts'
import { methodNames, wordsOf } from './words.ts'

export interface BallotAsk {
  poll: PollRecord
  options: OptionRecord[]
  /** Cast before. */
  before: CastBallot | null
  /** Somebody they stand in for. */
  voter: { id: number; name: string } | null
  /** What comes chosen: the button that opened it. */
  vote?: 'for' | 'against' | 'abstain'
}

type Chosen = Partial<{
  vote: string
  option: number | null
  options: number[]
  ranking: number[]
  scores: { option: number; score: number }[]
  stance: string
  fingers: number
}>

export function ballotForm(id: string, ask: BallotAsk): Form {
  const { poll, voter, before } = ask
  const { settings, method } = poll
  const chosen: Chosen = ask.vote ? { vote: ask.vote } : ((before?.choice as Choice | undefined) ?? {})
  const against = method === 'dualMajority' && (ask.vote === undefined || ask.vote === 'against')
  return {
    id,
    title: shorten(voter ? `${settings.name} for ${voter.name}` : `${wordsOf(poll).verb} ${settings.name}`, 24),
    intro: `${poll.question}\n${voter ? `You vote for ${voter.name}, who is away. ` : ''}How it is counted: ${methodNames[method]}.`,
    note: settings.anonymous
      ? `Anonymous: nobody is told how you ${wordsOf(poll).did}.${settings.asksLow ? ' Should you show fewer than three, you are asked for your concern in private.' : ''} You can change it until the close.`
      : `Read by ${settings.readers}, ${settings.shown === 'live' ? 'at once' : 'after the close'}. You can change it until the close.`,
    submit: wordsOf(poll).submit,
    value: { poll: poll.id, ...(voter && { voter: voter.id }) },
    inputs: {
      ...chosenInputs(ask, chosen),
      ...(settings.reason !== 'never' || method === 'consent' ? { reason: reasonInput(ask) } : {}),
      ...(against && !settings.anonymous ? { condition: conditionInput(before) } : {}),
    },
  }
}

const labels = { for: 'For', against: 'Against', abstain: 'Abstain' }

/** Among options nobody is against anything. */
const reasonHints: Partial<Record<PollMethod, string>> = {
  dualMajority: 'Needed where you are against it.',
  consent: 'Needed where you object.',
  fist: 'Needed where you show fewer than three.',
}

function reasonInput({ poll, before, vote }: BallotAsk): Input {
  const value = before?.reason
  const label = vote === 'against' ? 'Why not?' : 'Your reason'
  const needed = poll.settings.reason === 'always' || (vote === 'against' && poll.settings.reason === 'against')
  const asked = poll.settings.reason === 'against' || poll.method === 'consent'
  const hint = needed || !asked ? undefined : reasonHints[poll.method]
  return {
    input: 'text',
    label,
    lines: 3,
    max: longestWords,
    ...(hint && { hint }),
    ...(value && { value }),
    ...(needed ? {} : { optional: true as const }),
  }
}

function conditionInput(before: CastBallot | null): Input {
  return {
    input: 'text',
    label: 'What would make it a yes?',
    hint: 'In words, or as a change of the plan such as "remove T10" or "delay T4 5d".',
    lines: 2,
    max: longestWords,
    optional: true,
    ...(before?.condition && { value: before.condition }),
  }
}

function chosenInputs(ask: BallotAsk, chosen: Chosen): Inputs {
  const { poll, options } = ask
  const { method, settings } = poll
  const all = options.map(({ id, text }) => ({ value: String(id), label: text }))
  switch (method) {
    case 'dualMajority': {
      const votes = (['for', 'against', ...(settings.abstain ? (['abstain'] as const) : [])] as const).map((value) => ({
        value,
        label: labels[value],
      }))
      return { vote: choice('Your vote', votes, chosen.vote) }
    }
    case 'single': {
      const value = chosen.option === null ? 'abstain' : chosen.option
      return { option: choice('Your choice', withAbstain(all, settings.abstain), value) }
    }
    case 'approval':
      return {
        options: {
          input: 'choices',
          label: 'Every option you can live with',
          options: all,
          ...(settings.abstain && { optional: true as const, hint: 'None is an answer too.' }),
          ...(chosen.options && { value: chosen.options.map(String) }),
        },
      }
    case 'instantRunoff':
    case 'schulze':
    case 'ranking':
      return places(all, chosen.ranking ?? [], placesIn(method, all.length))
    case 'score': {
      const given = new Map(chosen.scores?.map(({ option, score }) => [option, score]))
      return Object.fromEntries(
        options.map(({ id, text }) => [scoreField(id), points(text, settings.max, given.get(id))]),
      )
    }
    case 'consent': {
      const stances = [
        { value: 'consent', label: 'I consent: good enough for now, safe enough to try' },
        { value: 'object', label: 'I object, and say what harm it would do' },
      ]
      return { stance: choice('Your stance', withAbstain(stances, settings.abstain), chosen.stance) }
    }
    case 'fist':
      return { fingers: choice('How many fingers?', hands, chosen.fingers) }
  }
}

const hands: Option[] = [
  { value: '5', label: '5: I would lead it' },
  { value: '4', label: '4: I like it' },
  { value: '3', label: '3: I go along' },
  { value: '2', label: '2: I have doubts' },
  { value: '1', label: '1: I would rather not' },
  { value: '0', label: '0: I block it' },
]

const withAbstain = (options: Option[], abstain: boolean): Option[] =>
  abstain ? [...options, { value: 'abstain', label: 'Abstain' }] : options

function choice(label: string, options: Option[], value: string | number | undefined): Input {
  return { input: 'choice', label, options, ...(value !== undefined && { value: String(value) }) }
}

function points(label: string, max: number, value: number | undefined): Input {
  return {
    input: 'number',
    label,
    min: 0,
    max,
    unit: 'points',
    optional: true,
    ...(value !== undefined && { value }),
  }
}

function places(all: Option[], ranking: number[], count: number): Inputs {
  const inputs: Inputs = {}
  for (let place = 1; place <= count; place += 1) {
    const value = ranking[place - 1]
    inputs[placeField(place)] = {
      ...choice(place === 1 ? 'First' : `Place ${place}`, all, value),
      optional: true,
      ...(place === count && all.length > 1 && { hint: 'What is left out comes below all that has a place.' }),
    } as Input
  }
  return inputs
}
