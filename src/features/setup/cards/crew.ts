/** The overview before and after the start, and a member's first message. */
import type { Block, Button, Message, Text } from '../../../chat/message.ts'
import type { Crew, CrewMember } from '../../../people/crews.ts'
import type { Pair } from '../../../people/pairs.ts'
import type { Outside } from '../../../people/presence.ts'
import { cityOf, describeWorkDays } from '../../../schedule/calendar.ts'

export interface Overview {
  crew: Crew
  /** Schedule and next dates, in words. */
  echo: Text[]
  /** Those who will be asked next, and when. */
  asked: { personId: number; at: Text }[]
  /** How many hear of it at the start: all but the one who presses it. */
  others: number
  mayDelete: boolean
  pairs: Pair[]
  /** In the crew's channels and not in the crew. */
  outside: Outside[]
}

export function overviewMessage({ crew, echo, asked, others, mayDelete, pairs, outside }: Overview): Message {
  const started = crew.startedAt !== null
  const title = started ? `${crew.name} is running` : `${crew.name} is ready to start`
  const blocks: Block[] = [
    { block: 'heading', text: title },
    ...echo.map((line): Block => ({ block: 'text', text: line })),
    {
      block: 'people',
      groups: [
        ...(['project', 'product'] as const).map((side) => ({
          label: crew.labels[side],
          people: crew.members
            .filter((member) => member.side === side)
            .map((member) => ({ person: member.personId, note: memberNote(member, asked) })),
        })),
        ...sponsors(crew.members),
      ],
    },
    {
      block: 'facts',
      facts: [
        {
          label: 'Digest in',
          value: crew.channels.map(({ name }) => name).join(', ') || 'no channel: members get it in person',
        },
        {
          label: 'Works',
          value: `${describeWorkDays(crew.workDays)} ${crew.workFrom} to ${crew.workTo}, ${cityOf(crew.zone)}; holidays: ${crew.country ?? 'none'}`,
        },
      ],
    },
    ...outside.map((one): Block => ({ block: 'note', text: outsideText(one) })),
    ...pairs.slice(0, mostPairs).map((pair): Block => ({ block: 'note', text: pairText(pair) })),
    ...(started ? [] : [{ block: 'note' as const, text: `Nobody else has been written to.${hearing(others)}` }]),
    { block: 'buttons', buttons: overviewButtons(crew, started, mayDelete) },
  ]
  return { summary: title, blocks }
}

const mostOutside = 5

function outsideText({ channel, people }: Outside): string {
  const names = people.slice(0, mostOutside).map(({ name }) => name)
  const more = people.length - names.length
  const last = more ? `${more} more` : names.length > 1 ? names.pop() : undefined
  return `Also in ${channel}, not in the crew: ${names.join(', ')}${last ? ` and ${last}` : ''}; add them with Change.`
}

const platformNames = { slack: 'Slack', teams: 'Teams', web: 'the browser' }

/** More say the same again. */
const mostPairs = 5

/** Two accounts that may be one human: they would be asked and counted twice. */
function pairText({ name, platforms: [one, other] }: Pair): string {
  const [first, second] = [platformNames[one], platformNames[other]]
  const where = first === second ? `on two installations of ${first}` : `in ${first} and in ${second}`
  return `${name} stands here twice, ${where}. If that is one person, they write "link me" to Tandem in a direct message on one and type the code on the other; otherwise they are asked twice.`
}

function hearing(others: number): string {
  if (others === 0) return ''
  return others === 1
    ? ' 1 other person hears of it when you press Start.'
    : ` ${others} others hear of it when you press Start.`
}

function memberNote(member: CrewMember, asked: Overview['asked']): Text {
  const at = asked.find(({ personId }) => personId === member.personId)?.at
  if (member.part === 'takesPart') return at ?? 'takes part'
  return member.part === 'follows' ? 'reads along' : 'watches'
}

function sponsors(members: CrewMember[]) {
  const both = members.filter(({ side }) => side === 'both')
  return both.length ? [{ label: 'Sponsors', people: both.map(({ personId }) => ({ person: personId })) }] : []
}

function overviewButtons(crew: Crew, started: boolean, mayDelete: boolean): Button[] {
  const value = { crew: crew.id }
  return [
    ...(started ? [] : [{ press: 'setup.start', label: 'Start', value, style: 'primary' as const }]),
    { press: 'standup.try', label: 'Try it on me now', value },
    { press: 'setup.change', label: 'Change', value, opens: true },
    { press: 'standup.settings', label: 'Stand-up settings', value, opens: true },
    ...(mayDelete ? [deleteButton(crew)] : []),
  ]
}

/** To who may delete a crew without being in it: nothing of what is said there. */
export function outsideMessage(text: string, crew: Crew): Message {
  return {
    summary: text,
    blocks: [
      { block: 'text', text },
      { block: 'buttons', buttons: [deleteButton(crew)] },
    ],
  }
}

function deleteButton(crew: Crew): Button {
  return {
    press: 'setup.delete',
    label: 'Delete crew...',
    value: { crew: crew.id },
    style: 'danger',
    confirm: {
      title: `Delete ${crew.name}?`,
      text: 'Its stand-ups, answers and blockers are deleted for everybody. This cannot be undone.',
      yes: 'Delete the crew',
    },
  }
}

/** A member's first message: who added them, on which side, who reads their answers. */
export function welcomeCard(crew: Crew, member: CrewMember, firstAsked: string | null): Message {
  const value = { crew: crew.id }
  const readers = crew.channels.length ? `${crew.channels.map(({ name }) => name).join(', ')} and the ` : 'the '
  const asked = member.side !== 'both' && member.part === 'takesPart'
  const side = member.side === 'both' ? 'as a sponsor' : `on the ${crew.labels[member.side].toLowerCase()} side`
  const standup = asked
    ? `Once a round you are asked a few questions here${firstAsked ? `, first on ${firstAsked}` : ''}. Your answers are read by ${readers}${crew.members.length} members of the crew.`
    : `You are asked nothing; the digest is read by ${readers}${crew.members.length} members of the crew.`
  return {
    summary: `You are in the ${crew.name} crew`,
    leads: true,
    blocks: [
      { block: 'text', text: [{ person: member.addedById }, ` added you to the ${crew.name} crew, ${side}.`] },
      { block: 'text', text: standup },
      {
        block: 'buttons',
        buttons: [
          { press: 'setup.side', label: 'Change my side', value, opens: true },
          ...(asked ? [{ press: 'setup.follow', label: 'Just follow', value }] : []),
          { press: 'setup.leave', label: 'Leave', value },
        ],
      },
    ],
  }
}
