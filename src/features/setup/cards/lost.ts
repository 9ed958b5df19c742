/** A channel that Tandem cannot write in any more. */
import type { Message } from '../../../chat/message.ts'
import type { Crew } from '../../../people/crews.ts'

const happened = {
  archived: 'was archived',
  removed: 'does not have Tandem in it any more',
  uninstalled: 'is in a workspace that uninstalled Tandem',
}

export function lostCard(crew: Crew, channel: string, why: keyof typeof happened): Message {
  const text = `${channel}, where the ${crew.name} crew meets, ${happened[why]}. What was due there is set aside, and members get nothing there.`
  return {
    summary: `Tandem cannot write in ${channel} any more`,
    blocks: [
      { block: 'text', text },
      { block: 'note', text: 'Invite Tandem there again, or take the channel out of the crew.' },
      {
        block: 'buttons',
        buttons: [{ press: 'setup.change', label: 'Change', value: { crew: crew.id }, opens: true }],
      },
    ],
  }
}
