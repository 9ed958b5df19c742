/** The card that both channels show before anything crosses, and what became of it. */

import type { Readers } from '../../../chat/feature.ts'
import type { Block, Message, Text } from '../../../chat/message.ts'
import { command } from '../../../chat/spoken.ts'
import { type ChannelLink, confirmedBy, type End, type Ground } from '../rules/link.ts'

export interface LinkRecords {
  link: ChannelLink
  crew: { name: string; zone: string; channels: string[] }
  from: Ground
  to: Ground
  /** As the platforms say now; `null` where they do not tell. */
  readers: Record<End, Readers | null>
  lapsed: boolean
}

export const platformNames = { slack: 'Slack', teams: 'Microsoft Teams', web: 'the browser' }

export function whereIs({ name, platform, installationName }: Ground): string {
  const home =
    installationName === platformNames[platform] ? installationName : `${platformNames[platform]}, ${installationName}`
  return `${name} (${home})`
}

export function linkCard(records: LinkRecords): Message {
  const { link, crew, from, to, lapsed } = records
  const title = `Link ${to.name} with the ${crew.name} crew`
  switch (link.state) {
    case 'linked':
      return outcome(`${to.name} belongs to the ${crew.name} crew`, [
        `Digests and questions go to ${crew.channels.join(' and ')}, and are kept current in each. ${command('unlink')} in a channel takes it out.`,
      ])
    case 'canceled':
      return outcome(`${title}: canceled`, ['Nothing crosses.'])
    case 'unlinked':
      return outcome(`${to.name} is out of the ${crew.name} crew`, ['What stands there stays; no more comes.'])
    case 'offered':
      if (lapsed)
        return outcome(`${title}: not confirmed in time`, [`Nothing crosses. ${command('link')} gives a new code.`])
      return {
        summary: `${title}?`,
        blocks: [
          { block: 'heading', text: `${title}?` },
          {
            block: 'text',
            text: [
              { person: link.askedById },
              ` asked for it in ${whereIs(from)}, `,
              { person: link.typedById },
              ` in ${whereIs(to)}.`,
            ],
          },
          { block: 'facts', facts: facts(records) },
          ...moving(records),
          {
            block: 'note',
            text: [
              ...pending(link, from, to),
              ' Until ',
              { when: link.closesAt, zone: crew.zone },
              '; until then nothing crosses.',
            ],
          },
          {
            block: 'buttons',
            buttons: [
              { press: 'linking.confirm', label: 'Confirm', value: { link: link.id }, style: 'primary' },
              { press: 'linking.cancel', label: 'Cancel', value: { link: link.id } },
            ],
          },
        ],
      }
  }
}

function outcome(title: string, lines: string[]): Message {
  return {
    summary: title,
    blocks: [{ block: 'heading', text: title }, ...lines.map((text): Block => ({ block: 'text', text }))],
  }
}

function facts({ crew, from, to, readers }: LinkRecords): { label: string; value: Text }[] {
  return [
    { label: 'Crew', value: crew.name },
    { label: 'Between', value: `${whereIs(from)} and ${whereIs(to)}` },
    {
      label: 'What crosses',
      value: 'the digests, blockers and questions of the crew, with names and answers, from both channels into both',
    },
    { label: `Read in ${from.name} by`, value: readersText(readers.from) },
    { label: `Read in ${to.name} by`, value: readersText(readers.to) },
  ]
}

export function readersText(readers: Readers | null): string {
  if (!readers) return 'everybody in it; the platform does not say how many'
  const people = readers.people === 1 ? '1 person' : `${readers.people} people`
  if (readers.guests === 0) return `${people}, none of them a guest`
  return `${people}, ${readers.guests} of them ${readers.guests === 1 ? 'a guest' : 'guests'}`
}

function moving({ link, to }: LinkRecords): Block[] {
  if (link.need !== 'admins') return []
  return [
    {
      block: 'text',
      text: `${to.installationName} becomes part of this organization, with everybody in it. It keeps no admins of its own.`,
    },
  ]
}

/** Who must still agree. */
function pending(link: ChannelLink, from: Ground, to: Ground): Exclude<Text, string> {
  if (link.need === 'once') return ['One member of the crew confirms.']
  const who = link.need === 'admins' ? 'an organization admin' : 'one person'
  const ends: [End, Ground][] = [
    ['from', from],
    ['to', to],
  ]
  const done = ends.find(([end]) => confirmedBy(link, end) !== null)
  if (!done) return [`${capitalized(who)} in each channel confirms.`]
  const [end, ground] = done
  const other = end === 'from' ? to : from
  return [
    { person: confirmedBy(link, end) ?? 0 },
    ` confirmed in ${ground.name}. Now ${who} in ${other.name} confirms.`,
  ]
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
