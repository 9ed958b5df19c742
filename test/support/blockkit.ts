/** What Slack would refuse in blocks and views, told by its own numbers and not by ours. */
type Node = Record<string, unknown>

const most: Record<string, number> = {
  'header.text': 150,
  'input.label': 2000,
  'input.hint': 2000,
  'button.text': 75,
  'option.text': 75,
  'option.description': 75,
  'confirm.title': 100,
  'confirm.text': 300,
  'confirm.confirm': 30,
  'confirm.deny': 30,
  'optiongroup.label': 75,
  placeholder: 150,
}

const surfaces = { message: 50, modal: 100, home: 100 }

/** Blocks of a message or a view. */
export function blockProblems(blocks: unknown[], surface: keyof typeof surfaces): string[] {
  const problems: string[] = []
  if (surface !== 'message' && blocks.length === 0) problems.push('a view without blocks')
  if (blocks.length > surfaces[surface]) problems.push(`${blocks.length} blocks`)
  const ids = (blocks as Node[]).map(({ block_id }) => block_id).filter((id) => id !== undefined)
  if (new Set(ids).size < ids.length) problems.push('a block_id twice')
  for (const block of blocks as Node[]) blockOf(block, problems)
  return problems
}

export function viewProblems(view: object): string[] {
  const { title, submit, close, private_metadata = '', callback_id = '', blocks } = view as Node
  const problems = blockProblems(blocks as unknown[], 'modal')
  for (const [name, text] of Object.entries({ title, submit, close }))
    if (text) length(text, 24, `view.${name}`, problems)
  if (String(private_metadata).length > 3000) problems.push('private_metadata')
  if (String(callback_id).length > 255) problems.push('callback_id')
  if (JSON.stringify(view).length > 250_000) problems.push('a view over 250 KB')
  const inputs = (blocks as Node[]).some(({ type }) => type === 'input')
  if (inputs && !submit) problems.push('inputs without a submit')
  return problems
}

function blockOf(block: Node, problems: string[]): void {
  const { type } = block
  if (String(block.block_id ?? '').length > 255) problems.push('block_id')
  switch (type) {
    case 'header':
      plain(block.text, most['header.text'], 'header', problems)
      break
    case 'section':
      length(block.text, 3000, 'section', problems)
      break
    case 'divider':
      break
    case 'image': {
      const { alt_text, image_url, slack_file } = block
      const words = String(alt_text ?? '').length
      if (words < 1 || words > 2000) problems.push(`${words} characters of alt_text`)
      if ((image_url === undefined) === (slack_file === undefined))
        problems.push('an image without a place, or with two')
      if (String(image_url ?? '').length > 3000) problems.push('image_url')
      break
    }
    case 'context': {
      const elements = block.elements as Node[]
      if (elements.length < 1 || elements.length > 10) problems.push('context elements')
      for (const element of elements) length(element, 3000, 'context', problems)
      break
    }
    case 'actions': {
      const elements = block.elements as Node[]
      if (elements.length < 1 || elements.length > 25) problems.push(`${elements.length} actions`)
      const ids = elements.map(({ action_id }) => action_id)
      if (new Set(ids).size < ids.length) problems.push('an action_id twice')
      for (const element of elements) buttonOf(element, problems)
      break
    }
    case 'rich_text':
      richOf(block, problems)
      break
    case 'input':
      inputOf(block, problems)
      break
    default:
      problems.push(`unknown block ${String(type)}`)
  }
}

function richOf(block: Node, problems: string[]): void {
  const elements = block.elements as Node[]
  if (elements.length === 0) problems.push('empty rich text')
  for (const element of elements) {
    if (['rich_text_section', 'rich_text_quote', 'rich_text_list'].includes(String(element.type)))
      richOf(element, problems)
    else if (element.type === 'text') length(element.text, Number.POSITIVE_INFINITY, 'rich text', problems)
    else if (element.type === 'date' && !element.fallback) problems.push('a date without words')
  }
}

function buttonOf(button: Node, problems: string[]): void {
  plain(button.text, most['button.text'], 'button', problems)
  if (String(button.value ?? '').length > 2000) problems.push('button value')
  if (String(button.action_id ?? '').length > 255) problems.push('action_id')
  if (button.style !== undefined && button.style !== 'primary' && button.style !== 'danger')
    problems.push('button style')
  const confirm = button.confirm as Node | undefined
  if (!confirm) return
  for (const part of ['title', 'text', 'confirm', 'deny'])
    plain(confirm[part], most[`confirm.${part}`], `confirm ${part}`, problems)
}

function inputOf(block: Node, problems: string[]): void {
  plain(block.label, most['input.label'], 'label', problems)
  if (block.hint) plain(block.hint, most['input.hint'], 'hint', problems)
  const element = block.element as Node
  if (element.placeholder) plain(element.placeholder, most.placeholder, 'placeholder', problems)
  if (element.type === 'plain_text_input') {
    if (String(element.initial_value ?? '').length > 3000) problems.push('initial_value')
    if (Number(element.max_length ?? 0) > 3000) problems.push('max_length')
    return
  }
  if (element.type === 'datepicker' || element.type === 'timepicker') return
  const groups = element.option_groups as Node[] | undefined
  if (groups && (groups.length < 1 || groups.length > 100)) problems.push('option groups')
  for (const group of groups ?? []) plain(group.label, most['optiongroup.label'], 'group', problems)
  const lists = groups ? groups.map(({ options }) => options as Node[]) : [element.options as Node[]]
  const all = element.type === 'checkboxes' || element.type === 'radio_buttons' ? 10 : 100
  for (const options of lists) {
    if (options.length < 1 || options.length > all)
      problems.push(`${options.length} options in ${String(element.type)}`)
    for (const option of options) optionOf(option, problems)
  }
  const known = lists.flat().map((option) => JSON.stringify(option))
  for (const chosen of [element.initial_option ?? [], element.initial_options ?? []].flat())
    if (!known.includes(JSON.stringify(chosen))) problems.push('an initial option that is none of the options')
}

function optionOf(option: Node, problems: string[]): void {
  plain(option.text, most['option.text'], 'option', problems)
  if (option.description) plain(option.description, most['option.description'], 'description', problems)
  const value = String(option.value ?? '')
  if (value.length < 1 || value.length > 150) problems.push('option value')
}

function plain(text: unknown, limit: number | undefined, where: string, problems: string[]): void {
  if ((text as Node | undefined)?.type !== 'plain_text') problems.push(`${where} is not plain text`)
  length(text, limit ?? 0, where, problems)
}

function length(text: unknown, limit: number, where: string, problems: string[]): void {
  const words = typeof text === 'string' ? text : String((text as Node | undefined)?.text ?? '')
  if (words.length < 1) problems.push(`${where} is empty`)
  if (words.length > limit) problems.push(`${where} has ${words.length} characters`)
}
