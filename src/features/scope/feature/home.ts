/** Its part of the personal page, and what waits for one person alone. */
import type { Feature } from '../../../chat/feature.ts'
import type { Block } from '../../../chat/message.ts'
import type { Tx } from '../../../db.ts'
import { addDays, type Day, toLocal } from '../../../schedule/calendar.ts'
import { choosers } from '../rules/choosing.ts'
import { titleOf } from '../rules/records.ts'
import { reviewedOf, undecidedOf } from '../store/scopes.ts'

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

/** Who has not answered by then has let it stand. */
const reviewDays = 60

async function reviews(personId: number, today: Day, tx: Tx): Promise<Block[]> {
  const span = { from: addDays(today, -reviewDays), to: today }
  return (await reviewedOf(tx, personId, span)).flatMap(({ scope, initiative }): Block[] => {
    const said = scope.review?.answers ?? []
    const missing = (['project', 'product'] as const).some(
      (side) => initiative[`${side}OwnerId`] === personId && !said.some((one) => one.side === side),
    )
    if (!scope.review || !missing) return []
    return [
      {
        block: 'alert',
        label: 'Review',
        text: `${titleOf(scope)}: did it come true?`,
        buttons: [{ press: 'scope.show', label: 'Show', value: { scope: scope.id } }],
      },
    ]
  })
}

export const home: NonNullable<Feature['home']> = async ({ actor, now, tx }) => [
  ...(await waiting(actor.id, { now, tx })),
  ...(await reviews(actor.id, toLocal(now, actor.zone).day, tx)),
]
