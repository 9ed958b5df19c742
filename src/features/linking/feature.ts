/** Linking: one crew in channels of two installations, one person with two accounts. */
import { z } from 'zod'
import { type CardDrawer, type Feature, press } from '../../chat/feature.ts'
import { crewById } from '../../people/crews.ts'
import { dropFormer } from '../../people/joining.ts'
import { linkCard } from './cards/link.ts'
import { endLinks, pressCancel, pressConfirm, pressUnlink, refreshed, unlink } from './feature/channels.ts'
import { askForChannel, askForMe, typed } from './feature/codes.ts'
import { join } from './feature/persons.ts'
import { isShownCode } from './rules/code.ts'
import { groundOf, linkById, linksWhere } from './store/links.ts'

const link = z.object({ link: z.number().int() })
const code = z.object({ code: z.number().int() })
const channel = z.object({ channel: z.number().int(), crew: z.number().int() })

const drawLink: CardDrawer = async (key, read, now, house) => {
  const found = await linkById(read, Number(key))
  const crew = found && (await crewById(read, found.crewId))
  const from = found && (await groundOf(read, found.fromChannelId))
  const to = found && (await groundOf(read, found.toChannelId))
  if (!found || !crew || !from || !to) return null
  const offered = found.state === 'offered'
  return linkCard({
    link: found,
    crew: { name: crew.name, zone: crew.zone, channels: crew.channels.map(({ name }) => name) },
    from,
    to,
    readers: {
      from: offered ? await house.readers(from.id) : null,
      to: offered ? await house.readers(to.id) : null,
    },
    lapsed: offered && now >= found.closesAt,
  })
}

export const linking: Feature = {
  name: 'linking',
  commands: [
    {
      name: 'link',
      summary: 'Link a channel on the other platform with this crew',
      args: [
        {
          name: 'code',
          expects: 'the code that the other platform showed',
          example: 'ABCD-EFGH',
          optional: true,
          rest: true,
          parse: (text) => ({ value: text }),
        },
      ],
      // A code must not be kept as somebody's answer.
      unmistakable: ({ code: given }) => isShownCode(String(given)),
      run: (args, ctx) => (args.code ? typed(String(args.code), ctx) : askForChannel(ctx)),
    },
    {
      name: 'link me',
      summary: 'Make your two accounts one person',
      run: (_args, ctx) => askForMe(ctx),
    },
    { name: 'unlink', summary: 'Take this channel out of its crew', run: (_args, ctx) => unlink(ctx) },
  ],
  presses: {
    'linking.confirm': press(link, pressConfirm),
    'linking.cancel': press(link, pressCancel),
    'linking.unlink': press(channel, pressUnlink),
    'linking.join': press(code, join),
  },
  cards: { 'linking.link': drawLink },
  facts: {
    'channel.unlinked': (about, { tx }) => endLinks(about, tx),
    async 'person.emptied'({ personId, formerId }, { tx }) {
      await dropFormer(tx, personId, formerId)
      return {}
    },
    /** Its links go with its rows. */
    async 'crew.deleted'({ crewId }, { tx }) {
      const links = await linksWhere(tx, { crewId }, ['offered', 'linked', 'canceled', 'unlinked'])
      return { effects: links.map(refreshed) }
    },
  },
}
