/** Plans of one crew in many zones, over a weekend and over each one's clock change; printed for comparison between hosts. */
import { planRound } from '../../src/rounds/plan.ts'
import { addDays, nextDays, readSchedule } from '../../src/schedule/calendar.ts'

const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Sydney', 'Australia/Lord_Howe', 'Africa/Cairo']
const people = zones.map((zone, index) => ({
  personId: index,
  side: 'project' as const,
  zone,
  workDays: '12345',
  workFrom: '09:00',
  workTo: '17:00',
  awayFrom: null,
  awayTo: null,
}))
const schedule = readSchedule('weekdays 09:30', { today: '2026-03-01' })
if ('error' in schedule) throw new Error(schedule.error)
const timing = { ask: schedule.ok, moment: 'own' as const, digestAfter: 120, closeAfter: 120 }

for (const start of [
  '2026-03-06',
  '2026-03-27',
  '2026-04-03',
  '2026-04-23',
  '2026-10-02',
  '2026-10-23',
  '2026-10-30',
]) {
  for (const day of nextDays(timing.ask, start, 4, (one) => one <= addDays(start, 7))) {
    const plan = planRound(timing, 'Europe/Berlin', people, day)
    const asks = plan.people.map(({ askAt }) => askAt.toISOString())
    process.stdout.write(
      `${day} ${asks.join(' ')} digest ${plan.digestAt.toISOString()} close ${plan.closesAt.toISOString()}\n`,
    )
  }
}
