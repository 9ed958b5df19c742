/** Who can read a channel of Slack: its members without bots, and which of them are guests. */
import type { Readers } from '../../chat/feature.ts'
import type { Api, Client } from './api.ts'

/** Slack advises 200 at most, and takes up to 1,000. */
const pageSize = 1_000

export async function readersOf(api: Api, installation: string, channel: string): Promise<Readers> {
  const client = await api.client(installation)
  const members = await membersOf(client, channel)
  const full = await fullMembers(client)
  const people = members.filter((id) => full.get(id) !== 'bot')
  // Who is not listed in the workspace comes from another one, by a shared channel.
  return { people: people.length, guests: people.filter((id) => full.get(id) !== 'full').length }
}

export async function membersOf(client: Client, channel: string): Promise<string[]> {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = { channel, limit: pageSize, ...(cursor && { cursor }) }
    const { members = [], response_metadata } = await client.conversations.members(page)
    found.push(...members)
    cursor = response_metadata?.next_cursor || undefined
  } while (cursor)
  return found
}

async function fullMembers(client: Client): Promise<Map<string, 'full' | 'guest' | 'bot'>> {
  const kinds = new Map<string, 'full' | 'guest' | 'bot'>()
  let cursor: string | undefined
  do {
    const page = { limit: pageSize, ...(cursor && { cursor }) }
    const { members = [], response_metadata } = await client.users.list(page)
    for (const { id = '', is_bot, is_restricted, is_ultra_restricted } of members) {
      kinds.set(id, is_bot ? 'bot' : is_restricted || is_ultra_restricted ? 'guest' : 'full')
    }
    cursor = response_metadata?.next_cursor || undefined
  } while (cursor)
  return kinds
}
