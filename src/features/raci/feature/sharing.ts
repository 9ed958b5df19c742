/** The matrix shown to others, in the channel where it was asked. */
import { z } from 'zod'
import { createSharing, shareable } from '../../../sharing/sharing.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { matrixCard } from '../cards/matrix.ts'
import { matrixOf } from '../store/reads.ts'
import { byId } from './own.ts'

export const sharing = createSharing('raci', {
  'raci.matrix': shareable({
    about: z.object({ initiative: z.number().int() }),
    async of({ initiative }, ctx) {
      const own = await byId(initiative, 'see', 'see', ctx)
      return 'refused' in own ? own : { crewId: own.initiative.crewId }
    },
    draw: ({ initiative: id }, _shared, { snapshot }) =>
      snapshot(async (read) => {
        const initiative = await anyInitiative(read, id)
        return initiative && matrixCard(initiative, await matrixOf(read, id), [])
      }),
  }),
})
