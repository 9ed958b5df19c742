// The sandbox's page: sends what is typed and pressed, shows answers, listens for messages. Progressive: the page reads without it.

const me = document.body.dataset.me
const main = /** @type {HTMLElement} */ (document.getElementById('conversations'))
const announcer = /** @type {HTMLElement} */ (document.getElementById('announcer'))
/** What was typed into a dialog that was closed: by form and value, until it is sent. */
const drafts = new Map()
/** Messages that came anew while a form in them was on its way: drawn once its answer is here. By element id. */
const held = new Map()
/** Where the answer of an open dialog belongs. */
let dialogConversation = ''
let opener = /** @type {HTMLElement | null} */ (null)

async function post(path, body) {
  try {
    const response = await fetch(`/${me}/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    return await response.json()
  } catch {
    return { do: 'error', text: 'Tandem could not be reached. What you typed is still here; try again.' }
  }
}

const conversationOf = (element) => element.closest('[data-conversation]')?.dataset.conversation ?? dialogConversation
const listOf = (conversation) =>
  document.querySelector(`.conversation[data-conversation="${CSS.escape(conversation)}"] .messages`)

function fragment(html) {
  const template = document.createElement('template')
  template.innerHTML = html
  return /** @type {HTMLElement} */ (template.content.firstElementChild)
}

function announce(text) {
  announcer.textContent = ''
  requestAnimationFrame(() => {
    announcer.textContent = text
  })
}

// ---- messages -------------------------------------------------------------------------------------------------------

/** To the end; of a message taller than the list, to its beginning. */
function toEnd(list) {
  list.scrollTop = list.scrollHeight
  const last = list.lastElementChild
  if (last && last.offsetHeight > list.clientHeight) list.scrollTop = last.offsetTop - 12
}

/** The newest message is in view, and nobody is filling in a form there. */
function following(list) {
  const last = list.lastElementChild
  const inView = !last || last.offsetTop < list.scrollTop + list.clientHeight
  return inView && !list.querySelector('form.form:focus-within')
}

function put(list, element) {
  const follow = following(list)
  list.querySelector('.empty')?.remove()
  list.append(element)
  if (follow) toEnd(list)
}

function place({ id, conversation, underId, html, summary, updated }) {
  const list = listOf(conversation)
  if (!list) {
    // A card that is kept current is not news.
    if (!updated) markUnread(conversation, summary)
    return
  }
  const fresh = fragment(html)
  const known = document.getElementById(`m-${id}`)
  if (known) {
    if (known.querySelector('form.form[data-busy]'))
      held.set(known.id, { id, conversation, underId, html, summary, updated })
    else redraw(known, fresh)
    return
  }
  const root = underId && document.getElementById(`m-${underId}`)
  if (root) root.querySelector(':scope > .body > .thread')?.append(fresh)
  else put(list, fresh)
  announce(`New message: ${summary}`)
}

/** A form that somebody is filling in stays as it is; the rest of the message follows. */
function redraw(known, fresh) {
  const thread = known.querySelector(':scope > .body > .thread')
  if (thread) fresh.querySelector(':scope > .body > .thread')?.replaceWith(thread)
  const [menu, same] = [known, fresh].map((one) => one.querySelector(':scope > .body > .meta > .menu'))
  if (menu?.open && same) same.open = true
  const inMenu = menu?.contains(document.activeElement)
  keepingFocus(() => {
    for (const form of known.querySelectorAll('form.form')) if (halfFilled(form)) carry(form, fresh)
    known.replaceWith(fresh)
  })
  if (inMenu) same?.querySelector('summary').focus({ preventScroll: true })
}

/** Holds what was typed or chosen and is nowhere else yet. */
function halfFilled(form) {
  if (form.dataset.sent) return false
  if (form.dataset.busy || form.dataset.refused) return true
  const active = document.activeElement
  if (form.contains(active) && active?.matches('input, textarea, select')) return true
  return [...form.elements].some((control) => control.name && changed(control))
}

function changed(control) {
  if (control.type === 'checkbox') return control.checked !== control.defaultChecked
  if (!control.options) return 'defaultValue' in control && control.value !== control.defaultValue
  const standing = [...control.options].findIndex((option) => option.defaultSelected)
  return control.selectedIndex !== Math.max(0, standing)
}

/** In the place of the same form; below the message where that has none any more. */
function carry(form, fresh) {
  const twin = [...fresh.querySelectorAll('form.form')].find((one) => draftKey(one) === draftKey(form))
  if (twin) return twin.replaceWith(form)
  renameIds(form)
  if (!form.querySelector('.left-over')) {
    const note = document.createElement('p')
    note.className = 'note left-over'
    note.textContent = 'This has changed meanwhile. What you typed is still here.'
    form.prepend(note)
  }
  fresh.querySelector('.blocks')?.append(form)
}

/** The message's own form has the same ids. */
function renameIds(form) {
  for (const attribute of ['id', 'for', 'aria-describedby']) {
    for (const element of form.querySelectorAll(`[${attribute}]`)) {
      const names = element.getAttribute(attribute).split(' ')
      element.setAttribute(attribute, names.map((name) => `left-${name}`).join(' '))
    }
  }
}

/** Moving an element takes the focus from it. */
function keepingFocus(work) {
  const active = /** @type {HTMLInputElement} */ (document.activeElement)
  const { selectionStart, selectionEnd } = active ?? {}
  work()
  if (!active?.isConnected || document.activeElement === active) return
  active.focus({ preventScroll: true })
  if (typeof selectionStart === 'number') active.setSelectionRange(selectionStart, selectionEnd)
}

function markUnread(conversation, summary) {
  const link = document.querySelector(`.sidebar a[data-conversation="${CSS.escape(conversation)}"]`)
  if (!link) return
  link.querySelector('.unread').hidden = false
  sessionStorage.setItem(`unread ${me} ${conversation}`, '1')
  announce(`New message in ${link.firstChild?.textContent}: ${summary}`)
}

for (const link of document.querySelectorAll('.sidebar a')) {
  const key = `unread ${me} ${link.dataset.conversation}`
  if (listOf(link.dataset.conversation)) sessionStorage.removeItem(key)
  else if (sessionStorage.getItem(key)) link.querySelector('.unread').hidden = false
}

function listen() {
  const source = new EventSource(`/${me}/stream`)
  let before = false
  source.addEventListener('hello', async (event) => {
    // What came between the drawing and now, or in a break, is on the page that the server draws now.
    if (before || JSON.parse(event.data).at !== document.body.dataset.at) await catchUp()
    before = true
  })
  source.addEventListener('message', (event) => place(JSON.parse(event.data)))
  source.addEventListener('progress', (event) => goingOn(JSON.parse(event.data)))
  source.addEventListener('clock', (event) => {
    document.getElementById('now')?.replaceWith(fragment(JSON.parse(event.data).html))
  })
}

async function catchUp() {
  const response = await fetch(location.href).catch(() => null)
  if (!response?.ok) return
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const list of main.querySelectorAll('.messages')) {
    const conversation = conversationOf(list)
    const fresh = page.querySelector(`.conversation[data-conversation="${CSS.escape(conversation)}"] .messages`)
    if (fresh) renew(list, fresh)
  }
}

/** The list as the server draws it now, with what only this page holds: half-filled forms and private answers. */
function renew(list, fresh) {
  keepingFocus(() => {
    const kept = [...list.children].filter((one) => one.matches('.private'))
    for (const form of list.querySelectorAll('article[id] form.form')) {
      if (!halfFilled(form)) continue
      const article = form.closest('article')
      const now = fresh.querySelector(`#${CSS.escape(article.id)}`)
      if (now) carry(form, now)
      else kept.push(article)
    }
    list.replaceChildren(...fresh.children, ...kept)
  })
}

