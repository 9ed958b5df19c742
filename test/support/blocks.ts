/** One of every block, as large and as hostile as people make them; a new kind of block does not compile without its example. */
import type { Form, Input, Option } from '../../src/chat/form.ts'
import type { Block, BlockKind, Text } from '../../src/chat/message.ts'

export const hostile =
  '<!channel> <!here> @everyone <@U0ANA> <https://evil.example|bank> *stars* _lines_ ~gone~ `code` :boom: & <b>bold</b>\n> quote\n- list שלום 🎉👩‍👩‍👧‍👦'
export const longest = `${hostile} ${'Wörter '.repeat(1_000)}`
export const long = (most: number) => longest.slice(0, most)

/** Of the house itself. */
export const address = 'https://tandem.example.com/files/a?until=1&mark=b'
const when = new Date('2026-11-24T10:30:00Z')
export const mixed: Text = [
  { strong: long(400) },
  { quiet: 'since ' },
  { person: 1 },
  { person: 2, notify: true },
  { when, zone: 'Europe/Berlin' },
  { link: address, text: hostile },
  longest,
]
const ids = Array.from({ length: 200 }, (_, index) => index + 1)
export const options = (count: number): Option[] =>
  Array.from({ length: count }, (_, index) => ({
    value: String(index + 1),
    label: `${index + 1} ${long(200)}`,
  }))

export const inputs: Record<Input['input'], Input> = {
  text: {
    input: 'text',
    label: long(300),
    hint: long(2_500),
    placeholder: long(200),
    value: longest.repeat(2),
    lines: 4,
  },
  choice: { input: 'choice', label: 'Who can help?', options: options(205), value: '201', optional: true },
  choices: { input: 'choices', label: 'Where?', options: options(40), value: ['1', '40'] },
  people: { input: 'people', label: 'Who?', options: options(200), value: ids },
  date: { input: 'date', label: 'From', value: '2026-11-24' },
  time: { input: 'time', label: 'At', value: '09:30' },
  number: { input: 'number', label: 'How many?', value: 3.5, unit: 'days' },
  toggle: { input: 'toggle', label: 'Fewer messages', value: true },
}

export const form: Form = {
  id: 'test.form',
  title: `Checkout stand-up, ${hostile}`,
  intro: longest,
  note: longest,
  submit: 'Send it to everybody in the crew',
  value: { round: 1 },
  inputs,
}

const button = (index: number) => ({
  press: 'test.press',
  label: `${index} ${long(200)}`,
  value: { id: index },
  style: (['primary', 'danger', 'quiet'] as const)[index % 3] ?? 'quiet',
  confirm: { title: long(200), text: longest, yes: long(60) },
})

export const blocks: Record<BlockKind, Block> = {
  heading: { block: 'heading', text: longest },
  text: { block: 'text', text: mixed },
  note: { block: 'note', text: mixed },
  alert: { block: 'alert', label: 'Blocked B-12', text: mixed, buttons: [button(1), button(2)] },
  facts: { block: 'facts', facts: ids.map((id) => ({ label: `Question ${id}`, value: mixed })) },
  tally: {
    block: 'tally',
    label: 'votes',
    of: 200,
    rows: [
      {
        label: long(100),
        count: 120,
        sides: [
          { label: long(100), count: 100 },
          { label: 'Product', count: 20 },
        ],
        won: true,
      },
      { label: 'Build it', count: 2.4, said: long(40), sides: [] },
    ],
  },
  progress: {
    block: 'progress',
    label: 'so far',
    done: 150,
    of: 200,
    sides: [
      { label: long(100), done: 100, of: 100 },
      { label: 'Product', done: 50, of: 100 },
    ],
  },
  answers: {
    block: 'answers',
    groups: ['Project', 'Product'].map((label) => ({
      label,
      people: ids.map((person) => ({ person, parts: [long(140), mixed, long(140)] })),
    })),
  },
  people: {
    block: 'people',
    groups: [{ label: 'No answer yet', people: ids.map((person) => ({ person, note: long(140) })) }],
  },
  ask: { block: 'ask', form },
  buttons: { block: 'buttons', buttons: Array.from({ length: 60 }, (_, index) => button(index)) },
  divider: { block: 'divider' },
  chart: {
    block: 'chart',
    chart: {
      chart: 'gantt',
      title: long(300),
      today: '2026-11-25',
      rows: ids.map((id) => ({
        label: `${id} ${long(200)}`,
        from: '2026-11-02',
        to: '2027-03-31',
        before: { from: '2026-11-02', to: '2027-03-24' },
        percent: 40,
        critical: true,
      })),
    },
    text: mixed,
  },
}
