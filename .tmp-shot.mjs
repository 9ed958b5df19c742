import { chromium } from 'playwright-core'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags })
const base = 'http://127.0.0.1:3111'
async function page(w, h, opts = {}) {
  const c = await b.newContext({ viewport: { width: w, height: h }, ...opts })
  const p = await c.newPage()
  p.on('pageerror', (e) => console.log('ERR', e.message))
  p.on('console', (m) => m.type() === 'error' && console.log('CON', m.text()))
  return p
}
const shot = (p, n) => p.screenshot({ path: `/tmp/shots/${n}.png` })
const steps = (await import(process.argv[2])).default
await steps({ page, shot, base })
await b.close()