/** How far the server is with a form that was sent; gone with its answer. */
function goingOn({ once, said }) {
  const form = document.querySelector(`form.form[data-busy][data-once="${CSS.escape(once)}"]`)
  if (!form) return
  let line = form.querySelector('.going-on')
  if (!line) {
    line = document.createElement('p')
    line.className = 'note going-on'
    line.setAttribute('role', 'status')
    form.append(line)
  }
  // Read aloud now and then, not with every step.
  const now = Date.now()
  if (now - Number(line.dataset.at ?? 0) < 1000) return
  line.dataset.at = String(now)
  line.textContent = said
}

// ---- answers --------------------------------------------------------------------------------------------------------

function show(answer, conversation, form) {
  const list = listOf(conversation)
  switch (answer.do) {
    case 'private': {
      const element = fragment(answer.html)
      if (answer.notTaken && form?.isConnected) {
        beside(form, element)
        break
      }
      closeDialog()
      if (!list) break
      list.querySelector('.empty')?.remove()
      list.append(element)
      toEnd(list)
      announce(answer.note ?? '')
      break
    }
    case 'dialog':
      openDialog(answer.title, answer.html, conversation)
      break
    case 'refuse': {
      const fresh = fragment(answer.html)
      if (form?.isConnected) {
        fresh.dataset.once = form.dataset.once
        // What was typed stands in it as if it had come from the server.
        fresh.dataset.refused = '1'
        form.replaceWith(fresh)
      } else openDialog(answer.title, answer.html, conversation)
      const wrong = document.querySelector('.form [aria-invalid="true"], .form .several:has(.error) input')
      wrong?.focus()
      announce('Something needs another look. The sentence stands beside the field.')
      break
    }
    case 'file': {
      const bytes = Uint8Array.from(atob(answer.base64), (letter) => letter.charCodeAt(0))
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([bytes], { type: answer.type }))
      link.download = answer.name
      link.click()
      URL.revokeObjectURL(link.href)
      announce(`Downloaded ${answer.name}`)
      break
    }
    case 'error':
      toast(answer.text)
      break
    default:
      closeDialog()
  }
}

