/** Action items shown: one's own, a crew's, on the personal page, and what is due today beside the day's prompt. */
import { z } from 'zod'
import type { Context, Feature, Outcome } from '../../../chat/feature.ts'
import type { Message } from '../../../chat/message.ts'
import { tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById, ownCrew } from '../../../people/crews.ts'
import { addDays, mondayOf, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { hasJob } from '../../../schedule/jobs.ts'
import { createSharing, shareable, shareHere } from '../../../sharing/sharing.ts'
import { givenCard } from '../cards/given.ts'
import { actionBlocks, dueBlock, moreText } from '../cards/lines.ts'
import { listCard, mostShown, overdueCard, weekCard } from '../cards/list.ts'
import { isDue } from '../rules/items.ts'
import { anyAction, openActionsOf, openActionsOfCrew, toldOverdue } from '../store/reads.ts'
import { dayOf, viewsOf } from './own.ts'

export interface Page {
  crew: number | null
  skip: number
}

/** In a crew's channel what is promised to that crew, for its members; elsewhere one's own. */
export async function bare(ctx: Context): Promise<Outcome> {
  const { crewId } = ctx.place
  const crew = crewId === undefined ? null : await ownCrew(ctx.tx, ctx.actor, crewId)
  return list({ crew: crew?.id ?? null, skip: 0 }, ctx)
}

export async function list({ crew: crewId, skip }: Page, ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const today = toLocal(now, actor.zone).day
  const own = { today, personId: actor.id, mayChange: true }
  if (crewId === null) {
    const actions = await viewsOf(tx, await openActionsOf(tx, actor.id))
    return tell(listCard({ crew: null, actions, skip: within(skip, actions), share: [], ...own }))
  }
  const crew = await ownCrew(tx, actor, crewId)
  if (!crew) return tell('What is promised in a crew is shown to its members. Nothing was changed.')
  const actions = await viewsOf(tx, await openActionsOfCrew(tx, crew.id))
  const share = actions.length ? [await shareHere('actions.crew', { crew: crew.id }, ctx)] : []
  return tell(listCard({ crew, actions, skip: within(skip, actions), share, ...own }))
}

/** Fewer may be left than when the button was drawn. */
const within = (skip: number, { length }: unknown[]) => (skip < length ? skip : 0)

export const sharing = createSharing('actions', {
  'actions.crew': shareable({
    about: z.object({ crew: z.number().int() }),
    async of({ crew }, ctx) {
      const own = await ownCrew(ctx.tx, ctx.actor, crew)
      return own ? { crewId: own.id } : { refused: 'What is promised in a crew is shared by its members.' }
    },
    draw: ({ crew: id }, _shared, { snapshot, now }) =>
      snapshot(async (read) => {
        const crew = await crewById(read, id)
        return crew && crewList(read, crew, now)
      }),
  }),
})

/** As others read it. */
async function crewList(read: Tx, crew: Crew, now: Date): Promise<Message> {
  const actions = await viewsOf(read, await openActionsOfCrew(read, crew.id))
  const today = toLocal(now, crew.zone).day
  return listCard({ crew, actions, skip: 0, today, personId: null, mayChange: false, share: [] })
}

/** What is due by today. On the day of the weekly digest it stands in that, in the same message. */
export const waiting: NonNullable<Feature['waiting']> = async (personId, { tx, now }) => {
  const today = await dayOf(tx, personId, now)
  if (today === mondayOf(today) && (await hasJob(tx, 'actions.week', `${personId}:${today}`))) return []
  const due = (await openActionsOf(tx, personId)).filter((action) => isDue(action, today))
  const views = await viewsOf(tx, due.slice(0, mostShown))
  return views.map((view) => dueBlock(view, today, { owner: false, all: false }))
}

export const home: NonNullable<Feature['home']> = async ({ actor, now, tx }) => {
  const today = toLocal(now, actor.zone).day
  const open = await openActionsOf(tx, actor.id)
  if (open.length === 0) return []
  const shown = await viewsOf(tx, open.slice(0, mostOnHome))
  const more = open.length - shown.length
  return [
    { block: 'text', text: [{ strong: 'What you promised' }] },
    ...shown.flatMap((view) => actionBlocks(view, today, { owner: false, all: false })),
    ...(more > 0 ? [{ block: 'note' as const, text: moreText(more) }] : []),
    {
      block: 'buttons',
      buttons: [{ press: 'actions.list', label: 'All of them', value: { crew: null, skip: 0 }, style: 'quiet' }],
    },
  ]
}
/** The page has room for other things, too. */
const mostOnHome = 5

export const cards: NonNullable<Feature['cards']> = {
  'actions.given': async (key, read, now) => {
    const [id = 0, personId = 0] = key.split(':').map(Number)
    const action = await anyAction(read, id)
    const [view] = action ? await viewsOf(read, [action]) : []
    return view ? givenCard(view, personId, await dayOf(read, personId, now)) : null
  },
  'actions.week': async (key, read, now) => {
    const personId = Number(key.split(':')[1])
    const open = await openActionsOf(read, personId)
    return weekCard(await viewsOf(read, open), await dayOf(read, personId, now))
  },
  'actions.overdue': async (key, read, now) => {
    const [crewId = '', day = ''] = key.split('.')
    const crew = await crewById(read, Number(crewId))
    if (!crew) return null
    const [from, to] = [day, addDays(day, 1)].map((one) => toInstant(one, '00:00', crew.zone))
    const told = from && to ? await toldOverdue(read, crew.id, from, to) : []
    return overdueCard(crew, await viewsOf(read, told), toLocal(now, crew.zone).day)
  },
  ...sharing.cards,
}
