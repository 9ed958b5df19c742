/** Days that were promised with less than an even chance, and that not both sides stand for. Pure. */
import { formatDay } from '../../../../schedule/calendar.ts'
import type { WeakPromise } from '../../../guards/rules/promise.ts'
import { aChance, chanceText } from '../../../portfolio/rules/promise.ts'
import type { Item } from '../records.ts'

export interface Promised {
  promises: (WeakPromise & { initiativeKey: string; who: number[] })[]
}

/** "PAY M4 Fri 12 Mar has a 34 % chance; Fri 26 Mar has 80 %. Which do we promise?" */
export function promiseItems({ promises }: Promised): Item[] {
  return promises.flatMap(({ id, initiativeKey, key, promisedOn, chance, p80, weighedOn, who }): Item[] => {
    if (chance === null) return []
    const year = { year: promisedOn.slice(0, 4) !== weighedOn.slice(0, 4) }
    const later = p80 === null ? '' : `; ${formatDay(p80, year)} has ${chanceText(80)}`
    return [
      {
        key: `promise.${id}`,
        text: `${initiativeKey} ${key} ${formatDay(promisedOn, year)} has ${aChance(chance)}${later}. Which do we promise?`,
        who,
        asOf: weighedOn,
      },
    ]
  })
}