/** What became of a form that was not taken, above it: the form stays, with everything in it. */
function beside(form, answer) {
  form.querySelector('.form-answer')?.remove()
  const blocks = answer.querySelector('.blocks')
  blocks.classList.add('form-answer')
  blocks.setAttribute('role', 'alert')
  form.prepend(blocks)
  form.dataset.refused = '1'
  blocks.scrollIntoView({ block: 'nearest' })
}

function toast(text) {
  document.querySelector('.toast')?.remove()
  const element = document.createElement('p')
  element.className = 'toast'
  element.setAttribute('role', 'status')
  element.textContent = text
  document.body.append(element)
  setTimeout(() => element.remove(), 6000)
}

// ---- dialogs --------------------------------------------------------------------------------------------------------

const dialog = document.createElement('dialog')
dialog.id = 'dialog'
dialog.setAttribute('aria-labelledby', 'dialog-title')
document.body.append(dialog)
dialog.addEventListener('close', () => {
  // It is told with the next frame: on a busy machine another form stands in it by then, and must stay.
  if (dialog.open) return
  keepDraft()
  dialog.replaceChildren()
  if (!opener?.isConnected) return
  // The browser has given the focus back already; with the form its cursor may be gone, and typing would go nowhere.
  opener.blur()
  opener.focus()
})

const draftKey = (form) => `${form.dataset.form} ${form.dataset.value}`

function keepDraft() {
  const form = dialog.querySelector('form.form')
  if (form && halfFilled(form)) drafts.set(draftKey(form), valuesOf(form))
}

function restoreDraft(form) {
  const draft = drafts.get(draftKey(form))
  if (!draft) return
  for (const control of form.elements) {
    const value = draft[control.name]
    // A box that was cleared is not in the draft at all.
    if (control.type === 'checkbox') control.checked = [value].flat().includes(control.value)
    else if (control.name in draft) control.value = value ?? ''
  }
}

function openDialog(title, html, conversation) {
  keepDraft()
  if (!dialog.open) opener = /** @type {HTMLElement} */ (document.activeElement)
  dialogConversation = conversation
  const head = document.createElement('div')
  head.className = 'dialog-head'
  const heading = document.createElement('h2')
  heading.id = 'dialog-title'
  heading.textContent = title
  heading.dir = 'auto'
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'dismiss'
  close.textContent = '×'
  close.setAttribute('aria-label', 'Close')
  close.addEventListener('click', () => dialog.close())
  head.append(heading, close)
  dialog.replaceChildren(head, fragment(html))
  const form = dialog.querySelector('form.form')
  if (form) restoreDraft(form)
  if (!dialog.open) dialog.showModal()
  dialog.querySelector('input:not([type="hidden"]), textarea, select')?.focus()
}

function closeDialog() {
  if (dialog.open) dialog.close()
}

function confirmed({ title, text, yes }) {
  return new Promise((resolve) => {
    const box = document.createElement('dialog')
    box.className = 'confirm'
    box.setAttribute('aria-labelledby', 'confirm-title')
    const heading = document.createElement('h2')
    heading.id = 'confirm-title'
    heading.textContent = title
    const words = document.createElement('p')
    words.textContent = text
    const buttons = document.createElement('div')
    buttons.className = 'buttons'
    for (const [label, value, style] of [
      ['Cancel', '', ''],
      [yes, 'yes', 'danger'],
    ]) {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = label
      button.className = style
      button.addEventListener('click', () => box.close(value))
      buttons.append(button)
    }
    box.append(heading, words, buttons)
    box.addEventListener('close', () => {
      resolve(box.returnValue === 'yes')
      box.remove()
    })
    document.body.append(box)
    box.showModal()
  })
}

