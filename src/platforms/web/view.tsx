/** Gathers what a page shows. */
import type { Naming } from '../../chat/naming.ts'
import type { Names } from '../../chat/ports.ts'
import { alias, command, spoken } from '../../chat/spoken.ts'
import { readerOf } from './answers.tsx'
import { draw } from './forms.tsx'
import { limits } from './limits.ts'
import { type ConversationView, Page } from './page.tsx'
import { isDirect, maySee } from './people.ts'
import type { ClockControl, Directory, MenuHint, SampleControl, Transcript } from './ports.ts'

export interface ViewOptions {
  names: Names
  transcript: Transcript
  directory: Directory
  clock: ClockControl
  sample: SampleControl
  menus: MenuHint[]
  naming: Naming
}

/** The page of one person in one conversation; `null` where there is no such person or conversation for them. */
export async function pageOf(
  options: ViewOptions,
  account: string,
  current: string,
  at: string,
): Promise<string | null> {
  const { directory, transcript, clock, sample, names, menus, naming } = options
  const [people, channels] = await Promise.all([directory.people(), directory.channels()])
  const me = people.find((person) => person.account === account)
  const channel = channels.find(({ id }) => id === current)
  if (!me || !maySee(account, current) || (!channel && !isDirect(current))) return null
  // A crew's channels stand side by side and keep their places, whichever is chosen.
  const open = channel
    ? channels.filter(({ id, crew }) => id === current || (channel.crew && crew?.id === channel.crew.id))
    : [{ id: current, name: 'Tandem' }]
  const shown: ConversationView[] = await Promise.all(
    open.map(async ({ id, name }) => ({
      id,
      name,
      hint: spoken(hint(id, channel?.crew !== null), naming, 'web'),
      messages: await transcript.list(id, limits.messagesShown),
    })),
  )
  const messages = shown.flatMap((view) => view.messages.map(({ message }) => message))
  const props = {
    me,
    at,
    people,
    channels,
    menus,
    shown,
    current,
    root: naming.root,
    now: clock.now(),
    sample: await sample.present(),
    reader: await readerOf(names, me.zone, messages),
  }
  return `<!doctype html>${await draw(<Page {...props} />)}`
}

function hint(conversation: string, ofCrew: boolean): string {
  if (isDirect(conversation)) {
    return `Nothing here yet. Prompts arrive in this place. Type ${command('home')} to see what is yours.`
  }
  return ofCrew
    ? `Nothing here yet. The digest of the stand-up arrives here. Press "Next prompt" above, or type ${alias('standup')} now.`
    : `No crew meets here yet. Type ${command('setup')} to make one.`
}
