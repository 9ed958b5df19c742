/** The settings form, and the private preview before anybody else is written to. */
import type { Form } from '../../../chat/form.ts'
import type { Block, Message, Text } from '../../../chat/message.ts'
import type { Crew } from '../../../people/crews.ts'
import { describeSchedule } from '../../../schedule/calendar.ts'
import { questionLines, type StandupSettings } from '../rules/settings.ts'
import type { DigestRecords, PromptRecords } from '../rules/view.ts'
import { digestCard } from './digest.ts'
import { answerForm, promptCard } from './prompt.ts'

const questionsHint =
  'One per line, in the order asked. (done) is prefilled with the last (next); (needs) may name a blocker or a question to the other side.'

export function settingsForm(crew: Crew, settings: StandupSettings) {
  return {
    id: 'standup.settings',
    title: `${crew.name}: stand-up`,
    submit: 'Save',
    value: { crew: crew.id },
    inputs: {
      ask: {
        input: 'text',
        label: 'When to ask',
        hint: 'For example "weekdays 09:30", "mon wed fri 10:00", "every 2 weeks on friday 15:00".',
        value: describeSchedule(settings.ask),
      },
      moment: {
        input: 'choice',
        label: 'Whose time?',
        options: [
          { value: 'own', label: 'Each person at that time in their own zone' },
          { value: 'together', label: "All at one moment, by the crew's zone" },
        ],
        value: settings.moment,
      },
      digestAfter: {
        input: 'number',
        label: 'Digest after',
        unit: 'minutes',
        min: 15,
        max: 480,
        value: settings.digestAfter,
      },
      closeAfter: {
        input: 'number',
        label: 'Close after the last person was asked',
        unit: 'minutes',
        min: 60,
        max: 480,
        value: settings.closeAfter,
      },
      names: {
        input: 'choice',
        label: 'Names of those without an answer',
        options: [
          { value: 'press', label: 'One press away, for the crew' },
          { value: 'digest', label: 'In the digest' },
          { value: 'never', label: 'Nowhere' },
        ],
        value: settings.names,
      },
      project: {
        input: 'text',
        lines: 5,
        label: `Questions to ${crew.labels.project.toLowerCase()}`,
        hint: questionsHint,
        value: questionLines(settings.questions, 'project'),
      },
      product: {
        input: 'text',
        lines: 5,
        label: `Questions to ${crew.labels.product.toLowerCase()}`,
        value: questionLines(settings.questions, 'product'),
      },
    },
  } as const satisfies Form
}

export function savedMessage(crew: Crew, lines: Text[]): Message {
  return {
    summary: `The stand-up of ${crew.name} is set.`,
    blocks: [
      { block: 'text', text: [{ strong: `The stand-up of ${crew.name} is set.` }] },
      ...lines.map((line) => ({ block: 'text' as const, text: line })),
    ],
  }
}

/** "Try it on me now": the person's own prompt; what is sent from it is shown and kept nowhere. */
export function tryPrompt(records: PromptRecords): Message {
  const prompt = promptCard(records)
  return {
    summary: `What you would get: ${prompt.summary}`,
    blocks: [
      { block: 'note', text: 'This is what you would get. Only you see it, and nothing of it is kept.' },
      ...prompt.blocks.flatMap((block): Block[] => {
        if (block.block === 'ask') return [{ ...block, form: tryForm(records) }]
        return block.block === 'buttons' ? [] : [block]
      }),
    ],
  }
}

/** For a crew that has not started: all that there is to do yet. */
export function tryInstead(crew: Crew, text: string): Message {
  return {
    summary: text,
    blocks: [
      { block: 'text', text },
      { block: 'buttons', buttons: [{ press: 'standup.try', label: 'Try it on me now', value: { crew: crew.id } }] },
    ],
  }
}

export function tryForm(records: PromptRecords) {
  return { ...answerForm(records), id: 'standup.try', value: { crew: records.crew.id } }
}

/** The digest as the channels would show it, without anything to press. */
export function tryDigest(records: DigestRecords): Message {
  const digest = digestCard(records)
  return {
    summary: `What the crew would read: ${digest.summary}`,
    blocks: [
      { block: 'note', text: 'This is what the channels would show. Only you see it, and nothing of it is kept.' },
      ...digest.blocks.flatMap((block): Block[] => {
        if (block.block === 'buttons') return []
        if (block.block !== 'alert') return [block]
        const { buttons: _, ...alert } = block
        return [alert]
      }),
    ],
  }
}
