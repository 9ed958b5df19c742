/** A prioritization of the Checkout crew: Ana, Ben, Paul on the project side, Cleo, Dev, Uma on the product side, Finn a sponsor. */
import type { OpenHouse } from '../../support/house.ts'

export const begun = { about: 'First quarter', budget: '20000', mayDelay: '5', scopes: [], deadline: 'tomorrow 17:00' }

export const ideas = [
  { what: 'Guest checkout', forWhom: 'Shoppers', benefit: '30000', cost: '10000', days: '2' },
  { what: 'Gift cards', forWhom: 'Shops', benefit: '12000', cost: '8000', days: '4' },
  { what: 'Dark mode', forWhom: 'Night owls', benefit: '', cost: '3000', days: '' },
]

type Raw = Record<string, string | string[]>

/** Owners are Ana for the project side and Cleo for the product side. */
export async function withRound(house: OpenHouse) {
  const { db } = house
  const crew = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
  await db.transact(async (tx) => {
    // Days pass here, and nobody's stand-up is looked at.
    await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } })
  })
  const newest = () => db.read.prioritization.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const submit = async (account: string, form: string, value: object, raw: Raw) =>
    house.said(await house.submit(account, `prioritization.${form}`, value, raw))
  const press = async (account: string, name: string, value?: object) =>
    house.said(await house.press(account, `prioritization.${name}`, value ?? (await ofRound())))
  const ofRound = async () => ({ round: (await newest()).id })
  const versioned = async () => {
    const { id, version } = await newest()
    return { round: id, version }
  }
  const begin = (raw: Raw = {}, account = 'ana') => submit(account, 'begin', { crew: crew.id }, { ...begun, ...raw })
  const idea = async (raw: Raw, account = 'cleo') => submit(account, 'idea', await ofRound(), raw)
  const start = async (deadline = 'tomorrow 17:00', account = 'ana') =>
    submit(account, 'start', await ofRound(), { deadline })
  const poll = () =>
    db.read.poll.findFirstOrThrow({ where: { cardKind: 'prioritization.round' }, orderBy: { id: 'desc' } })
  /** Ranks by labels, the best first. */
  const rank = async (account: string, ...labels: string[]) => {
    const { id } = await poll()
    const options = await db.read.pollOption.findMany({ where: { pollId: id } })
    const places = labels.map((label, at) => {
      const option = options.find(({ text }) => text.startsWith(`${label} `))
      return [`place${at + 1}`, String(option?.id ?? 0)]
    })
    return house.said(await house.submit(account, 'vote.cast', { poll: id }, Object.fromEntries(places)))
  }
  const propose = async (account: string, order: string, why = '') =>
    submit(account, 'propose', await versioned(), { order, why })
  const object = async (account: string, reason: string) => submit(account, 'object', await versioned(), { reason })
  const confirm = async (account: string) => press(account, 'confirm', await versioned())
  /** The root card as it stands in a channel. */
  const card = async (conversation = 'checkout') => {
    const { number, title } = await newest()
    const heading = `PR-${number} ${title}`
    return (await house.seen(conversation)).find((text) => text.startsWith(heading)) ?? ''
  }
  const filled = async () => {
    await begin()
    for (const one of ideas) await idea(one)
  }
  const ranking = async () => {
    await filled()
    await start()
  }
  return {
    crew,
    newest,
    submit,
    press,
    ofRound,
    versioned,
    begin,
    idea,
    start,
    poll,
    rank,
    propose,
    object,
    confirm,
    card,
    filled,
    ranking,
  }
}
