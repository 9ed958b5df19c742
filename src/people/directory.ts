/** Who and what there is in an installation: for the sandbox's switch and sidebar. */
import type { Db } from '../db.ts'

export interface ListedPerson {
  id: number
  account: string
  name: string
  zone: string
  guest: boolean
  /** "project in Checkout" for every crew, by the crew's own labels. */
  sides: string[]
}

export interface ListedChannel {
  id: string
  name: string
  crew: { id: number; name: string } | null
}

export interface Directory {
  people(): Promise<ListedPerson[]>
  channels(): Promise<ListedChannel[]>
}

export function createDirectory(db: Db, installation: string): Directory {
  return {
    async people() {
      const rows = await db.read.identity.findMany({
        where: { installation: { platform: 'web', externalId: installation } },
        include: { person: { include: { memberships: { include: { crew: true } } } } },
        orderBy: { id: 'asc' },
      })
      return rows.map(({ externalId, guest, person }) => ({
        id: person.id,
        account: externalId,
        name: person.name,
        zone: person.zone,
        guest,
        sides: person.memberships.map(({ side, crew }) => `${sideWord(side, crew)} in ${crew.name}`),
      }))
    },
    async channels() {
      const rows = await db.read.channel.findMany({
        where: { installation: { platform: 'web', externalId: installation } },
        include: { crew: { select: { id: true, name: true } } },
        orderBy: { id: 'asc' },
      })
      return rows.map(({ externalId, name, crew }) => ({ id: externalId, name, crew }))
    },
  }
}

function sideWord(side: 'project' | 'product' | 'both', crew: { projectLabel: string; productLabel: string }): string {
  if (side === 'both') return 'sponsor'
  return (side === 'project' ? crew.projectLabel : crew.productLabel).toLowerCase()
}
