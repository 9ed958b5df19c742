/** The answer to a what-if: before and after, and on what it rests. */
import type { Block, Inline, Message, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { daysAgo } from '../../../schedule/calendar.ts'
import type { Chance } from '../rules/chance.ts'
import { mostInitiatives } from '../rules/impact.ts'
import type { PieceShift } from '../rules/ripple.ts'
import { ganttRows } from './gantt.ts'
import { dotted, finishText, floatText, laterText, longDay, named, shiftText, some } from './lines.ts'
import { moneyFacts } from './money.ts'
import type { WhatIfView } from './view.ts'

const mostPieces = 15
const freshDays = 7
const mostResults = 4

export function whatIfCard(view: WhatIfView): Message {
  const title = `What if? ${named(view.initiative)}`
  const shifts = view.initiatives.flatMap(({ pieces }) => pieces)
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      { block: 'text', text: view.question.join(' ') },
      { block: 'facts', facts: [...finishFacts(view), ...floatFacts(view), ...moneyPart(view), ...riskFacts(view)] },
      ...view.warnings.map((text): Block => ({ block: 'alert', label: 'Look at this', text })),
      ...picture(view),
      ...table(view, shifts),
      { block: 'note', text: basisText(view) },
      ...sinceNote(view),
      { block: 'note', text: chanceNote(view.chance) },
      { block: 'note', text: 'Nothing is changed by asking.' },
      ...(view.buttons.length ? [{ block: 'buttons' as const, buttons: view.buttons }] : []),
    ],
  }
}

interface Fact {
  label: string
  value: Text
}

function finishFacts({ initiatives, unseen, chance }: WhatIfView): Fact[] {
  const facts = initiatives.slice(0, mostInitiatives).map((shift): Fact => {
    const key = shift.initiative.key
    const [was, is] = [chance?.before.get(key), chance?.after.get(key)]
    const to = (before: string, after: string) =>
      before === after ? longDay(before) : `${longDay(before)} > ${longDay(after)}`
    return {
      label: `${key} finish`,
      value: dotted([
        finishText(shift),
        was && is ? `P50 ${to(was.p50, is.p50)}` : null,
        was && is ? `P80 ${to(was.p80, is.p80)}` : null,
      ]),
    }
  })
  const more = Math.max(0, initiatives.length - mostInitiatives)
  const others = [...(more ? [`${more} more of yours`] : []), ...(unseen ? [`${unseen} that you cannot see`] : [])]
  return others.length ? [...facts, { label: 'Also reached', value: others.join(', ') }] : facts
}

function floatFacts({ initiatives, named: asked }: WhatIfView): Fact[] {
  const floats = asked.map(floatText).filter((text) => text !== null)
  const critical = initiatives.flatMap(({ initiative, pieces }) =>
    pieces
      .filter(({ newlyCritical }) => newlyCritical)
      .map((piece) => (initiatives[0]?.initiative === initiative ? named(piece) : `${initiative.key} ${named(piece)}`)),
  )
  return [
    ...(floats.length ? [{ label: 'Float', value: floats.slice(0, 5).join(' · ') }] : []),
    { label: 'Newly critical', value: critical.length ? some(critical, 5) : 'nothing' },
  ]
}

function moneyPart({ costs }: WhatIfView): Fact[] {
  if (costs === null) return [{ label: 'Money', value: 'not computed for one person; the effect is shown in days' }]
  const facts = costs.slice(0, mostInitiatives).flatMap((one) => moneyFacts(one, costs.length > 1))
  return facts.length ? facts : [{ label: 'Money', value: 'the same: no day and no amount is added' }]
}

function riskFacts({ risks }: WhatIfView): Fact[] {
  return risks.slice(0, mostResults).map(({ result, shifts }) => ({
    label: `At risk: ${shorten(result.name, 60)}`,
    value: dotted([
      `${result.current ? `${result.current.value} ${result.unit} now` : 'no data'}, goal ${result.target} ${result.unit}`,
      some(
        shifts.map((shift) => `${shift.initiative.key} ${laterText(shift)}`),
        3,
      ),
    ]),
  }))
}

function picture({ initiative, initiatives, basis }: WhatIfView): Block[] {
  const rows = ganttRows(initiatives)
  if (rows.length === 0) return []
  const moved = initiatives.map((shift) => `${shift.initiative.key} ${laterText(shift)}`)
  const text = `Before and after of ${rows.length === 1 ? '1 deliverable' : `${rows.length} deliverables`}: ${some(moved, mostInitiatives)}. Each is in the list below.`
  const chart = { chart: 'gantt' as const, title: `${named(initiative)}: before and after`, today: basis.today, rows }
  return [{ block: 'chart', chart, text }]
}

/** The picture in words: every deliverable that moves, before > after. */
function table({ initiatives }: WhatIfView, shifts: PieceShift[]): Block[] {
  if (shifts.length === 0) return [{ block: 'text', text: 'No deliverable moves.' }]
  const several = initiatives.filter(({ pieces }) => pieces.length > 0).length > 1
  const more = shifts.length - mostPieces
  return [
    { block: 'text', text: [{ strong: 'Before > after' }] },
    {
      block: 'facts',
      facts: shifts.slice(0, mostPieces).map((piece) => ({
        label: several ? `${piece.initiative} ${named(piece)}` : named(piece),
        value: shiftText(piece),
      })),
    },
    ...(more > 0 ? [{ block: 'note' as const, text: `and ${more} more that move` }] : []),
  ]
}

function basisText({ at, zone, basis }: WhatIfView): Text {
  const { planVersion, reported, reporting, deliverables } = basis
  const old = reported && reported.at < daysAgo(at, freshDays)
  const progress: Inline[] = reported
    ? [
        `progress of ${reporting} of ${deliverables} given, last `,
        { when: reported.at, zone },
        ' by ',
        { person: reported.by },
        ...(old ? [', ', { strong: 'older than 7 days' }] : []),
      ]
    : [`progress: no data (0 of ${deliverables} report)`]
  return dotted([
    ['Computed ', { when: at, zone }],
    planVersion === null ? 'no baseline yet' : `baseline v${planVersion}`,
    progress,
  ])
}

function sinceNote({ since, zone }: WhatIfView): Block[] {
  if (since === null) return []
  const text: Text = [
    'It was asked ',
    { when: since, zone },
    '; the plan has changed since, and this is computed on the plan as it is now.',
  ]
  return [{ block: 'note', text }]
}

function chanceNote(chance: Chance | null): string {
  if (!chance) return 'P50 and P80: no data (no duration that matters here has three points).'
  return `P50 and P80: the days by which half and four fifths of 10,000 simulated runs are done; ${chance.threePoint} of ${chance.of} durations have three points.`
}
