/** For doctor: where Tandem was met, and so can write. Teams has no call that says more without asking for more permissions. */

import type { Inspect } from '../../chat/ports.ts'
import { command } from '../../chat/spoken.ts'
import type { References } from './ports.ts'

export function createInspect(references: References): Inspect {
  return async (installation, channels) => {
    const unmet: string[] = []
    for (const { id, name } of channels) {
      if (!(await references.get({ installation, conversation: id }))) unmet.push(name)
    }
    const label = 'channels'
    if (unmet.length === 0) return { findings: [{ label, value: `met in all ${channels.length} of its crews` }] }
    const value = `not installed in ${unmet.join(', ')}`
    const advice = `Tandem cannot write to ${unmet.join(', ')}: add the app to that team or chat, or take it out of its crew with ${command('setup')}.`
    return { findings: [{ label, value, advice }] }
  }
}
