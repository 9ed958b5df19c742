/** What setup tells the other features. */
import type { Schedule } from '../../schedule/calendar.ts'

declare module '../../chat/feature.ts' {
  interface Facts {
    /** A crew was made, or its schedule set anew in setup; nobody has been written to. */
    'crew.made': { crewId: number; ask: Schedule }
    'crew.started': { crewId: number }
    /** Members, sides, channels, zone or holidays changed. */
    'crew.changed': { crewId: number }
    /** Said while its rows are still there: hearers refresh their cards and drop what is theirs. */
    'crew.deleted': { crewId: number }
    /** All have heard that it is deleted: its rows may go. For setup itself. */
    'crew.emptied': { crewId: number }
    /** What was to be said there could not be, and never can as things are. */
    'channel.lost': { channelId: number }
    /** Zone, working hours, absence. */
    'person.changed': { personId: number }
  }
}
