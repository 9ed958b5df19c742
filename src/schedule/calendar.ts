/** The calendar: pure, and the only place that knows zones. Re-exports its parts under one name. */
export * from './calendar/days.ts'
export * from './calendar/possible.ts'
export * from './calendar/recurrence.ts'
export * from './calendar/words.ts'
export * from './calendar/working.ts'
export * from './calendar/zones.ts'
