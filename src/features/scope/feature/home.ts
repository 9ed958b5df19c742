/** Its part of the personal page, and what waits for one person alone. */
import type { Feature } from '../../../chat/feature.ts'
import type { Block } from '../../../chat/message.ts'
import { choosers } from '../rules/choosing.ts'
import { titleOf } from '../rules/records.ts'
import { undecidedOf } from '../store/scopes.ts'

/** What comes next where the sides disagree. What is accepted and not yet entered is an action item. */
export const waiting: NonNullable<Feature['waiting']> = async (personId, { tx }) => {
  const blocks: Block[] = []
  for (const { scope, initiative } of await undecidedOf(tx, personId)) {
    if (
      !choosers(initiative, scope).includes(personId) ||
      scope.course.choices.some((one) => one.personId === personId)
    )
      continue
    blocks.push({
      block: 'alert',
      label: 'Choose',
      text: [
        `${titleOf(scope)}: the sides do not agree. Choose what comes next`,
        ...(scope.chooseBy ? [' by ', { when: scope.chooseBy, zone: initiative.zone }] : []),
        '.',
      ],
      buttons: [{ press: 'scope.show', label: 'Show', value: { scope: scope.id } }],
    })
  }
  return blocks
}

export const home: NonNullable<Feature['home']> = ({ actor, now, tx }) => waiting(actor.id, { now, tx })
