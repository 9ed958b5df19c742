/** Thirty of everything, and names of every kind and length: shown whole, or counted; what can be pressed stays. */
import { expect } from 'vitest'
import { type Conversation, says } from '../runner.ts'
import { pasteLarge } from './large.ts'

export const scale: Record<string, Conversation> = {
  'thirty initiatives and thirty deliverables with long names fit, are counted where they do not, and keep their buttons':
    async (chat) => {
      await pasteLarge(chat)
      const ana = chat.as('ana')
      const plan = await ana.say('direct', '/tandem plan BIG')
      says(plan, 'BIG Guest checkout for shoppers who have no account and do not…: plan', 'D1 תשלום מהיר')
      says(plan, 'and 6 more', '0 of 31 finished · progress: no data')
      expect(plan.buttons).toEqual(expect.arrayContaining(['Report progress', 'Risks, gates, people', 'Share...']))

      const status = await ana.say('direct', '/tandem status BIG')
      says(status, 'Finish: ', 'Value: not reported', '0 of 31 deliverables finished')
      expect(status.buttons).toContain('Share...')
      const all = await ana.say('direct', '/tandem status')
      says(all, 'IN-04 Receipts 🧾 by mail & <b>SMS</b>, "paperless"')
      expect(all.text).toMatch(/and \d+ more/)
      expect(all.buttons).toContain('BIG')

      const roadmap = await ana.say('direct', '/tandem roadmap')
      says(roadmap, 'No key result')
      expect(roadmap.text).toMatch(/and \d+ more/)
      expect(roadmap.buttons).toEqual(['Share...'])
      const whatif = await ana.say('direct', '/tandem whatif BIG delay D0 9d; delay D1 9d; delay D2 9d')
      says(whatif, 'Before > after', 'that move', 'P80')
      expect(whatif.buttons).toContain('Try another')
    },
}
