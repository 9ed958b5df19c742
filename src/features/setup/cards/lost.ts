/** That a channel cannot be written to any more. */

import type { Message } from '../../../chat/message.ts'
import { command, mention } from '../../../chat/spoken.ts'

export interface LostChannel {
  name: string
  crew: string
  home: { platform: 'slack' | 'teams' | 'web'; name: string }
}

const platforms = { slack: 'Slack', teams: 'Teams', web: 'the sandbox' }
const remedies = {
  slack: `Type /invite ${mention} there; if the app was taken off the workspace, install it again.`,
  teams: 'Add Tandem to that team or chat again.',
  web: 'It is there again when the sandbox is.',
}

export function lostCard({ name, crew, home }: LostChannel): Message {
  const where = `${name} in ${platforms[home.platform]}`
  return {
    summary: `Tandem cannot write to ${where}`,
    blocks: [
      {
        block: 'text',
        text: [{ strong: `Tandem cannot write to ${where}. ` }, `The crew ${crew} misses its messages there.`],
      },
      { block: 'text', text: `${remedies[home.platform]} Or take it out of the crew with ${command('setup')}.` },
      {
        block: 'note',
        text: `Said once to who set the crew up and to the organization admins. ${command('doctor')} counts what was set aside.`,
      },
    ],
  }
}
