/** Charts as the product draws them: few rows and many, long names, other scripts. */
import type { Chart } from '../../src/chat/message.ts'

const first = Date.UTC(2026, 9, 5)
/** So many days after 5 October 2026. */
export const day = (after: number) => new Date(first + after * 86_400_000).toISOString().slice(0, 10)

type Gantt = Extract<Chart, { chart: 'gantt' }>

export const whatIf: Gantt = {
  chart: 'gantt',
  title: 'If the payment provider contract takes a week longer',
  today: day(51),
  rows: [
    { label: 'T1 Research with twelve customers', from: day(0), to: day(18), percent: 100 },
    {
      label: 'T2 Payment provider contract',
      from: day(21),
      to: day(60),
      before: { from: day(21), to: day(53) },
      percent: 60,
      critical: true,
    },
    { label: 'T4 Help pages', from: day(40), to: day(47) },
    { label: 'M2 Public beta', from: day(98), to: day(98), before: { from: day(91), to: day(91) }, milestone: true },
  ],
}

const longName = 'Migrate the invoicing documents of all customers to the new archive store'

export const thirty: Gantt = {
  chart: 'gantt',
  title: `Checkout relaunch. ${longName}`,
  today: day(51),
  rows: Array.from({ length: 30 }, (_, index) => ({
    label: `T${index + 1} ${longName}`,
    from: day(index * 5),
    to: day(index * 5 + 14),
    before: { from: day(index * 5 - 4), to: day(index * 5 + 10) },
    percent: index < 9 ? 100 : 0,
    critical: index % 4 === 0,
    milestone: index % 7 === 6,
  })),
}

export const roadmap: Chart = {
  chart: 'roadmap',
  title: 'Roadmap',
  today: day(51),
  groups: [
    {
      label: 'KR1 Checkout completion 62 to 70%',
      rows: [
        { label: 'CHK Checkout', from: day(0), to: day(120), note: 'late by 6 days', milestones: [day(25), day(53)] },
        { label: 'APP Wallet', from: day(60), to: day(150), note: 'on time' },
      ],
    },
    { label: 'No key result', rows: [{ label: 'ERP Archive', from: day(-60), to: day(200) }] },
  ],
}

export const tiny = (label: string): Gantt => ({
  chart: 'gantt',
  title: 'One',
  rows: [{ label, from: day(0), to: day(20) }],
})
