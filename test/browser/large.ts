/** A portfolio as it is after some years: thirty initiatives, one of them with thirty deliverables, and names of every kind. */
import { pasted } from '../conformance/portfolio/made.ts'
import type { ServedSandbox } from '../conformance/web.ts'

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

export async function pasteLarge(sandbox: ServedSandbox): Promise<void> {
  await taken(sandbox, [
    'key,name,phase,crew,project owner,product owner,budget,benefit',
    ...rows.map(
      (at) => `${keyAt(at)},"${nameAt(at).replaceAll('"', '""')}",build,Checkout,Ana,Cleo,${120_000 + at},210000`,
    ),
  ])
  const work = rows.map((at) => {
    // Three at once, so that some have float; the last one takes no time.
    const after = at < 3 ? '' : `D${at - 3}${at % 5 ? '' : `; D${at - 2}`}`
    return `BIG,D${at},"${nameAt(at + 1).replaceAll('"', '""')}",${1 + (at % 3)},${3 + (at % 4)},${6 + (at % 5)},${after}`
  })
  const others = rows
    .slice(1)
    .map(
      (at) =>
        `${keyAt(at)},T1,"${nameAt(at)
          .replaceAll('"', '""')
          .slice(0, 80)}",,${5 + ((at * 7) % 60)},,${at % 4 ? '' : 'BIG D2'}`,
    )
  await taken(sandbox, [
    'initiative,key,name,optimistic,likely,pessimistic,after',
    ...work,
    ...others,
    `BIG,M1,Beta in the pilot stores,,0,,D20`,
  ])
}

async function taken(sandbox: ServedSandbox, rows: string[]): Promise<void> {
  const { fields, text } = await pasted(sandbox, rows)
  if (!text.includes('Imported')) throw new Error(fields.Rows?.error ?? text)
}
