/** What a crew of the joint house sees in its two channels, and that both copies of a card say and offer the same. */
import { expect } from 'vitest'
import type { Chatter, Seen } from '../conformance/client.ts'
import { type Block, textOf } from '../conformance/slack.blocks.ts'
import { readCard } from '../support/teams-cards.ts'
import { channels, type Joint, wordsOf } from './house.ts'

const inTeams = ['ana', 'ben', 'paul']

export const channelOf = (account: string) => (inTeams.includes(account) ? channels.teams : channels.slack)

export function copiesOf(house: () => Joint) {
  const as = (account: string): Chatter =>
    inTeams.includes(account) ? house().inTeams(account) : house().inSlack(account)

  /** The one card in a place of theirs that says this. */
  async function card(account: string, part: RegExp, where?: 'direct'): Promise<Seen> {
    const seen = (await as(account).read(where ?? channelOf(account))).filter(({ text }) => part.test(text))
    expect([String(part), seen.length]).toEqual([String(part), 1])
    return seen[0] as Seen
  }

  /** Both copies, which say the same and offer the same. */
  async function copies(part: RegExp): Promise<Seen> {
    const [slack, teams] = [await card('uma', part), await card('paul', part)]
    expect(wordsOf(slack.text)).toEqual(wordsOf(teams.text))
    expect(slack.buttons).toEqual(teams.buttons)
    return slack
  }

  /** What stands in a thread of each channel and says this: once in each, in the same words. */
  async function inThreads(part: RegExp): Promise<string> {
    const { slack, rig } = house()
    const roots = new Set(slack.calls.flatMap(({ params }) => (params as { thread_ts?: string }).thread_ts ?? []))
    const said = { slack: [] as string[], teams: [] as string[] }
    for (const ts of roots) {
      const { messages } = await slack.call('conversations.replies', { channel: slack.channel('checkout'), ts })
      const replies = (messages as unknown as { ts: string; blocks?: Block[] }[]).filter((one) => one.ts !== ts)
      said.slack.push(...replies.map(({ blocks }) => textOf(blocks ?? [])))
    }
    for (const { under, activity } of rig.sent)
      if (under) said.teams.push(readCard(activity.attachments?.[0]?.content).text)
    const [there, here] = [said.slack.filter((text) => part.test(text)), said.teams.filter((text) => part.test(text))]
    expect(there).toHaveLength(1)
    expect(here.map(wordsOf)).toEqual(there.map(wordsOf))
    return there[0] ?? ''
  }

  return { as, card, copies, inThreads }
}
