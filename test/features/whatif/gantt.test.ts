import { expect, it } from 'vitest'
import { ganttRows } from '../../../src/features/whatif/cards/gantt.ts'
import { rippleOf } from './plan.ts'

it('the picture has what moves, with its days before and after; what is left out stands in the words alone', () => {
  const rows = ganttRows(rippleOf('delay T9 3d; remove T16').initiatives)
  expect(rows[0]).toEqual({
    label: 'T9 Work T9',
    from: '2026-11-26',
    to: '2026-12-08',
    before: { from: '2026-11-26', to: '2026-12-03' },
    percent: 0,
    critical: true,
    milestone: false,
  })
  expect(rows.map(({ label }) => label)).not.toContain('T16 Work T16')
  expect(ganttRows(rippleOf('delay T1 3d').initiatives, 2)).toHaveLength(2)
})
