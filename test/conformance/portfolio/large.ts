/** A portfolio as it is after some years: thirty initiatives, one of them with thirty deliverables, and names of every kind. */
import type { ConformancePlatform } from '../client.ts'
import { pasted } from './made.ts'

const names = [
  'Guest checkout for shoppers who have no account and do not want one, with saved addresses and gift cards in every store',
  'Zahlungsverkehrsinfrastrukturmodernisierungsvorhaben',
  'תשלום מהיר בטלפון לכל החנויות',
  'お支払いページの刷新とギフトカードの再発行',
  'Receipts 🧾 by mail & <b>SMS</b>, "paperless"',
  'Pay',
]
const nameAt = (at: number) => (names[at % names.length] ?? '').slice(0, 120)
const keyAt = (at: number) => (at === 0 ? 'BIG' : `IN-${String(at).padStart(2, '0')}`)
const rows = Array.from({ length: 30 }, (_, at) => at)

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

export async function pasteLarge(chat: ConformancePlatform): Promise<void> {
  await inParts(
    chat,
    'key,name,phase,crew,project owner,product owner,budget,benefit',
    rows.map((at) => `${keyAt(at)},${quoted(nameAt(at))},build,Checkout,Ana,Cleo,${120_000 + at},210000`),
  )
  const work = rows.map((at) => {
    // Three at once, so that some have float.
    const after = at < 3 ? '' : `D${at - 3}${at % 5 ? '' : `; D${at - 2}`}`
    return `BIG,D${at},${quoted(nameAt(at + 1))},${1 + (at % 3)},${3 + (at % 4)},${6 + (at % 5)},${after}`
  })
  const others = rows
    .slice(1)
    .map(
      (at) => `${keyAt(at)},T1,${quoted(nameAt(at).slice(0, 80))},,${5 + ((at * 7) % 60)},,${at % 4 ? '' : 'BIG D2'}`,
    )
  await inParts(chat, 'initiative,key,name,optimistic,likely,pessimistic,after', [
    ...work,
    ...others,
    'BIG,M1,Beta in the pilot stores,,0,,D20',
  ])
}

/** As many rows at once as the smallest field of any platform holds: 3,000 signs in Slack. */
async function inParts(chat: ConformancePlatform, header: string, all: string[]): Promise<void> {
  let part: string[] = []
  const paste = async () => {
    const { fields, text } = await pasted(chat, [header, ...part])
    if (!text.includes('Imported')) throw new Error(fields.Rows?.error ?? text)
    part = []
  }
  for (const row of all) {
    if ([header, ...part, row].join('\n').length > 2_900) await paste()
    part.push(row)
  }
  await paste()
}
