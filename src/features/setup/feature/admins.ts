/** Who looks after the organization and who looks after its money: shown, named, and told. */
import type { CardDrawer, Context, Effect, Outcome } from '../../../chat/feature.ts'
import type { Form } from '../../../chat/form.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { adminsOf, nameAdmins, personsOf } from '../../../people/persons.ts'
import { financeOf, guestsAmong, nameFinance } from '../../../people/standing.ts'
import { adminsCard, adminsForm, type NamedAs, namedCard } from '../cards/admins.ts'

export async function admins(ctx: Context): Promise<Outcome> {
  if (ctx.actor.admin) return { answer: { do: 'open', form: (await drawAdmins({}, ctx)) as Form } }
  const named = await adminsOf(ctx.tx, ctx.actor.organizationId)
  if (named.length === 0)
    return tell(`There is no organization admin yet. Who runs ${command('setup')} first becomes one.`)
  const finance = await financeOf(ctx.tx, ctx.actor.organizationId)
  return tell(
    adminsCard(
      named.map(({ id }) => id),
      finance,
    ),
  )
}

export async function drawAdmins(_value: unknown, ctx: Context) {
  if (!ctx.actor.admin)
    return { refused: `Only an organization admin can name others. ${command('admins')} shows who they are.` }
  return adminsForm(await personsOf(ctx.tx, ctx.actor.organizationId))
}

export async function saveAdmins(values: { people: number[]; finance: number[] }, ctx: Context): Promise<Outcome> {
  const { actor, tx, now } = ctx
  const { organizationId } = actor
  if (!actor.admin) return tell('Only an organization admin can name others. Nothing was changed.')
  if (!values.people.includes(actor.id))
    return { answer: { do: 'refuse', errors: { people: 'Keep yourself; another admin can take you off.' } } }
  const [guest] = await guestsAmong(tx, values.finance)
  if (guest) {
    const error = `${guest.name} is a guest, and guests neither book money nor see rates. Name somebody else.`
    return { answer: { do: 'refuse', errors: { finance: error } } }
  }
  const before: Record<NamedAs, number[]> = {
    admin: (await adminsOf(tx, organizationId)).map(({ id }) => id),
    finance: await financeOf(tx, organizationId),
  }
  await nameAdmins(tx, organizationId, values.people)
  await nameFinance(tx, organizationId, values.finance)
  const told = (as: NamedAs, people: number[]) =>
    people
      .filter((id) => id !== actor.id && !before[as].includes(id))
      .map((to): Effect => {
        // Named again after a while is told again: the moment makes it another card.
        const card = { kind: 'setup.named', key: `${as}:${to}:${actor.id}:${now.getTime()}` }
        return { do: 'dm', to, card, kind: 'notice' }
      })
  return {
    ...tell(`Saved: ${countText(values.people.length)}; ${financeText(values.finance.length)}.`),
    effects: [...told('admin', values.people), ...told('finance', values.finance)],
  }
}

const countText = (admins: number) => (admins === 1 ? 'you are the only admin' : `${admins} admins`)
const financeText = (people: number) =>
  people === 0 ? 'nobody for finance' : people === 1 ? '1 person for finance' : `${people} people for finance`

/** Nothing of it where they are not that any more. */
export const drawNamed: CardDrawer = async (key, read) => {
  const [as, personId, byId] = key.split(':')
  const person = await read.person.findUnique({ where: { id: Number(personId) } })
  if (!person || (as !== 'admin' && as !== 'finance') || !person[as]) return null
  return namedCard(as, Number(byId))
}
