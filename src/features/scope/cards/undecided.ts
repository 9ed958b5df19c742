/** Where the sides disagree: what would make it a yes, and what the owners can choose. */
import type { Block, Button, Inline, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { agreed, choosers, waysWords } from '../rules/choosing.ts'
import { dotted, laterText, longDay, money, movedDays } from './lines.ts'

import type { ResultView } from './result.ts'

export const choosersOf = ({ scope, initiative }: ResultView) => choosers(initiative, scope)

export function people(ids: number[]): Inline[] {
  return ids.flatMap((person, at): Inline[] => [...(at ? [at === ids.length - 1 ? ' and ' : ', '] : []), { person }])
}

export function choiceLines(view: ResultView): Block[] {
  const { scope } = view
  const owners = choosersOf(view)
  const chosen = scope.course.choices.filter(({ personId }) => owners.includes(personId))
  if (chosen.length === 0 || agreed(scope.course, owners)) return []
  const missing = owners.filter((id) => !chosen.some(({ personId }) => personId === id))
  const said = chosen.flatMap(({ personId, way }, at): Inline[] => [
    at ? '; ' : '',
    { person: personId },
    ` would ${waysWords[way]}`,
  ])
  return [
    {
      block: 'text',
      text: [
        ...said,
        '.',
        ...(missing.length ? [' Waiting for ', ...people(missing), '.'] : [' They differ; either may choose again.']),
      ],
    },
  ]
}

export function wayButtons({ scope, initiative, condition }: ResultView): Button[] {
  const value = (way: string) => ({ scope: scope.id, round: scope.round, way })
  const up = initiative.sponsorId === null ? 'Escalate' : 'Escalate to the sponsor'
  return [
    { press: 'scope.choose', label: condition ? 'Amend with this' : 'Amend', value: value('amend'), style: 'primary' },
    { press: 'scope.choose', label: 'Split', value: value('split') },
    { press: 'scope.choose', label: up, value: value('escalate') },
    { press: 'scope.choose', label: 'Withdraw', value: value('withdraw') },
  ]
}

export function afterwards({ initiative, steeringName }: ResultView): string {
  const last = steeringName ? `the ${steeringName} crew votes on it` : 'nobody is left to ask, and the card says so'
  if (initiative.sponsorId === null) return `If they do not, ${last}.`
  return `If they do not, the sponsor is asked with both sides' reasons and has two working days; then ${last}.`
}

/** "Computed: Apple Pay in, gift cards out: finish stays Fri 12 Mar". */
export function conditionBlocks({ condition, scope, money: shown }: ResultView): Block[] {
  if (!condition) return []
  const said: Inline[] = [
    { strong: 'With what ' },
    { person: condition.byId },
    { strong: ' asks for' },
    `, "${shorten(condition.words, 140)}": `,
  ]
  if (!condition.impact) return [{ block: 'text', text: [...said, condition.refused ?? 'not computed.'] }]
  const { impact, benefit } = condition
  const [own] = impact.initiatives
  const cost = impact.costs?.find(({ key }) => key === own?.key)
  const parts: (string | null)[] = [
    own
      ? own.before === own.after
        ? `finish stays ${longDay(own.after)}`
        : `finish ${movedDays(own.before, own.after)}, ${laterText(own)}`
      : null,
    cost && shown !== 'hidden' ? `${cost.total > 0 ? '+' : ''}${money(cost.total, impact, shown)}` : null,
    benefit !== null && shown === 'amounts' ? `benefit ${money(benefit, impact, shown)}` : null,
  ]
  const text: Text = [...said, ...dotted(parts.filter((part) => part !== null)), '.']
  return [
    { block: 'text', text },
    {
      block: 'buttons',
      buttons: [{ press: 'scope.condition', label: 'See it', value: { scope: scope.id }, style: 'quiet' }],
    },
  ]
}
