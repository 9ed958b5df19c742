/** Forms of decisions. */
import type { Form, Option } from '../../../chat/form.ts'
import { optionsText } from '../rules/proposal.ts'
import type { DecisionRecord, Domain, Verdict } from '../rules/records.ts'
import { decisionName } from '../rules/records.ts'

/** What the form is about. `at` keeps what was typed about two messages apart. */
export interface Proposing {
  decision?: number | null | undefined
  supersedes?: number | null | undefined
  crew?: number | null | undefined
  from?: 'chat' | 'message' | undefined
  at?: number | undefined
}

export interface ProposalForm {
  value: Proposing
  labels: { project: string; product: string }
  initiatives: Option[]
  results: Option[]
  domain: Domain | null
  /** What stands in it at first. */
  was: Partial<
    Pick<DecisionRecord, 'what' | 'why' | 'options' | 'initiativeId' | 'keyResultId' | 'effect' | 'link' | 'reviewOn'>
  >
  hint?: string | undefined
  title: string
  note: string
}

export const none = 'none'

export function proposalForm({ value, labels, initiatives, results, domain, was, hint, title, note }: ProposalForm) {
  const { project, product } = labels
  const domains: Option[] = [
    { value: 'what', label: `What and why: ${product} accepts` },
    { value: 'how', label: `How and when: ${project} accepts` },
    { value: 'joint', label: 'Both sides accept' },
  ]
  return {
    id: 'decisions.propose',
    title,
    note,
    submit: value.decision ? 'Save' : 'Propose',
    value,
    inputs: {
      what: {
        input: 'text',
        label: 'What is decided?',
        lines: 3,
        max: 1_000,
        ...(was.what && { value: was.what }),
        ...(hint && { hint }),
      },
      why: { input: 'text', label: 'Why?', lines: 3, max: 2_000, optional: true, ...(was.why && { value: was.why }) },
      options: {
        input: 'text',
        label: 'Options considered',
        hint: 'One a line; after a colon why it was taken or not.',
        lines: 3,
        max: 2_000,
        optional: true,
        ...(was.options?.length && { value: optionsText(was.options) }),
      },
      domain: { input: 'choice', label: 'Whose is it?', options: domains, ...(domain && { value: domain }) },
      initiative: {
        input: 'choice',
        label: 'Initiative',
        options: [{ value: none, label: 'None' }, ...initiatives],
        value: was.initiativeId ? String(was.initiativeId) : none,
      },
      keyResult: {
        input: 'choice',
        label: 'Key result that it moves',
        options: [{ value: none, label: 'None' }, ...results],
        value: was.keyResultId ? String(was.keyResultId) : none,
      },
      effect: {
        input: 'text',
        label: 'Expected effect',
        hint: 'For example +0.3 points of conversion.',
        max: 500,
        optional: true,
        ...(was.effect && { value: was.effect }),
      },
      link: {
        input: 'text',
        label: 'Where was it said?',
        max: 1_000,
        optional: true,
        ...(was.link && { value: was.link }),
      },
      reviewOn: {
        input: 'date',
        label: 'Did it come true? Ask both sides on',
        optional: true,
        ...(was.reviewOn && { value: was.reviewOn }),
      },
    },
  } as const satisfies Form
}

export function sayForm(decision: DecisionRecord) {
  return {
    id: 'decisions.say',
    title: `${decisionName(decision)}: say something`,
    note: 'It stands on the record, with your name and side.',
    submit: 'Say',
    value: { decision: decision.id },
    inputs: { text: { input: 'text', label: 'What do you think?', lines: 3, max: 1_000 } },
  } as const satisfies Form
}

export function escalateForm(decision: DecisionRecord) {
  return {
    id: 'decisions.escalate',
    title: `Escalate ${decisionName(decision)}`,
    note: 'The sponsor is asked at once, with what both sides said.',
    submit: 'Escalate',
    value: { decision: decision.id },
    inputs: { text: { input: 'text', label: 'Why can the sides not decide it?', lines: 3, max: 1_000 } },
  } as const satisfies Form
}

export function reviewForm(decision: DecisionRecord, verdict: Exclude<Verdict, 'keep'>) {
  return {
    id: `decisions.${verdict}`,
    title: `${verdict === 'revise' ? 'Revise' : 'Reverse'} ${decisionName(decision)}?`,
    note: 'What your side says is shown beside the other’s. The decision holds until another supersedes it.',
    submit: 'Send',
    value: { decision: decision.id },
    inputs: { text: { input: 'text', label: 'What did not come true?', lines: 3, max: 1_000 } },
  } as const satisfies Form
}
