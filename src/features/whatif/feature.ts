/** What-if: what a change would do to dates, float, money and key results, before anybody proposes it. */
import { z } from 'zod'
import { type Argument, type Command, type Feature, formDefinition, press } from '../../chat/feature.ts'
import { daysAgo } from '../../schedule/calendar.ts'
import type {} from '../linking/facts.ts'
import { another, ask, drawForm, submit } from './feature/ask.ts'
import { sharing } from './feature/share.ts'
import { forgetQuestions, joinQuestions } from './store/questions.ts'

const id = z.number().int()
const ofQuestion = z.object({ whatIf: id })
const asked = z.object({ whatIf: id.nullable(), initiative: id.nullable() })

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
    ...sharing.presses,
    'whatif.another': press(ofQuestion, another),
  },
  forms: { ...sharing.forms, 'whatif.ask': formDefinition(asked, drawForm, submit) },
  cards: sharing.cards,
  // What was shared stands as it was drawn.
  changing: async () => [],
  facts: {
    async 'person.joined'({ personId, formerId }, { tx }) {
      await joinQuestions(tx, personId, formerId)
      return {}
    },
  },
  forget: ({ tx, now, retention }) => forgetQuestions(tx, daysAgo(now, retention.answerDays)),
}
