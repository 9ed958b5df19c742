/** Product time. It can be moved in the sandbox and in tests; leases, pacing and signatures use the machine's own clock. */
export interface ProductClock {
  now(): Date
  moveTo(instant: Date): void
  /** Product time minus machine time, in milliseconds. */
  offset(): number
}

export function createClock({ offsetMs = 0, machine = () => Date.now() } = {}): ProductClock {
  let offset = offsetMs
  return {
    now: () => new Date(machine() + offset),
    moveTo(instant) {
      offset = instant.getTime() - machine()
    },
    offset: () => offset,
  }
}
