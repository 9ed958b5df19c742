/** A code, shown to who asked for it; and what a personal code is about to do. */

import type { Message } from '../../../chat/message.ts'
import { command } from '../../../chat/spoken.ts'
import { codeMinutes, shownCode } from '../rules/code.ts'

const onceOnly = `The code works once, for ${codeMinutes} minutes. Only you see it.`

export function channelCode(code: string, crew: string, channel: string): Message {
  const words = `link ${shownCode(code)}`
  return {
    summary: `A code for another channel of ${crew}`,
    blocks: [
      { block: 'heading', text: shownCode(code) },
      {
        block: 'text',
        text: [
          'In the channel on the other platform, type: in Slack ',
          { strong: command(words, 'slack') },
          ', in Microsoft Teams ',
          { strong: command(words, 'teams') },
          '.',
        ],
      },
      {
        block: 'text',
        text: `Nothing crosses yet: both ${channel} and that channel first show a card with what will, and who will read it.`,
      },
      { block: 'note', text: onceOnly },
    ],
  }
}

export function personCode(code: string): Message {
  return {
    summary: 'A code for your other account',
    blocks: [
      { block: 'heading', text: shownCode(code) },
      {
        block: 'text',
        text: [
          'With your account on the other platform, write to Tandem in a direct message: ',
          { strong: `link ${shownCode(code)}` },
          '. Your two accounts are one person then: asked once, counted once.',
        ],
      },
      { block: 'note', text: `${onceOnly} Give it to nobody: whoever types it becomes you.` },
    ],
  }
}

export interface Joining {
  code: number
  /** Who asked for the code. */
  personId: number
  platform: string
}

export function joinQuestion({ code, personId, platform }: Joining): Message {
  return {
    summary: 'Is this you?',
    blocks: [
      {
        block: 'text',
        text: [
          'This code is of ',
          { person: personId },
          ` in ${platform}. If that is you, you are one person from now on.`,
        ],
      },
      {
        block: 'text',
        text: 'Crews, answers, blockers and questions of both accounts come together; the settings made there stay. Where you answered one round twice the earlier answer stands. This cannot be undone.',
      },
      {
        block: 'buttons',
        buttons: [{ press: 'linking.join', label: 'Yes, that is me', value: { code }, style: 'primary' }],
      },
    ],
  }
}
