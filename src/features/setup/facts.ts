/** What setup tells the other features. */
import type { Schedule } from '../../schedule/calendar.ts'

declare module '../../chat/feature.ts' {
  interface Facts {
    /** A crew was made, or its schedule set anew in setup; nobody has been written to. */
    'crew.made': { crewId: number; ask: Schedule }
    'crew.started': { crewId: number }
    /** Members, sides, channels, zone or holidays changed. */
    'crew.changed': { crewId: number }
    'crew.deleted': { crewId: number }
    /** Zone, working hours, absence. */
    'person.changed': { personId: number }
  }
}
