/** The stand-up's commands. */
import type { Command, Context, Outcome } from '../../../chat/feature.ts'
import { opened, tell } from '../../../chat/say.ts'
import { dayArgument } from '../../../schedule/argument.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { tryInstead } from '../cards/settings.ts'
import { rangeOf } from '../rules/report.ts'
import { exportAnswers, history, makeReport } from './looking.ts'
import { notStarted } from './own.ts'
import { today } from './records.ts'
import { type CrewStandup, changeable, drawSettings, ownStandup } from './settings.ts'
import { answerDay, skipDay, startNow, type Then, whichStandup } from './starting.ts'

const range = [dayArgument('from', '2026-11-02'), dayArgument('to', 'today')]

type Days = { day?: Day; from?: Day; to?: Day }

/** These write to others; before Start nobody is written to. */
const running: Then[] = ['answer', 'now', 'skip']

async function carryOut(then: Then, found: CrewStandup, args: Days, ctx: Context): Promise<Outcome> {
  const { crew, standup } = found
  if (!standup.active && running.includes(then)) return tell(tryInstead(crew, notStarted(crew)))
  const span = rangeOf(args.from, args.to, today(crew.zone, ctx.now))
  switch (then) {
    case 'answer':
      return answerDay(found, args.day, ctx)
    case 'now':
      return startNow(found, ctx)
    case 'skip':
      return skipDay(found, ctx)
    case 'settings': {
      const form = await drawSettings({ crew: crew.id }, ctx)
      return opened(form)
    }
    case 'report':
      return 'error' in span ? tell(span.error) : tell(await makeReport(crew, standup, span, ctx))
    case 'history':
      return history(crew, standup, ctx)
    case 'export':
      return 'error' in span ? tell(span.error) : exportAnswers(crew, standup, span, ctx)
  }
}

const command = (name: string, summary: string, then: Then, more: Partial<Command> = {}): Command => ({
  name,
  summary,
  ...more,
  async run(args, ctx) {
    const found = await whichStandup(then, ctx)
    return 'outcome' in found ? found.outcome : carryOut(then, found, args as Days, ctx)
  },
})

export const commands: Command[] = [
  command('standup', 'Answer your stand-up, today or ahead', 'answer', {
    alias: true,
    args: [dayArgument('day', 'tomorrow')],
  }),
  command('standup now', 'Ask everybody now instead of at the set time', 'now'),
  command('standup skip', 'Skip the current stand-up', 'skip'),
  command('standup settings', 'Change when it asks and what it asks', 'settings'),
  command('standup report', 'Show participation by side and blockers over a period', 'report', { args: range }),
  command('standup history', 'Show the last rounds', 'history'),
  command('standup export', 'Download the answers of a period as CSV', 'export', { args: range }),
]

/** After "Which stand-up?": the crew that was pressed. */
export async function pick(then: Then, value: { crew: number }, ctx: Context): Promise<Outcome> {
  const found = await (then === 'settings' ? changeable : ownStandup)(value.crew, ctx)
  return 'refused' in found ? tell(found.refused) : carryOut(then, found, {}, ctx)
}
