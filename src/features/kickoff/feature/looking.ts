/** `/tandem kickoff`: the checklist, to whoever asks. Sharing it shows the same without buttons. */
import { z } from 'zod'
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Button, Inline, Message } from '../../../chat/message.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { createSharing, shareable, shareHere } from '../../../sharing/sharing.ts'
import { pollOfCard } from '../../../voting/views.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { mayOf } from '../../portfolio/rules/rights.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { checklistCard } from '../cards/checklist.ts'
import { pickForm } from '../cards/forms.ts'
import { checklistOf } from '../rules/checklist.ts'
import { confidenceOf } from '../rules/confidence.ts'
import { kickoffName } from '../rules/records.ts'
import { concernsOf, newestKickoff } from '../store.ts'
import { gather } from './gathering.ts'
import { byId, byKey, cardOf, meant, type OfInitiative, type Own } from './own.ts'

const noInitiative = `No initiative is of a crew of yours yet. ${command('initiative')} makes one, or shows one and gives it a crew.`

/** Without a key: the only one, or a form that asks which. */
export async function kickoff(key: string | undefined, ctx: Context): Promise<Outcome> {
  if (key !== undefined) {
    const found = await byKey(key, ctx)
    return 'refused' in found ? tell(found.refused) : show(found, ctx)
  }
  const all = await meant(ctx)
  const [only] = all
  if (!only) return tell(noInitiative)
  return all.length > 1 ? { answer: { do: 'open', form: pickForm(all) } } : showById({ initiative: only.id }, ctx)
}

export async function drawPick(_: object, ctx: Context) {
  const all = await meant(ctx)
  return all.length ? pickForm(all) : { refused: noInitiative }
}

export const pick = ({ initiative }: { initiative: string }, _: object, ctx: Context) =>
  showById({ initiative: Number(initiative) }, ctx)

export async function showById({ initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  const found = await byId(initiative, 'see', 'see', ctx)
  return 'refused' in found ? tell(found.refused) : show(found, ctx)
}

async function show({ initiative, who }: Own, ctx: Context): Promise<Outcome> {
  const value = { initiative: initiative.id }
  const before = await newestKickoff(ctx.tx, initiative.id)
  const mine = before && (await concernsOf(ctx.tx, before.id)).some(({ byId: id }) => id === ctx.actor.id)
  const begins = mayOf('vote', who, initiative) && initiative.phase !== 'retired'
  const buttons: Button[] = [
    ...(begins
      ? [
          {
            press: 'kickoff.begin',
            label: before ? 'Do it again' : 'Begin the kickoff',
            value,
            style: 'primary' as const,
            opens: true as const,
          },
        ]
      : []),
    ...(before ? [{ press: 'kickoff.read', label: 'The last kickoff', value: { kickoff: before.id } }] : []),
    ...(mine ? [{ press: 'kickoff.unsay', label: 'Take my concern back', value: { kickoff: before.id } }] : []),
    await shareHere('kickoff.checklist', value, ctx),
  ]
  return tell(await checklist(ctx.tx, initiative, ctx.now, buttons, mayOf('edit', who, initiative)))
}

async function checklist(
  read: Tx,
  initiative: InitiativeRecord,
  now: Date,
  buttons: Button[],
  edits: boolean,
): Promise<Message> {
  const { ground, crew } = await gather(read, initiative, now)
  const labels = crew?.labels ?? { project: 'Project', product: 'Product' }
  const { projectOwnerId: project, productOwnerId: product } = initiative
  return checklistCard({
    initiative,
    lines: checklistOf(ground, { project, product, labels }),
    edits,
    standing: await standingOf(read, initiative, labels),
    buttons,
  })
}

/** How the newest kickoff stands. */
async function standingOf(
  read: Tx,
  { id, key, phase }: InitiativeRecord,
  labels: { project: string; product: string },
): Promise<Inline[] | null> {
  if (phase === 'retired') return [`${key} is retired: nothing begins any more.`]
  const newest = await newestKickoff(read, id)
  const view = newest && (await pollOfCard(read, cardOf(newest)))
  if (!newest || !view) return null
  const name = kickoffName(key, newest.number)
  const { zone } = view.poll.settings
  if (newest.state === 'open') return [`${name} is open: its vote closes `, { when: view.poll.closesAt, zone }, '.']
  const line = confidenceOf(view.result, labels)?.line ?? 'its vote was taken back.'
  return [`${name}, `, { when: newest.closedAt ?? newest.at, zone }, `: ${line}`]
}

export const sharing = createSharing('kickoff', {
  'kickoff.checklist': shareable({
    about: z.object({ initiative: z.number().int() }),
    async of({ initiative }, ctx): Promise<Refusal | { crewId: number | null }> {
      const own = await byId(initiative, 'see', 'see', ctx)
      return 'refused' in own ? own : { crewId: own.initiative.crewId }
    },
    draw: ({ initiative: id }, _shared, { snapshot, now }) =>
      snapshot(async (read) => {
        const initiative = await anyInitiative(read, id)
        return initiative && checklist(read, initiative, now, [], false)
      }),
  }),
})
