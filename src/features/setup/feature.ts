/** Crews and people: setting up, one's own settings, help, home, admins, doctor. */
import { z } from 'zod'
import { type CardDrawer, type Command, type Feature, formDefinition, press } from '../../chat/feature.ts'
import { opened, tell } from '../../chat/say.ts'
import { crewById } from '../../people/crews.ts'
import { dayArgument } from '../../schedule/argument.ts'
import { formatDay } from '../../schedule/calendar.ts'
import { welcomeCard } from './cards/crew.ts'
import type {} from './facts.ts'
import { admins, drawAdmins, drawNamed, saveAdmins } from './feature/admins.ts'
import { changeable, start } from './feature/crews.ts'
import { firstAskedOn } from './feature/dates.ts'
import { events } from './feature/leaving.ts'
import { changing, drawLost, lost } from './feature/losing.ts'
import { drawAway, drawMe, drawSide, fewer, follow, leave, openAway, saveAway, saveMe, saveSide } from './feature/me.ts'
import { doctor, help, home, ownHome, type SetupOptions } from './feature/organization.ts'
import { facts, remove } from './feature/removing.ts'
import { drawCrew, saveCrew, setup } from './feature/saving.ts'

const crew = z.object({ crew: z.number().int() })
const newCrew = z.object({ crew: z.number().int().nullable() })
const nothing = z.object({})
/** On by itself: the button under every message says no more. */
const fewerOn = z.object({ on: z.boolean().default(true) })

const drawWelcome: CardDrawer = async (key, read, now) => {
  const [crewId = 0, , memberId = 0] = key.split(':').map(Number)
  const found = await crewById(read, crewId)
  const member = found?.members.find((one) => one.memberId === memberId)
  if (!found || !member) return null
  const first = await firstAskedOn(found, member.personId, { tx: read, now })
  return welcomeCard(found, member, first ? formatDay(first) : null)
}

export function createSetup(options: SetupOptions): Feature {
  return {
    name: 'setup',
    commands: commandsOf(options),
    home: ownHome,
    facts: { ...facts, 'channel.lost': lost },
    changing,
    events,
    presses: {
      'setup.start': press(crew, start),
      'setup.delete': press(crew, remove),
      'setup.change': press(crew, async (value, ctx) => {
        const found = await changeable(value.crew, ctx)
        if ('refused' in found) return tell(found.refused)
        const form = await drawCrew(value, ctx)
        return opened(form)
      }),
      'setup.side': press(crew, async (value, ctx) => {
        const form = await drawSide(value, ctx)
        return opened(form)
      }),
      'setup.follow': press(crew, follow),
      'setup.leave': press(crew, leave),
      'setup.away': press(nothing, (_value, ctx) => openAway(ctx)),
      'setup.fewer': press(fewerOn, ({ on }, ctx) => fewer(on, ctx)),
    },
    forms: {
      'setup.crew': formDefinition(newCrew, drawCrew, saveCrew),
      'setup.me': formDefinition(nothing, drawMe, saveMe),
      'setup.away': formDefinition(nothing, drawAway, (values, _value, ctx) => saveAway(values, ctx)),
      'setup.side': formDefinition(crew, drawSide, saveSide),
      'setup.admins': formDefinition(nothing, drawAdmins, (values, _value, ctx) => saveAdmins(values, ctx)),
    },
    cards: { 'setup.welcome': drawWelcome, 'setup.lost': drawLost, 'setup.named': drawNamed },
  }
}

function commandsOf(options: SetupOptions): Command[] {
  return [
    { name: 'home', summary: 'Show what is yours: crews, rounds, what waits', run: (_args, ctx) => home(options, ctx) },
    {
      name: 'setup',
      summary: 'Set up a crew, or change the one of this channel',
      run(_args, ctx) {
        if (ctx.place.channelId) options.lookAround?.(ctx.place.channelId)
        return setup(ctx)
      },
    },
    {
      name: 'me',
      summary: 'Change your side, zone, hours, absence and messages',
      run: async (_args, ctx) => ({ answer: { do: 'open', form: await drawMe({}, ctx) } }),
    },
    {
      name: 'away',
      summary: 'Say when you are away',
      args: [dayArgument('from', 'mon'), dayArgument('to', 'fri')],
      run: (args, ctx) => (args.from ? saveAway(args as { from?: string; to?: string }, ctx) : openAway(ctx)),
    },
    {
      name: 'help',
      summary: 'Show every command, or one',
      args: [
        {
          name: 'command',
          expects: 'the name of a command',
          example: 'standup',
          optional: true,
          rest: true,
          parse: (text) => ({ value: text }),
        },
      ],
      run: async (args, ctx) => help(args.command as string | undefined, ctx, options),
    },
    {
      name: 'admins',
      summary: 'Show organization admins and finance, and name them',
      run: (_args, ctx) => admins(ctx),
    },
    { name: 'doctor', summary: 'Check how Tandem itself is doing (admins)', run: (_args, ctx) => doctor(options, ctx) },
  ]
}
