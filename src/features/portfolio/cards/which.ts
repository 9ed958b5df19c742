/** Which initiative is meant, where none was named. */
import type { Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import { cut, longestName, named } from './lines.ts'

/** A button for each; `verb` is the command, whose press opens the same: `portfolio.plan` for "plan". */
export function whichInitiative(verb: 'plan' | 'why', initiatives: InitiativeRecord[]): Message {
  const title = `Which ${verb}?`
  const { shown, more } = cut(initiatives, 20)
  return {
    summary: title,
    blocks: [
      { block: 'text', text: title },
      {
        block: 'buttons',
        buttons: shown.map((one) => ({
          press: `portfolio.${verb}`,
          label: shorten(named(one), longestName),
          value: { initiative: one.id },
        })),
      },
      ...(more ? [{ block: 'note' as const, text: `${more}: type the key, such as ${command(`${verb} CHK`)}.` }] : []),
    ],
  }
}
