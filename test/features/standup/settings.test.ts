import { describe, expect, test } from 'vitest'
import { type Question, readQuestionLines } from '../../../src/features/standup/rules/settings.ts'

const before: Question[] = [
  { id: 'p1', side: 'project', role: 'done', text: 'What moved?' },
  { id: 'p2', side: 'project', role: 'plain', text: 'Mood?' },
  { id: 'p3', side: 'project', role: 'plain', text: 'Risk?' },
  { id: 'p4', side: 'project', role: 'needs', text: 'Blocked?' },
]

function ids(lines: string, former: Question[] = []): string[] {
  const read = readQuestionLines(lines, 'project', before, former)
  if ('error' in read) throw new Error(read.error)
  return read.questions.map(({ id }) => id)
}

describe('a question keeps its id', () => {
  test('with its words, wherever it moves and whatever its mark', () => {
    expect(ids('Blocked?\nMood? (next)\nWhat moved? (done)')).toEqual(['p4', 'p2', 'p1'])
  })

  test('reworded: by its mark, else by its place', () => {
    expect(ids('Done since? (done)\nHow do you feel?\nRisk?\nStuck? (needs)')).toEqual(['p1', 'p2', 'p3', 'p4'])
  })

  test('and no new one takes it: not that of another, nor of one that was removed', () => {
    expect(ids('What moved? (done)\nMood?\nRisk?\nBlocked? (needs)\nMore?')).toEqual(['p1', 'p2', 'p3', 'p4', 'p5'])
    const former: Question = { id: 'p5', side: 'project', role: 'plain', text: 'Weather?' }
    expect(ids('What moved? (done)\nMood?\nRisk?\nBlocked? (needs)\nMore?', [former])).toContain('p6')
    expect(ids('What moved? (done)\nMood?\nRisk?\nBlocked? (needs)\nWeather?', [former])).toContain('p5')
  })
})
