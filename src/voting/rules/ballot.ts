/** A ballot as it was filled in, checked against its poll: a choice, or a sentence beside each field that is wrong. Pure. */
import type { CastBallot, Choice, OptionRecord, PollMethod, PollRecord } from './records.ts'

export type Poll = Pick<PollRecord, 'method' | 'settings'>

/** One list of more is not compared, it is skimmed. */
export const mostOptions = 20
/** Places of a ranking that can be filled in; what is left out is below them. */
export const mostPlaces = 8
/** Where the order itself is the question. */
export const mostRanked = 10
export const placesIn = (method: PollMethod, options: number) =>
  Math.min(options, method === 'ranking' ? mostRanked : mostPlaces)
export const longestWords = 1_000

export const placeField = (place: number) => `place${place}`
export const scoreField = (option: number) => `score${option}`

type Values = Record<string, unknown>
type Errors = Record<string, string>

export function readBallot(
  poll: Poll,
  options: OptionRecord[],
  values: Values,
): { ok: CastBallot } | { errors: Errors } {
  const read = readChosen(poll, options, values)
  if ('errors' in read) return read
  const words = (name: string) => (typeof values[name] === 'string' ? values[name].trim() || null : null)
  const ballot = { choice: read.ok, reason: words('reason'), condition: words('condition') }
  const missing = ballot.reason ? null : reasonNeeded(poll, ballot.choice)
  return missing ? { errors: { reason: missing } } : { ok: ballot }
}

/** Why this choice needs a reason, or null. */
export function reasonNeeded({ method, settings }: Poll, choice: Choice): string | null {
  const againstIt =
    ('vote' in choice && choice.vote === 'against') ||
    ('stance' in choice && choice.stance === 'object') ||
    ('fingers' in choice && choice.fingers < 3)
  // An objection without a reason does not stand in the way: it would be lost in silence.
  if (method === 'consent' && againstIt) return 'Say what harm it would do: an objection counts with its reason.'
  if (settings.reason === 'always') return 'This vote asks everybody for a reason. A few words are enough.'
  if (settings.reason === 'against' && againstIt) return 'Say why not, so that the others can do something about it.'
  return null
}

function readChosen(poll: Poll, options: OptionRecord[], values: Values): { ok: Choice } | { errors: Errors } {
  const { method, settings } = poll
  const known = new Set(options.map(({ id }) => id))
  const option = (value: unknown) => (known.has(Number(value)) ? Number(value) : null)
  switch (method) {
    case 'dualMajority': {
      const vote = values.vote
      if (vote === 'for' || vote === 'against') return { ok: { vote } }
      if (vote === 'abstain' && settings.abstain) return { ok: { vote } }
      return { errors: { vote: 'Choose one.' } }
    }
    case 'single': {
      if (values.option === 'abstain' && settings.abstain) return { ok: { option: null } }
      const chosen = option(values.option)
      return chosen === null ? { errors: { option: 'Choose one.' } } : { ok: { option: chosen } }
    }
    case 'approval': {
      const chosen = (Array.isArray(values.options) ? values.options : []).map(option).filter((id) => id !== null)
      if (chosen.length === 0 && !settings.abstain) return { errors: { options: 'Choose at least one.' } }
      return { ok: { options: [...new Set(chosen)] } }
    }
    case 'instantRunoff':
    case 'schulze':
    case 'ranking':
      return readRanking(options, values, placesIn(method, options.length), settings.abstain)
    case 'score':
      return readScores(options, values, settings.max)
    case 'consent': {
      const { stance } = values
      if (stance === 'consent' || stance === 'object') return { ok: { stance } }
      if (stance === 'abstain' && settings.abstain) return { ok: { stance } }
      return { errors: { stance: 'Choose one.' } }
    }
    case 'fist': {
      const fingers = Number(values.fingers)
      if (values.fingers === undefined || !Number.isInteger(fingers) || fingers < 0 || fingers > 5)
        return { errors: { fingers: 'Show 0 to 5 fingers.' } }
      return { ok: { fingers } }
    }
  }
}

function readRanking(options: OptionRecord[], values: Values, places: number, abstain: boolean) {
  const ranking: number[] = []
  const errors: Errors = {}
  for (let place = 1; place <= places; place += 1) {
    const named = values[placeField(place)]
    if (named === undefined || named === '') continue
    const found = options.find(({ id }) => id === Number(named))
    if (!found) errors[placeField(place)] = 'This option is not there any more. Choose another.'
    else if (ranking.includes(found.id))
      errors[placeField(place)] = `"${found.text}" has a place already. Choose another, or leave this empty.`
    else ranking.push(found.id)
  }
  if (Object.keys(errors).length) return { errors }
  if (ranking.length === 0 && !abstain) return { errors: { [placeField(1)]: 'Choose at least your first.' } }
  return { ok: { ranking } }
}

function readScores(options: OptionRecord[], values: Values, max: number) {
  const scores: { option: number; score: number }[] = []
  const errors: Errors = {}
  for (const { id } of options) {
    const given = values[scoreField(id)]
    if (given === undefined) continue
    const points = Number(given)
    if (!Number.isInteger(points) || points < 0 || points > max)
      errors[scoreField(id)] = `Whole points from 0 to ${max}; empty for no opinion.`
    else scores.push({ option: id, score: points })
  }
  return Object.keys(errors).length ? { errors } : { ok: { scores } }
}

/** A ballot in words, for whoever cast it and for those who may read it. */
export function choiceWords(choice: Choice, options: Pick<OptionRecord, 'id' | 'text'>[], max = 5): string {
  const text = (id: number) => options.find((option) => option.id === id)?.text ?? 'an option that is gone'
  if ('vote' in choice) return choice.vote
  if ('option' in choice) return choice.option === null ? 'abstain' : text(choice.option)
  if ('options' in choice) return choice.options.map(text).join(', ') || 'none of them'
  if ('ranking' in choice) return choice.ranking.map(text).join(' > ') || 'no order'
  if ('scores' in choice)
    return choice.scores.map(({ option, score }) => `${text(option)} ${score} of ${max}`).join(', ') || 'no opinion'
  if ('stance' in choice) return choice.stance
  return `${choice.fingers} of 5 fingers`
}
