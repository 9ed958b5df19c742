/** Forms: inputs declared once, drawn by every platform, read back as typed values or as errors beside their fields. */

export type FieldName = string
export type FieldErrors = Record<FieldName, string>
/** What a platform hands over: one text per field, several for `choices` and `people`, nothing where left empty. */
export type RawValues = Record<FieldName, string | string[] | undefined>

export interface Option {
  value: string
  label: string
}

interface Common {
  label: string
  hint?: string
  optional?: true
}

export type Input =
  | (Common & { input: 'text'; value?: string; lines?: number; max?: number; placeholder?: string })
  | (Common & { input: 'choice'; options: Option[]; value?: string })
  | (Common & { input: 'choices'; options: Option[]; value?: string[] })
  /** Persons of both platforms; values are person ids. */
  | (Common & { input: 'people'; options: Option[]; value?: number[] })
  | (Common & { input: 'date'; value?: string })
  | (Common & { input: 'time'; value?: string })
  | (Common & { input: 'number'; value?: number; min?: number; max?: number; unit?: string })
  | (Common & { input: 'toggle'; value?: boolean })

export type Inputs = Record<FieldName, Input>

export interface Form<I extends Inputs = Inputs> {
  /** Handler id, `feature.verb`, as declared in the feature's `forms`. */
  id: string
  title: string
  /** Above the inputs. */
  intro?: string
  /** Below the inputs: who reads it, what happens next. */
  note?: string
  submit: string
  /** What the form is about; small, JSON-able, comes back with the submission. */
  value: unknown
  inputs: I
}

type ValueOf<T extends Input> = T extends { input: 'choices' }
  ? string[]
  : T extends { input: 'people' }
    ? number[]
    : T extends { input: 'number' }
      ? number
      : T extends { input: 'toggle' }
        ? boolean
        : string

/** Optional inputs left empty are `undefined` (`[]` for several, `false` for a toggle). */
export type Values<I extends Inputs> = {
  [K in keyof I]: I[K] extends { optional: true; input: 'text' | 'choice' | 'date' | 'time' | 'number' }
    ? ValueOf<I[K]> | undefined
    : ValueOf<I[K]>
}
