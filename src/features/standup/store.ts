/** What other rooms may read of the stand-up. */
export { readStandup, type Standup } from './store/ritual.ts'
