/** What a methodology asks of an initiative: the only place that decides it. docs/methodologies.md shows the same table, and a test compares them. Pure. */
import { command } from '../../../chat/spoken.ts'
import type { Methodology } from './records.ts'
import { methodologyWords } from './words.ts'

/** `expected`: its crew should have it. `offered`: where it helps. `none`: it is refused. */
export type Use = 'expected' | 'offered' | 'none'

export const ritualWords = {
  standup: 'stand-up',
  retro: 'retrospective',
  scope: 'scope-change vote',
  steering: 'steering poll',
  celebration: 'milestone celebration',
  alignment: 'alignment session',
} as const
export type Ritual = keyof typeof ritualWords

export const practiceWords = {
  gates: 'gates',
  baselines: 'baselines by decision',
  milestones: 'milestones',
  outcomeChecks: 'outcome checks',
} as const
export type Practice = keyof typeof practiceWords

type Uses = Record<Ritual | Practice, Use>

/** Whatever the way, two sides align and look whether the value came. */
const always = { alignment: 'expected', outcomeChecks: 'expected' } as const

export const uses: Record<Methodology, Uses> = {
  agile: {
    ...always,
    standup: 'expected',
    retro: 'expected',
    scope: 'offered',
    steering: 'offered',
    celebration: 'offered',
    gates: 'none',
    baselines: 'offered',
    milestones: 'offered',
  },
  waterfall: {
    ...always,
    standup: 'offered',
    retro: 'offered',
    scope: 'expected',
    steering: 'expected',
    celebration: 'expected',
    gates: 'none',
    baselines: 'expected',
    milestones: 'expected',
  },
  phaseGate: {
    ...always,
    standup: 'offered',
    retro: 'offered',
    scope: 'expected',
    steering: 'expected',
    celebration: 'expected',
    gates: 'expected',
    baselines: 'expected',
    milestones: 'expected',
  },
  hybrid: {
    ...always,
    standup: 'expected',
    retro: 'expected',
    scope: 'expected',
    steering: 'offered',
    celebration: 'expected',
    gates: 'offered',
    baselines: 'expected',
    milestones: 'expected',
  },
}

export const has = (methodology: Methodology, what: Ritual | Practice): boolean => uses[methodology][what] !== 'none'

/** "stand-up and retrospective expected; scope-change vote offered; no gates". */
export function usesText<K extends Ritual | Practice>(methodology: Methodology, words: Record<K, string>): string {
  const of = (use: Use) => (Object.keys(words) as K[]).filter((what) => uses[methodology][what] === use)
  const named = (use: Use) => listed(of(use).map((what) => words[what]))
  const parts = (['expected', 'offered'] as const).flatMap((use) => (of(use).length ? [`${named(use)} ${use}`] : []))
  return [...parts, ...of('none').map((what) => `no ${words[what]}`)].join('; ')
}

function listed(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** What is expected and not there yet: "gates and milestones"; nothing where all is. */
export function missingText(methodology: Methodology, there: Partial<Record<Practice, boolean>>): string | null {
  const missing = (Object.keys(practiceWords) as Practice[]).filter(
    (what) => uses[methodology][what] === 'expected' && there[what] === false,
  )
  return missing.length ? listed(missing.map((what) => practiceWords[what])) : null
}

/** In a list to choose from: what sets it apart. Slack shows 75 characters. */
export const methodologyChoices: Record<Methodology, string> = {
  agile: 'Agile: stand-ups and retrospectives, no gates',
  waterfall: 'Waterfall: baselines and scope-change votes, no gates',
  phaseGate: 'Phase-gate: gates, baselines and scope-change votes',
  hybrid: 'Hybrid: stand-ups, baselines and votes; gates where they help',
}

/** Why this initiative has none of it, and what to do; nothing where it has. */
export function without(
  { key, methodology }: { key: string; methodology: Methodology },
  what: Ritual | Practice,
): string | null {
  if (has(methodology, what)) return null
  const others = (Object.keys(uses) as Methodology[]).filter((other) => has(other, what))
  const names = { ...ritualWords, ...practiceWords }
  const way = methodologyWords[methodology].toLowerCase()
  const ways = others.map((other) => methodologyWords[other].toLowerCase()).join(' or ')
  return `${key} is done the ${way} way, which has no ${names[what]}. Nothing was changed. With ${command(`initiative ${key}`)} and Change it can be made ${ways}.`
}
