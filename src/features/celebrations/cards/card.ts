/** A celebration as the crew reads it, and as whoever confirms it reads it before. */
import type { Block, Button, Inline, Message, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import type { CelebrationRecord, Reaction } from '../rules/records.ts'
import { reactionNames, reactions } from '../rules/records.ts'

export interface CelebrationView {
  celebration: CelebrationRecord
  /** Whoever may be named, by side. */
  project: number[]
  product: number[]
  labels: { project: string; product: string }
  counts: Record<Reaction, number>
  /** Nobody is named from this side, and somebody could be. */
  missing: 'project' | 'product' | null
  initiativeName: string | null
  today: Day
}

const longest = 140

const longDay = (day: Day, today: Day) => formatDay(day, { year: day.slice(0, 4) !== today.slice(0, 4) })

/** "Ana, Paul and Ben" */
export function names(ids: number[]): Inline[] {
  return ids.flatMap((person, at): Inline[] => {
    const before = at === 0 ? [] : [at === ids.length - 1 ? ' and ' : ', ']
    return [...before, { person }]
  })
}

/** What it says, without what can be pressed. */
function said(view: CelebrationView): Block[] {
  const { celebration, today } = view
  const { words, day } = celebration
  const when = [words.where, longDay(day, today), ...(words.ahead ? [words.ahead] : [])].filter(Boolean).join(', ')
  const made = words.decisions
    .map(({ number, what }) => `DEC-${number} ${shorten(what, 80).replace(/\.$/, '')}`)
    .join(' · ')
  const facts = [
    ...(words.forWhom ? [{ label: 'For whom', value: shorten(words.forWhom, longest) }] : []),
    ...(made ? [{ label: 'Made possible by', value: made }] : []),
    ...(words.value ? [{ label: 'Value', value: words.value }] : []),
  ]
  const ending = endOf(celebration, today)
  return [
    { block: 'heading', text: words.title },
    ...(when ? [{ block: 'text' as const, text: `${when}.` }] : []),
    ...pictureOf(view),
    ...peopleOf(view),
    ...(facts.length ? [{ block: 'facts' as const, facts }] : []),
    ...(ending ? [{ block: 'note' as const, text: ending }] : []),
  ]
}

function peopleOf({ project, product, celebration }: CelebrationView): Block[] {
  if (celebration.of === 'anniversary') {
    const whose = [...project, ...product]
    return whose.length ? [{ block: 'text', text: names(whose) }] : []
  }
  const text: Inline[] = [
    ...(project.length ? ['Delivered by ', ...names(project), '. '] : []),
    ...(product.length ? ['Shaped by ', ...names(product), '.'] : []),
  ]
  return text.length ? [{ block: 'text', text }] : []
}

/** Delivered is one thing, and realized another. */
function endOf({ of, day }: CelebrationRecord, today: Day): string | null {
  switch (of) {
    case 'milestone':
    case 'delivered':
    case 'baseline':
      return `Delivered ${longDay(day, today)}; realized when its value shows.`
    case 'realized':
      return 'Realized: the value it was made for shows.'
    case 'anniversary':
      return null
  }
}

/** Milestones on a line, in the order of their days; one alone is no line. */
function pictureOf({ celebration, initiativeName, today }: CelebrationView): Block[] {
  const { milestones } = celebration.words
  if (milestones.length < 2) return []
  const points = milestones.map(({ label, day, done }) => ({ label: shorten(label, 60), day, done }))
  const text = milestones.map(({ label, day, done }) => `${label} ${done ? 'done' : 'planned'} ${longDay(day, today)}`)
  const title = shorten(`${initiativeName ?? celebration.words.where}: milestones`, 80)
  return [{ block: 'chart', chart: { chart: 'milestones', title, points }, text: text.join(', ') }]
}

export function celebrationCard(view: CelebrationView): Message {
  const { celebration, counts } = view
  const value = { celebration: celebration.id }
  const pressed = reactionNames.map((reaction): Button => {
    const { sign, name } = reactions[reaction]
    const label = `${sign} ${name}${counts[reaction] ? ` ${counts[reaction]}` : ''}`
    return { press: 'celebrations.react', label, value: { ...value, reaction } }
  })
  return {
    summary: shorten(celebration.words.title, longest),
    blocks: [
      ...said(view),
      {
        block: 'buttons',
        buttons: [
          { press: 'kudos.thank', label: 'Say thanks', value, style: 'primary', opens: true },
          ...(celebration.of === 'anniversary'
            ? []
            : [{ press: 'celebrations.missing', label: 'Someone is missing', value, opens: true } satisfies Button]),
          { press: 'celebrations.story', label: 'Tell the story', value, opens: true },
        ],
      },
      { block: 'buttons', buttons: pressed },
      { block: 'note', text: 'Thanks are in the thread, from everywhere this crew meets.' },
    ],
  }
}

/** To whoever confirms it: as it will read, and what to do with it. */
export function draftCard(view: CelebrationView, readers: string): Message {
  const { celebration, missing, labels } = view
  const title = `To celebrate? ${shorten(celebration.words.title, 100)}`
  const value = { celebration: celebration.id }
  const change: Button = { press: 'celebrations.change', label: 'Change...', value, opens: true }
  const decline: Button = { press: 'celebrations.decline', label: 'Not this time', value }
  const state = stateText(celebration)
  const asks: Block[] = missing
    ? [
        {
          block: 'alert',
          label: 'Who helped?',
          text: `Nobody from ${labels[missing]} is named yet. Say who of them helped, and it can be announced.`,
          buttons: [{ press: 'celebrations.change', label: 'Name them', value, opens: true }],
        },
        { block: 'buttons', buttons: [decline] },
      ]
    : [
        {
          block: 'buttons',
          buttons: [{ press: 'celebrations.announce', label: 'Announce', value, style: 'primary' }, change, decline],
        },
      ]
  return {
    summary: title,
    blocks: [
      { block: 'text', text: [{ strong: 'To celebrate?' }, ` It will read like this, to ${readers}:`] },
      { block: 'divider' },
      ...said(view),
      { block: 'divider' },
      ...(state ? [{ block: 'note' as const, text: state }] : asks),
    ],
  }
}

export function stateText({ state }: CelebrationRecord): string | null {
  switch (state) {
    case 'drafted':
      return null
    case 'announced':
      return 'Announced.'
    case 'declined':
      return 'Not this time: nothing was announced.'
    case 'lapsed':
      return 'It is no news any more: nothing was announced.'
  }
}

/** What somebody tells of it, in its thread. */
export function storyCard({ celebration }: CelebrationView, at: number, named: boolean): Message | null {
  const story = celebration.words.stories[at]
  if (!story) return null
  const by: Text = named ? [{ person: story.byId }, ' tells:'] : 'Somebody tells:'
  return {
    summary: `The story of ${shorten(celebration.words.title, 100)}`,
    blocks: [
      { block: 'text', text: by },
      { block: 'text', text: story.text },
    ],
  }
}

/** Somebody was named later: said in the thread, so that they see it was. */
export function addedCard(view: CelebrationView, personId: number): Message | null {
  const { celebration, project, product } = view
  if (![...project, ...product].includes(personId)) return null
  const title = shorten(celebration.words.title, 100)
  return {
    summary: `You are named in ${title}`,
    blocks: [{ block: 'text', text: `You are named in a celebration of your crew: ${title}.` }],
  }
}
