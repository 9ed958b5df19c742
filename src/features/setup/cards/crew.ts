/** The setup form, the overview before and after the start, and a member's first message. */
import type { Form, Option } from '../../../chat/form.ts'
import type { Block, Button, Message } from '../../../chat/message.ts'
import type { Crew, CrewMember } from '../../../people/crews.ts'
import { cityOf, describeWorkDays } from '../../../schedule/calendar.ts'

export interface SetupDefaults {
  crew: number | null
  name?: string
  project: number[]
  product: number[]
  sponsors: number[]
  channels: string[]
  when: string
  zone: string
  country: string
}

export function crewForm(defaults: SetupDefaults, people: Option[], channels: Option[]) {
  const { crew } = defaults
  return {
    id: 'setup.crew',
    title: crew === null ? 'Set up a crew' : 'Change the crew',
    intro:
      'A crew is the people of both sides who work on the same thing. Nobody else is written to before you press Start.',
    submit: crew === null ? 'Next' : 'Save',
    value: { crew },
    inputs: {
      name: {
        input: 'text',
        label: 'What is the crew called?',
        placeholder: 'Checkout',
        max: 60,
        ...(defaults.name && { value: defaults.name }),
      },
      project: {
        input: 'people',
        label: 'Who delivers it? (project side)',
        hint: 'Scope, time, budget.',
        options: people,
        optional: true,
        value: defaults.project,
      },
      product: {
        input: 'people',
        label: 'Who decides what it is worth? (product side)',
        hint: 'Outcomes, customers, value.',
        options: people,
        optional: true,
        value: defaults.product,
      },
      sponsors: {
        input: 'people',
        label: 'Sponsors',
        hint: 'They see everything, stand on neither side and break ties.',
        options: people,
        optional: true,
        value: defaults.sponsors,
      },
      channels: {
        input: 'choices',
        label: 'Where does it meet?',
        hint: 'The digest goes to each of these. Without one it goes to the members in person.',
        options: channels,
        optional: true,
        value: defaults.channels,
      },
      when: {
        input: 'text',
        label: 'When is the stand-up?',
        hint: 'For example "weekdays 09:30" or "mon wed fri 10:00". Each person is asked at that time in their own zone.',
        value: defaults.when,
      },
      zone: {
        input: 'text',
        label: "The crew's time zone",
        hint: 'A city or a zone such as Europe/Berlin.',
        value: defaults.zone,
      },
      country: {
        input: 'text',
        label: 'Whose public holidays count?',
        hint: 'A country, or none.',
        optional: true,
        value: defaults.country,
      },
    },
  } as const satisfies Form
}

export interface Overview {
  crew: Crew
  /** Schedule and next dates, in words. */
  echo: string[]
  /** Those who will be asked, with their own time. */
  asked: { personId: number; at: string }[]
  mayDelete: boolean
}

export function overviewMessage({ crew, echo, asked, mayDelete }: Overview): Message {
  const started = crew.startedAt !== null
  const title = started ? `${crew.name} is running` : `${crew.name} is ready to start`
  const others = crew.members.length - 1
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
          value: `${describeWorkDays(crew.workDays)}, ${cityOf(crew.zone)}; holidays: ${crew.country ?? 'none'}`,
        },
      ],
    },
    ...(started
      ? []
      : [
          {
            block: 'note' as const,
            text: `Nobody else has been written to. ${others} others hear of it when you press Start.`,
          },
        ]),
    { block: 'buttons', buttons: overviewButtons(crew, started, mayDelete) },
  ]
  return { summary: title, blocks }
}

function memberNote(member: CrewMember, asked: Overview['asked']): string {
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
