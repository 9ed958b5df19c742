/** What the sample works for: key results with their readings, and why each initiative is done. `ago`: working days. */

export const sampleResults = [
  {
    key: 'KR1',
    name: 'Conversion',
    unit: '%',
    baseline: 2.1,
    target: 2.6,
    owners: ['ana', 'cleo'],
    readings: [
      { ago: 22, value: 2.1, count: 41_200, by: 'cleo' },
      { ago: 12, value: 2.2, count: 42_900, by: 'cleo' },
      { ago: 2, value: 2.3, count: 43_350, by: 'cleo' },
    ],
  },
  {
    key: 'KR2',
    name: 'Returning shoppers',
    unit: '%',
    baseline: 31,
    target: 35,
    owners: ['hanna', 'mira'],
    readings: [{ ago: 10, value: 32, count: 18_400, by: 'mira' }],
  },
]

export const sampleWhys = [
  {
    of: 'CHK',
    by: 'cleo',
    ago: 30,
    sentence: 'Shoppers give up at the address: a shorter checkout keeps them.',
    forWhom: 'shoppers on phones',
    evidence: null,
    voices: [],
  },
  {
    of: 'CHK',
    by: 'cleo',
    ago: 14,
    sentence: 'Shoppers leave at the address and at card entry; a checkout without an account keeps them.',
    forWhom: 'shoppers on phones, in 3 pilot stores first',
    evidence: 'Survey of 3 weeks ago, n = 212: 31 % leave at card entry; 5 of 8 testers left at the address.',
    voices: [
      { by: 'ana', agrees: true, reason: null },
      { by: 'ben', agrees: true, reason: null },
      {
        by: 'paul',
        agrees: false,
        reason: 'The survey asked phone shoppers only; half of our orders come from desktops.',
      },
      { by: 'dev', agrees: true, reason: null },
      { by: 'uma', agrees: true, reason: null },
    ],
  },
  {
    of: 'PAY',
    by: 'dev',
    ago: 24,
    sentence: 'One payment core instead of three: every new way to pay then costs days, not months.',
    forWhom: 'the teams behind every store',
    evidence: null,
    voices: [],
  },
]
