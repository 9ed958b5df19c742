/** Pages for everybody, signed in nowhere: what the Teams manifest points at, and that Tandem runs here. */
import { readFileSync } from 'node:fs'
import { Marked } from 'marked'

/** Beside src/ and beside dist/. */
const docs = new URL('../docs/', import.meta.url)

export type PageName = 'privacy' | 'terms'
const names: Record<PageName, string> = { privacy: 'Privacy', terms: 'Terms' }

/** A document as a page. Read when it is first asked for: without it Tandem still runs. */
export function createPages(platforms: string[]) {
  const made = new Map<PageName, string>()
  return {
    document(name: PageName): string {
      const page = made.get(name) ?? documentPage(name)
      made.set(name, page)
      return page
    },
    home: () => {
      const where = platforms.join(' and ')
      return layout('Tandem', `<h1>Tandem runs here for ${where}</h1>`)
    },
  }
}

export const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'public, max-age=300',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}

function documentPage(name: PageName): string {
  const text = readFileSync(new URL(`${name}.md`, docs), 'utf8')
  const title = /^# (.+)$/m.exec(text)?.[1] ?? names[name]
  return layout(title, markdown.parse(text, { async: false }), { here: name })
}

const markdown = new Marked({
  renderer: {
    /** Documents that are pages here are reached as such; others are named only. */
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens)
      const page = /^(privacy|terms)\.md$/.exec(href)?.[1] ?? (/^https?:/.test(href) ? href : undefined)
      return page ? `<a href="${escaped(page)}">${words}</a>` : words
    },
  },
})

export const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Links are relative, so that they also hold where PUBLIC_URL has a path. `nav`: whether the other pages are beside this one. */
export function layout(
  title: string,
  content: string,
  { here, nav = true }: { here?: PageName; nav?: boolean } = {},
): string {
  const links = (Object.keys(names) as PageName[]).map(
    (name) => `<a href="${name}"${name === here ? ' aria-current="page"' : ''}>${names[name]}</a>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<header><b>Tandem</b>${nav ? `<nav aria-label="Pages">${links.join(' ')}</nav>` : ''}</header>
<main>
${content}
</main>
</body>
</html>
`
}

/** The colors of the sandbox, platforms/web/assets/style.css. */
const style = `
:root { color-scheme: light dark; --ground: #f6f5f2; --paper: #fff; --ink: #1c2333; --quiet: #5a6274; --line: #dcdad3;
  --link: #1d4f91; --focus: #1d5fd1 }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171f; --paper: #1c212c; --ink: #e8eaf0; --quiet: #a4acbd; --line: #343b4a; --link: #8db9ee;
    --focus: #8db9ee }
}
* { box-sizing: border-box }
body { margin: 0; padding: 0 1rem 3rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: break-word }
header, main { max-width: 46rem; margin: 0 auto }
header { display: flex; justify-content: space-between; align-items: center; padding: .75rem 0 }
nav { display: flex; gap: .5rem }
nav a { padding: .4rem .5rem }
a { color: var(--link); text-underline-offset: .15em }
a[aria-current] { color: var(--ink); text-decoration: none; font-weight: 600 }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px }
main { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1.5rem 2rem }
h1, h2 { line-height: 1.25; text-wrap: balance }
h1 { margin: 0 0 1rem; font-size: 1.75rem }
main > :last-child { margin-bottom: 0 }
h2 { margin: 2rem 0 .5rem; font-size: 1.2rem }
ul, ol { padding-left: 1.25rem }
li { margin: .35rem 0 }
code { font: .9em ui-monospace, Menlo, Consolas, monospace; background: var(--ground); padding: .1em .3em;
  border-radius: 4px; white-space: nowrap }
table { width: 100%; border-collapse: collapse; margin: 1rem 0 }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
th { color: var(--quiet); font-weight: 600 }
td:first-child { width: 40% }
th[scope=row] { width: 14rem }
caption { text-align: left; font-weight: 600 }
caption::first-letter { text-transform: uppercase }
dl { margin: 1.25rem 0 }
dl > div { display: grid; grid-template-columns: 9.5rem 1fr; gap: 1rem; padding: .6rem 0; border-bottom: 1px solid var(--line) }
dt { color: var(--quiet); font-weight: 600 }
dd { margin: 0; min-width: 0 }
.note { color: var(--quiet); font-size: .9rem }
@media (max-width: 40rem) {
  body { padding: 0 .5rem 1.5rem }
  header { padding: .5rem }
  main { padding: 1.25rem 1rem }
  h1 { font-size: 1.5rem }
  dl > div { grid-template-columns: 1fr; gap: .1rem }
  th[scope=row] { width: 50% }
}
`