// ---- forms and buttons ----------------------------------------------------------------------------------------------

function valuesOf(form) {
  const values = {}
  for (const [name, value] of new FormData(form)) {
    if (name in values) values[name] = [values[name], value].flat()
    else values[name] = value
  }
  return values
}

async function submit(form) {
  if (form.dataset.busy) return
  form.dataset.busy = '1'
  const conversation = conversationOf(form)
  const message = form.closest('article[id]')?.id
  const answer = await post('submit', {
    conversation,
    form: form.dataset.form,
    value: JSON.parse(form.dataset.value),
    raw: valuesOf(form),
    once: form.dataset.once,
  })
  delete form.dataset.busy
  form.querySelector('.going-on')?.remove()
  if (answer.do !== 'refuse' && answer.do !== 'error' && !answer.notTaken) {
    form.dataset.sent = '1'
    drafts.delete(draftKey(form))
  }
  show(answer, conversation, form)
  const waiting = held.get(message)
  held.delete(message)
  if (waiting) place(waiting)
}

async function press(button) {
  const confirm = button.dataset.confirm
  if (confirm && !(await confirmed(JSON.parse(confirm)))) return
  if (button.dataset.busy) return
  button.dataset.busy = '1'
  const conversation = conversationOf(button)
  const answer = await post('press', {
    conversation,
    press: button.dataset.press,
    value: JSON.parse(button.dataset.value),
  })
  delete button.dataset.busy
  show(answer, conversation)
}

/** An action in the menu of a message; the form it opens gives the focus back to the menu. */
async function chooseAction(button) {
  const menu = button.closest('details.menu')
  menu.open = false
  menu.querySelector('summary').focus()
  const conversation = conversationOf(button)
  const { menu: action, message } = button.dataset
  show(await post('menu', { conversation, menu: action, message: Number(message) }), conversation)
}

function closeMenus(but) {
  for (const menu of document.querySelectorAll('details.menu[open]')) if (menu !== but) menu.open = false
}

document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target)
  event.preventDefault()
  if (form.matches('.form')) void submit(form)
  else if (form.matches('.composer')) void say(form)
})

document.addEventListener('click', (event) => {
  const target = /** @type {HTMLElement} */ (event.target)
  closeMenus(target.closest('details.menu'))
  const button = target.closest('button')
  if (!button) return
  if (button.dataset.menu) void chooseAction(button)
  else if (button.dataset.press) void press(button)
  else if ('dismiss' in button.dataset) button.closest('article')?.remove()
  else if (button.dataset.clock) void moveClock(button)
  else if ('removeSample' in button.dataset) void removeSample()
})

// "toggle" does not bubble. The last message's menu may lie below what is in view.
document.addEventListener(
  'toggle',
  (event) => {
    const menu = /** @type {HTMLDetailsElement} */ (event.target)
    if (menu.matches('.menu[open]')) menu.querySelector('ul').scrollIntoView({ block: 'nearest' })
  },
  true,
)

document.addEventListener('keydown', (event) => {
  const filter = /** @type {HTMLElement} */ (event.target)
  if (event.key === 'Enter' && filter.matches('.filter')) event.preventDefault()
  const menu = event.key === 'Escape' && filter.closest('details.menu[open]')
  if (menu) {
    menu.open = false
    menu.querySelector('summary').focus()
  }
})

document.addEventListener('input', (event) => {
  const filter = /** @type {HTMLInputElement} */ (event.target)
  if (!filter.matches('.filter')) return
  const wanted = filter.value.trim().toLowerCase()
  for (const label of filter.parentElement?.querySelectorAll('.options label') ?? []) {
    label.hidden = !label.textContent?.toLowerCase().includes(wanted)
  }
})

async function moveClock(button) {
  const buttons = document.querySelectorAll('[data-clock]')
  for (const one of buttons) one.disabled = true
  const answer = await post('clock', { step: button.dataset.clock })
  for (const one of buttons) one.disabled = false
  button.focus()
  toast(answer.text)
}

async function removeSample() {
  const sure = await confirmed({
    title: 'Remove the sample data?',
    text: 'Northwind, its people, its crew and everything said in it are deleted. You start with an empty organization.',
    yes: 'Remove it',
  })
  if (!sure) return
  await post('sample/remove', {})
  location.href = '/'
}

