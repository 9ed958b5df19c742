/** Long work in steps, so that whoever drives it can let others in between. Pure. */

/** Each step says how many rows are done; the last one is the result. */
export type Steps<T> = Generator<number, T, void>

export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Some milliseconds of work on rows of a file. */
export const rowsInStep = 500
