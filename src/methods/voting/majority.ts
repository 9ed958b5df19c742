/** Yes or no, by all together. */

export type Vote = 'for' | 'against' | 'abstain'

export type Votes = Record<Vote, number>

export function countVotes(ballots: readonly { vote: Vote }[]): Votes {
  const of = (vote: Vote) => ballots.filter((ballot) => ballot.vote === vote).length
  return { for: of('for'), against: of('against'), abstain: of('abstain') }
}

/**
 * More for than against (Robert's Rules of Order Newly Revised, 44: more than half of the votes cast). Abstentions count for the
 * quorum only; a tie fails.
 * Example: 9 to 8 passes.
 */
export function majority(votes: Votes): boolean {
  return votes.for > votes.against
}

/**
 * At least two thirds of the votes cast (same source), that is twice as many for as against; without a vote cast it fails.
 * Example: 30 for, 15 against, 15 abstained passes.
 */
export function twoThirds(votes: Votes): boolean {
  return votes.for > 0 && votes.for >= 2 * votes.against
}
