/** Unified plans behind signed addresses, from the press to the page. */
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { createPlanPages } from '../src/plan-pages.ts'
import { openKickoff } from './features/kickoff/kickoffs.ts'
import { onBothDatabases } from './support/databases.ts'

const reach = { publicUrl: 'https://tandem.example.com/house/', secret: 'a secret' }

onBothDatabases((database) => {
  async function open() {
    const one = await openKickoff((await database.fresh()).db)
    const evil = '<script>alert(1)</script> & "x"'
    await one.house.submit(
      'cleo',
      'portfolio.set-why',
      { initiative: one.chk },
      { sentence: evil, forWhom: 'shoppers', evidence: '' },
    )
    await one.begin()
    const pages = createPlanPages({ db: one.db, clock: one.house.clock, ...reach })
    const uma = await one.idOf('Uma')
    const address = pages.address((await one.newest()).id, uma)
    const get = async (link: string, of = pages) => {
      const { pathname, searchParams } = new URL(link)
      const response = await of.open(pathname.split('/').at(-1) ?? '', Object.fromEntries(searchParams))
      const html = await response.text()
      return { response, status: response.status, html, document: parseHTML(html).document }
    }
    return { ...one, pages, uma, address, get }
  }

  describe('the page of a unified plan', () => {
    test('has every word of it, as text, with headers that keep it from others', async () => {
      const at = await open()
      expect(at.address).toMatch(/^https:\/\/tandem\.example\.com\/house\/kickoff\/\d+-\d+\?until=\d+&mark=/)
      const { response, status, document, html } = await at.get(at.address)
      expect(status).toBe(200)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex',
      })
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(document.querySelectorAll('h1').length).toBe(1)
      expect(document.querySelectorAll('script, img, form, button, a').length).toBe(0)
      expect(document.querySelector('strong')?.textContent).toBe('<script>alert(1)</script> & "x"')
      expect(html).not.toContain('<script>')
      const facts = [...document.querySelectorAll('dt')].map(({ textContent }) => textContent)
      expect(facts).toEqual([
        'Why',
        'Key result',
        'Dates',
        'Money',
        'Next milestones',
        'Who answers',
        'Methodology',
        'Cadence',
        'Top risks',
        'Presented by',
      ])
      expect(document.body.textContent).toContain('Ana (project) · Cleo (product)')
    })

    test('shows the count and the concerns once they are there, and money as to readers nobody knows', async () => {
      const at = await open()
      await at.hands({ paul: 2 })
      await at.close()
      await at.say('paul', 'The gateway\nis not there')
      const text = (await at.get(at.address)).document.body.textContent ?? ''
      expect(text).toContain('Confidence below 3 by some')
      expect(text).toContain('The gateway')
      expect(text).toContain('expected benefit 175 % of budget')
      expect(text).not.toMatch(/120,000|210,000/)
      for (const [money, words] of [
        ['hidden', 'not shown here'],
        ['amounts', 'budget 120,000 EUR'],
      ] as const) {
        await at.db.transact((tx) => tx.crew.update({ where: { id: at.crew.id }, data: { money } }))
        expect((await at.get(at.address)).document.body.textContent).toContain(words)
      }
    })

    test('is nobody’s who has changed its address, and nobody’s with another key', async () => {
      const at = await open()
      const ana = await at.idOf('Ana')
      const wrong = [
        at.address.replace(/-\d+\?/, `-${ana}?`),
        at.address.replace(/until=\d+/, (until) => `${until}0`),
        `${at.address}x`,
        at.address.split('?')[0] ?? '',
      ]
      for (const link of wrong) expect((await at.get(link)).status).toBe(404)
      const elsewhere = createPlanPages({ db: at.db, clock: at.house.clock, ...reach, secret: 'another' })
      expect((await at.get(at.address, elsewhere)).status).toBe(404)
    })

    test('ends after 30 days, with the membership of whoever was given it, and with the crew', async () => {
      const at = await open()
      const fresh = at.address
      at.house.clock.moveTo(new Date(at.house.clock.now().getTime() + 31 * 86_400_000))
      const old = await at.get(fresh)
      expect([old.status, old.document.body.textContent]).toEqual([
        410,
        expect.stringContaining('It held for 30 days.'),
      ])
      const again = at.pages.address((await at.newest()).id, at.uma)
      expect((await at.get(again)).status).toBe(200)
      await at.db.transact((tx) => tx.member.deleteMany({ where: { crewId: at.crew.id, personId: at.uma } }))
      expect((await at.get(again)).status).toBe(410)
      const cleo = at.pages.address((await at.newest()).id, await at.idOf('Cleo'))
      await at.db.transact((tx) => tx.crew.delete({ where: { id: at.crew.id } }))
      expect((await at.get(cleo)).html).toContain('or the plan is gone')
    })

    test('without an address there is no button for it, and a press says why', async () => {
      const at = await open()
      expect(await at.card()).not.toContain('[As a page]')
      expect(await at.press('ana', 'page')).toContain('No page can be reached from here')
    })
  })
})
