/** `/scope`: what is open, and one's own drafts. */
import type { Block, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { type ScopeRecord, titleOf } from '../rules/records.ts'
import { stateWords } from './draft.ts'

export interface Listed {
  scope: ScopeRecord
  initiative: InitiativeRecord
}

const most = 20

export function scopeList(
  listed: Listed[],
  { title, empty, fresh }: { title: string; empty: string; fresh: boolean },
): Message {
  const shown = listed.slice(0, most)
  const rows: Block[] = shown.length
    ? [
        {
          block: 'facts',
          facts: shown.map(({ scope, initiative }) => ({
            label: titleOf({ ...scope, what: shorten(scope.what, 80) }),
            value: `${initiative.key} · ${stateWords(scope)}`,
          })),
        },
      ]
    : [{ block: 'text', text: empty }]
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...rows,
      ...(listed.length > most ? [{ block: 'note' as const, text: `and ${listed.length - most} older` }] : []),
      {
        block: 'buttons',
        buttons: [
          ...shown
            .slice(0, 8)
            .map(({ scope }) => ({ press: 'scope.show', label: `SC-${scope.number}`, value: { scope: scope.id } })),
          ...(fresh
            ? [{ press: 'scope.new', label: 'New', value: { initiative: null }, style: 'primary' as const }]
            : []),
        ],
      },
    ],
  }
}

export function chooseInitiative(initiatives: InitiativeRecord[]): Message {
  return {
    summary: 'Which initiative changes?',
    blocks: [
      { block: 'text', text: 'Which initiative changes?' },
      {
        block: 'buttons',
        buttons: initiatives
          .slice(0, 20)
          .map(({ id, key }) => ({ press: 'scope.new', label: key, value: { initiative: id }, opens: true as const })),
      },
    ],
  }
}