document.getElementById('who')?.addEventListener('change', (event) => {
  const account = /** @type {HTMLSelectElement} */ (event.target).value
  const current = document.body.dataset.current ?? ''
  location.href = `/${account}/${current.startsWith('dm-') ? `dm-${account}` : current}`
})

// ---- the command line -----------------------------------------------------------------------------------------------

const commands = await fetch('/assets/commands.json')
  .then((response) => response.json())
  .catch(() => [])
const typed = JSON.parse(sessionStorage.getItem(`typed ${me}`) ?? '[]')

async function say(form) {
  const input = form.elements.text
  const text = input.value
  if (!text.trim()) return
  const conversation = form.dataset.composer
  typed.push(text)
  sessionStorage.setItem(`typed ${me}`, JSON.stringify(typed.slice(-50)))
  input.value = ''
  closeList(input)
  const answer = await post('say', { conversation, text, once: crypto.randomUUID() })
  // Nothing typed is lost when it did not arrive.
  if (answer.do === 'error' && !input.value) input.value = text
  show(answer, conversation)
}

const listFor = (input) => document.getElementById(input.getAttribute('aria-controls'))

function matching(text) {
  if (!text.startsWith('/')) return []
  const line = text.slice(1).toLowerCase()
  const { root } = document.body.dataset
  const wanted = line.startsWith(root) ? line.slice(root.length).trimStart() : line
  const starts = commands.filter(({ name }) => name.startsWith(wanted))
  return starts.length
    ? starts
    : commands.filter(({ name, summary }) => `${name} ${summary}`.toLowerCase().includes(wanted))
}

function openList(input) {
  const list = listFor(input)
  const found = matching(input.value)
  list.replaceChildren(
    ...found.map(({ name, summary }, index) => {
      const item = document.createElement('li')
      item.id = `${list.id}-${index}`
      item.setAttribute('role', 'option')
      item.setAttribute('aria-selected', 'false')
      item.dataset.name = name
      const strong = document.createElement('b')
      strong.textContent = `/${name}`
      const quiet = document.createElement('span')
      quiet.className = 'quiet'
      quiet.textContent = ` ${summary}`
      item.append(strong, quiet)
      item.addEventListener('mousedown', (event) => {
        event.preventDefault()
        choose(input, item)
      })
      return item
    }),
  )
  const exact = found.length === 1 && `/${found[0].name}` === input.value.trim()
  list.hidden = found.length === 0 || exact
  input.setAttribute('aria-expanded', String(!list.hidden))
  input.removeAttribute('aria-activedescendant')
}

function closeList(input) {
  const list = listFor(input)
  list.hidden = true
  input.setAttribute('aria-expanded', 'false')
  input.removeAttribute('aria-activedescendant')
}

const selected = (list) => list.querySelector('[aria-selected="true"]')

function move(input, step) {
  const list = listFor(input)
  const items = [...list.children]
  const at = items.indexOf(selected(list))
  for (const item of items) item.setAttribute('aria-selected', 'false')
  const next = items[(at + step + items.length) % items.length]
  next?.setAttribute('aria-selected', 'true')
  next?.scrollIntoView({ block: 'nearest' })
  if (next) input.setAttribute('aria-activedescendant', next.id)
}

function choose(input, item) {
  input.value = `/${item.dataset.name} `
  closeList(input)
}

for (const input of document.querySelectorAll('.composer input')) {
  let back = typed.length
  input.addEventListener('input', () => openList(input))
  input.addEventListener('blur', () => closeList(input))
  input.addEventListener('keydown', (event) => {
    const list = listFor(input)
    const open = !list.hidden
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      move(input, event.key === 'ArrowDown' ? 1 : -1)
    } else if (open && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault()
      choose(input, selected(list) ?? list.firstElementChild)
    } else if (open && event.key === 'Enter' && selected(list)) {
      event.preventDefault()
      choose(input, selected(list))
    } else if (open && event.key === 'Escape') {
      closeList(input)
    } else if (!open && event.key === 'ArrowUp' && (input.value === '' || input.value === typed[back])) {
      event.preventDefault()
      back = Math.max(0, back - 1)
      input.value = typed[back] ?? ''
    } else if (!open && event.key === 'ArrowDown' && input.value === typed[back]) {
      back = Math.min(typed.length, back + 1)
      input.value = typed[back] ?? ''
    } else if (event.key === 'Enter') back = typed.length + 1
  })
}

for (const list of main.querySelectorAll('.messages')) toEnd(list)
document.querySelector('.conversation.current .composer input')?.focus({ preventScroll: true })
listen()
document.body.dataset.ready = '1'
