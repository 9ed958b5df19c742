/** Whose jobs are late or failed: jobs themselves belong to no organization. */
import type { Tx } from '../db.ts'

/** More are not looked at: by then the number says enough. */
const mostJobs = 5_000

type Subject =
  | 'ritual'
  | 'round'
  | 'blocker'
  | 'person'
  | 'initiative'
  | 'risk'
  | 'gate'
  | 'poll'
  | 'decision'
  | 'scopeChange'
  | 'steering'
  | 'crew'
  | 'celebration'
  | 'retro'
  | 'alignment'
  | 'pulse'
  | 'assumption'
  | 'experiment'
  | 'channel'
  | 'allocationMove'

/** `house`: everybody's. Else what a job's key begins with the id of; its row says whose job it is. */
export const subjects: Record<string, Subject | 'house' | null> = {
  'standup.open': 'ritual',
  'standup.prompt': 'round',
  'standup.remind': 'round',
  'standup.digest': 'round',
  'standup.close': 'round',
  'standup.raise': 'blocker',
  // Its crew is gone.
  'standup.remove': null,
  'portfolio.outcome': 'initiative',
  'portfolio.risk': 'risk',
  'scope.open': 'scopeChange',
  'scope.choose': 'scopeChange',
  'scope.sponsor': 'scopeChange',
  'scope.correct': 'scopeChange',
  'scope.review': 'scopeChange',
  'steering.next': 'steering',
  'actions.week': 'person',
  'actions.late': 'crew',
  'celebrations.draft': 'celebration',
  'celebrations.lapse': 'celebration',
  'celebrations.day': 'crew',
  'kudos.month': 'ritual',
  'retro.open': 'ritual',
  'retro.phase': 'retro',
  'retro.remind': 'retro',
  'alignment.check': 'alignment',
  'alignment.preread': 'alignment',
  'alignment.start': 'alignment',
  'alignment.lapse': 'alignment',
  'pulse.open': 'ritual',
  'pulse.remind': 'pulse',
  'pulse.close': 'pulse',
  'pulse.tell': 'pulse',
  'assumptions.review': 'assumption',
  'experiments.end': 'experiment',
  'vote.close': 'poll',
  'vote.early': 'poll',
  'vote.remind': 'poll',
  'portfolio.gate': 'gate',
  'portfolio.move': 'allocationMove',
  'guards.day': 'crew',
  'guards.weigh': 'initiative',
  'decisions.review': 'decision',
  'day.gather': 'person',
  'day.urgent': 'person',
  'day.held': 'channel',
  'retention.sweep': 'house',
}

/** Only those of one organization: jobs themselves belong to none. */
export async function countJobs(tx: Tx, organizationId: number, where: object): Promise<number> {
  const jobs = await tx.job.findMany({
    where,
    select: { name: true, key: true },
    orderBy: { id: 'desc' },
    take: mostJobs,
  })
  const ids: Record<Subject, number[]> = {
    ritual: [],
    round: [],
    blocker: [],
    person: [],
    initiative: [],
    risk: [],
    gate: [],
    poll: [],
    decision: [],
    scopeChange: [],
    steering: [],
    crew: [],
    celebration: [],
    retro: [],
    alignment: [],
    pulse: [],
    assumption: [],
    experiment: [],
    channel: [],
    allocationMove: [],
  }
  for (const { name, key } of jobs) {
    const subject = subjects[name]
    if (subject && subject !== 'house') ids[subject].push(Number.parseInt(key, 10))
  }
  const named = (subject: Subject) => ({ in: [...new Set(ids[subject])] })
  const own = (subject: Subject) => ({ where: { organizationId, id: named(subject) }, select: { id: true } })
  const inInitiative = (subject: 'risk' | 'gate' | 'assumption') => ({
    where: { id: named(subject), initiative: { organizationId } },
    select: { id: true },
  })
  const rows = {
    ritual: await tx.ritual.findMany(own('ritual')),
    round: await tx.round.findMany(own('round')),
    blocker: await tx.blocker.findMany(own('blocker')),
    person: await tx.person.findMany(own('person')),
    initiative: await tx.initiative.findMany(own('initiative')),
    steering: await tx.steeringPoll.findMany(own('steering')),
    crew: await tx.crew.findMany(own('crew')),
    celebration: await tx.celebration.findMany(own('celebration')),
    retro: await tx.retro.findMany(own('retro')),
    alignment: await tx.alignmentSession.findMany(own('alignment')),
    assumption: await tx.assumption.findMany(inInitiative('assumption')),
    experiment: await tx.experiment.findMany(own('experiment')),
    channel: await tx.channel.findMany(own('channel')),
    allocationMove: await tx.allocationMove.findMany(own('allocationMove')),
    pulse: await tx.pulse.findMany(own('pulse')),
    poll: await tx.poll.findMany(own('poll')),
    decision: await tx.decision.findMany(own('decision')),
    risk: await tx.risk.findMany(inInitiative('risk')),
    gate: await tx.gate.findMany(inInitiative('gate')),
    scopeChange: await tx.scopeChange.findMany(own('scopeChange')),
  }
  const counted = (Object.keys(rows) as Subject[]).map((subject) => {
    const known = new Set(rows[subject].map(({ id }) => id))
    return ids[subject].filter((id) => known.has(id)).length
  })
  const shared = jobs.filter(({ name }) => subjects[name] === 'house').length
  return counted.reduce((sum, count) => sum + count, shared)
}
