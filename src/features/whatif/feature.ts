/** What-if: what a change would do to dates, float, money and key results, before anybody proposes it. */
import { z } from 'zod'
import { type Argument, type Command, type Feature, formDefinition, press } from '../../chat/feature.ts'
import { another, ask, drawForm, share, submit } from './feature/ask.ts'
import { mostWords } from './rules/words.ts'

const asked = z.object({ initiative: z.number().int().nullable(), words: z.string().max(mostWords) })

const keyArgument: Argument = {
  name: 'key',
  expects: 'the key of an initiative',
  example: 'CHK',
  optional: true,
  parse: (text) => ({ value: text }),
}

const changeArgument: Argument = {
  name: 'change',
  expects: 'what would change: delay, remove, add, cost or staff',
  example: 'delay T9 3d',
  optional: true,
  rest: true,
  parse: (text) => ({ value: text }),
}

const command: Command = {
  name: 'whatif',
  summary: 'Compute what a change would do, privately',
  alias: true,
  args: [keyArgument, changeArgument],
  run: (args, ctx) => ask(args.key as string | undefined, args.change as string | undefined, ctx),
}

export const whatif: Feature = {
  name: 'whatif',
  commands: [command],
  presses: {
    'whatif.share': press(asked, share),
    'whatif.another': press(asked, another),
  },
  forms: { 'whatif.ask': formDefinition(asked, drawForm, submit) },
}
