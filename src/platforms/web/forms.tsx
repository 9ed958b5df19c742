/** Forms as HTML: each input with its label, its hint and, where it was refused, the sentence beside it. */
import { randomUUID } from 'node:crypto'
import type { Child, FC } from 'hono/jsx'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { FieldErrors, Form, Input, Option } from '../../chat/form.ts'
import { limits } from './limits.ts'

export const FormView: FC<{ form: Form; scope: string; errors?: FieldErrors }> = ({ form, scope, errors = {} }) => (
  // One instance, one record: the id travels with every try to send it.
  <form class="form" data-form={form.id} data-value={JSON.stringify(form.value)} data-once={randomUUID()} novalidate>
    {form.intro ? (
      <p class="intro" dir="auto">
        {form.intro}
      </p>
    ) : null}
    {Object.entries(form.inputs).map(([name, input]) => (
      <Field name={name} input={input} id={`${scope}-${name}`} error={errors[name]} />
    ))}
    {form.note ? (
      <p class="note" dir="auto">
        {form.note}
      </p>
    ) : null}
    <div class="buttons">
      <button type="submit" class="primary">
        {form.submit}
      </button>
    </div>
  </form>
)

type FieldProps = { name: string; input: Input; id: string; error: string | undefined }

const Field: FC<FieldProps> = ({ name, input, id, error }) => {
  const described = [input.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  const common = { id, name, 'aria-describedby': described, 'aria-invalid': error ? 'true' : undefined }
  const after = (
    <>
      {input.hint ? (
        <p class="hint" id={`${id}-hint`} dir="auto">
          {input.hint}
        </p>
      ) : null}
      {error ? (
        <p class="error" id={`${id}-error`} dir="auto">
          {error}
        </p>
      ) : null}
    </>
  )
  const labelled = (control: Child) => (
    <div class="field">
      <label for={id} dir="auto">
        {input.label}
        {input.optional || input.input === 'choice' || (input.value ?? '') !== '' ? null : (
          <span class="needed"> (needed)</span>
        )}
      </label>
      {control}
      {after}
    </div>
  )
  switch (input.input) {
    case 'text':
      return labelled(
        input.lines && input.lines > 1 ? (
          <textarea {...common} rows={input.lines} placeholder={input.placeholder} dir="auto">
            {input.value ?? ''}
          </textarea>
        ) : (
          <input
            {...common}
            type="text"
            value={input.value ?? ''}
            placeholder={input.placeholder}
            autocomplete="off"
            dir="auto"
          />
        ),
      )
    case 'choice':
      return labelled(
        <select {...common}>
          {input.optional ? <option value="">-</option> : null}
          {input.options.map(({ value, label }) => (
            <option value={value} selected={value === input.value}>
              {label}
            </option>
          ))}
        </select>,
      )
    case 'date':
    case 'time':
      return labelled(<input {...common} type={input.input} value={input.value ?? ''} />)
    case 'number':
      return labelled(
        <span class="number">
          <input {...common} type="number" min={input.min} max={input.max} value={input.value ?? ''} /> {input.unit}
        </span>,
      )
    case 'toggle':
      return (
        <div class="field toggle">
          <label>
            <input {...common} type="checkbox" value="true" checked={input.value === true} /> {input.label}
          </label>
          {after}
        </div>
      )
    case 'choices':
      return (
        <Several name={name} id={id} input={input} chosen={input.value ?? []} after={after} described={described} />
      )
    case 'people':
      return (
        <Several
          name={name}
          id={id}
          input={input}
          chosen={(input.value ?? []).map(String)}
          after={after}
          described={described}
        />
      )
  }
}

type SeveralProps = {
  name: string
  id: string
  input: Extract<Input, { input: 'choices' | 'people' }>
  chosen: string[]
  after: Child
  described: string | undefined
}

/** Check boxes; a long list gets a filter and shows those chosen first. */
const Several: FC<SeveralProps> = ({ name, id, input, chosen, after, described }) => {
  const first = (option: Option) => (chosen.includes(option.value) ? 0 : 1)
  const options =
    input.options.length > limits.filterFrom ? [...input.options].sort((a, b) => first(a) - first(b)) : input.options
  return (
    <fieldset class="field several" aria-describedby={described}>
      <legend dir="auto">{input.label}</legend>
      {options.length > limits.filterFrom ? (
        <input
          type="search"
          class="filter"
          aria-label={`Filter: ${input.label}`}
          placeholder={`Filter ${options.length} names`}
        />
      ) : null}
      {/* Scrolls when long, so it must be reachable by keyboard. */}
      <div
        class="options"
        tabindex={options.length > limits.filterFrom ? 0 : undefined}
        role="group"
        aria-label={input.label}
      >
        {options.length === 0 ? <p class="quiet">There is nothing to choose from yet.</p> : null}
        {options.map(({ value, label }, index) => (
          <label dir="auto">
            <input
              type="checkbox"
              id={index ? undefined : id}
              name={name}
              value={value}
              checked={chosen.includes(value)}
            />{' '}
            {label}
          </label>
        ))}
      </div>
      {after}
    </fieldset>
  )
}

/** JSX may be asynchronous; the text of it is what goes out. */
export async function draw(node: unknown): Promise<string> {
  return String(await (node as HtmlEscapedString | Promise<HtmlEscapedString>))
}
