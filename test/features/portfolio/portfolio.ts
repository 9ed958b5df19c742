/** The house with two initiatives: PAY, and CHK that waits for it. */
import type { OpenHouse } from '../../support/house.ts'

export const csv = (...lines: string[]) => lines.join('\n')

export async function withPlans(house: OpenHouse) {
  const paste = async (account: string, text: string) =>
    house.said(await house.submit(account, 'portfolio.import', {}, { text }))
  const imported: string[] = []
  imported.push(
    await paste(
      'ana',
      csv(
        'key,name,phase,crew,project owner,product owner,budget,benefit',
        'PAY,Payments core,build,Checkout,Ben,Dev,80000,95000',
        'CHK,Checkout v2,build,Checkout,Ana,Cleo,120000,210000',
      ),
    ),
    await paste(
      'ana',
      csv(
        'initiative,key,name,likely,after',
        'PAY,T1,Provider contract,5,',
        'PAY,T2,Card service,10,T1',
        'CHK,T1,Address form,3,',
        'CHK,T2,Payment form,5,T1; PAY T2+1',
        'CHK,M1,Beta,0,T2',
      ),
    ),
  )
  const id = async (key: string) => (await house.db.read.initiative.findFirstOrThrow({ where: { key } })).id
  return { paste, imported, chk: await id('CHK'), pay: await id('PAY') }
}
