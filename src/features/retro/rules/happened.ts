/** How long something stood, in words. Pure. */
const [hour, day] = [3_600_000, 86_400_000]

export function stoodFor(from: Date, to: Date): string {
  const ms = Math.max(0, to.getTime() - from.getTime())
  if (ms < hour) return 'less than an hour'
  const [n, unit] = ms < 2 * day ? [Math.round(ms / hour), 'hour'] : [Math.round(ms / day), 'day']
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}
