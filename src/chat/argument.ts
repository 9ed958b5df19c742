/** Values of commands that are taken as they were typed. */
import type { Argument } from './feature.ts'

/** One word, or several in quotes; may be left out. */
export const wordsArgument = (name: string, expects: string, example: string): Argument => ({
  name,
  expects,
  example,
  optional: true,
  parse: (typed) => ({ value: typed }),
})

/** Which initiative, by its key; may be left out. */
export const initiativeArgument = wordsArgument('key', 'the key of an initiative', 'CHK')
