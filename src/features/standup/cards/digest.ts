/** The digest: one root post per round on every channel of the crew, kept current. */
import type { Block, Inline, Message, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import type { Crew } from '../../../people/crews.ts'
import { type Counts, countRound, type Participant } from '../../../rounds/counts.ts'
import { formatDay, toInstant, toLocal } from '../../../schedule/calendar.ts'
import type { AnswerPart, StandupAnswer } from '../rules/answer.ts'
import { needOf } from '../rules/answer.ts'
import { type DigestRecords, type InitiativeLine, sideLabel } from '../rules/view.ts'
import { blockerBlock, questionBlock } from './items.ts'
import { lineLength } from './line.ts'
import { deleteButton } from './prompt.ts'

const namedAtMost = 3
const mostBroken = 2
const mostInitiatives = 5

export function digestCard(records: DigestRecords): Message {
  const { crew, round, answers, settings } = records
  const title = `${crew.name} stand-up, ${formatDay(round.day)}`
  const counts = countRound(records.participations)
  const progress = {
    block: 'progress' as const,
    label: round.state === 'closed' ? 'answered' : 'so far',
    done: counts.answered,
    of: counts.expected,
    sides: counts.sides.map(({ side, answered, expected }) => ({
      label: sideLabel(crew, side),
      done: answered,
      of: expected,
    })),
  }
  const silent = [...counts.noAnswerYet, ...counts.missed]
  const blocks: Block[] = [
    { block: 'heading', text: title },
    ...(round.peopleForgottenAt ? [forgotten] : [progress]),
    ...notAskedYet(counts.notAskedYet, crew),
    ...(round.peopleForgottenAt ? [] : standing(counts)),
    ...(settings.names === 'digest' && !round.peopleForgottenAt && silent.length ? [silentPeople(counts)] : []),
    ...worthATalk(answers, records.broken),
    ...records.blockers.map((blocker) => blockerBlock(blocker, crew.zone)),
    ...records.questions.map((question) => questionBlock(question, crew)),
    ...initiativeLines(records.initiatives),
    ...answered(records),
    { block: 'buttons', buttons: buttons(records, silent.length) },
    ...next(records),
  ]
  if (round.peopleForgottenAt) return { summary: title, blocks }
  return { summary: `${title}: ${counts.answered} of ${counts.expected} ${progress.label}`, blocks }
}

const forgotten: Block = { block: 'note', text: 'Who took part was deleted for its age; it is not counted any more.' }
const wordless: Block = { block: 'text', text: 'What was said was deleted for its age.' }

function notAskedYet(people: Participant[], crew: Crew): Block[] {
  if (people.length === 0) return []
  const sorted = [...people].sort((a, b) => a.askAt.getTime() - b.askAt.getTime())
  const text: Inline[] = ['Not asked yet: ']
  sorted.slice(0, namedAtMost).forEach(({ personId, askAt }, index) => {
    text.push(...(index ? ['; '] : []), { person: personId }, ' at ', { when: askAt, zone: crew.zone })
    text.push(...ownTime(personId, askAt, crew))
  })
  if (sorted.length > namedAtMost) text.push(`; and ${sorted.length - namedAtMost} more`)
  return [{ block: 'note', text }]
}

/** Where somebody is in another zone: the time as they have it. */
function ownTime(personId: number, at: Date, { members, zone }: Crew): Inline[] {
  const own = members.find((member) => member.personId === personId)?.zone ?? zone
  const { time } = toLocal(at, own)
  return time === toLocal(at, zone).time ? [] : [`, their ${time}`]
}

/** Counts only: who it is stays one press away. Away shows no reason, so days off and absences are one number. */
function standing(counts: Counts): Block[] {
  const parts = [
    counts.noAnswerYet.length && `no answer yet: ${counts.noAnswerYet.length}`,
    counts.missed.length && `not asked, Tandem was not running: ${counts.missed.length}`,
    counts.skipped.length && `skipping today: ${counts.skipped.length}`,
    counts.away.length && `away: ${counts.away.length}`,
  ].filter((part) => typeof part === 'string')
  if (!parts.length) return []
  const line = parts.join(' · ')
  return [{ block: 'note', text: line.charAt(0).toUpperCase() + line.slice(1) }]
}

/** Who was never asked is not among those who have not answered. */
export function silentPeople({ noAnswerYet, missed }: Pick<Counts, 'noAnswerYet' | 'missed'>): Block {
  const groups = [
    { label: 'No answer yet', people: noAnswerYet },
    { label: 'Not asked, Tandem was not running', people: missed },
  ]
  return {
    block: 'people',
    groups: groups
      .filter(({ people }) => people.length)
      .map(({ label, people }) => ({ label, people: people.map(({ personId }) => ({ person: personId })) })),
  }
}

/** Contradictions that a rule finds come before those that people name. */
function worthATalk(answers: StandupAnswer[], broken: string[]): Block[] {
  const toKnow = answers.flatMap((answer) => {
    const need = needOf(answer)
    return need.need === 'toKnow' ? [{ person: answer.personId, text: need.text }] : []
  })
  const more = broken.length - mostBroken
  const promises = [...broken.slice(0, mostBroken), ...(more > 0 ? [`and ${more} more`] : [])]
  const parts: Inline[][] = [
    ...promises.map((words) => [shorten(words, lineLength)]),
    ...toKnow.map(({ person, text: said }) => [{ person }, `: ${shorten(said, lineLength)}`]),
  ]
  if (parts.length === 0) return []
  const text = parts.flatMap((part, index): Inline[] => [...(index ? ['; '] : []), ...part])
  return [{ block: 'text', text: [{ strong: 'Worth a talk: ' }, ...text] }]
}

/** What both sides work on, above what they say. One block, for a message has room for few. */
function initiativeLines(initiatives: InitiativeLine[]): Block[] {
  if (initiatives.length === 0) return []
  const more = initiatives.length - mostInitiatives
  const facts = initiatives
    .slice(0, mostInitiatives)
    .map(({ name, says }) => ({ label: shorten(name, lineLength), value: shorten(says, lineLength) }))
  if (more > 0) facts.push({ label: `and ${more} more`, value: `${command('status')} shows them` })
  return [{ block: 'facts', facts }]
}

function answered({ crew, answers, round }: DigestRecords): Block[] {
  if (round.wordsForgottenAt && answers.length === 0) return [wordless]
  const groups = (['project', 'product'] as const)
    .map((side) => ({
      label: sideLabel(crew, side),
      people: answers
        .filter((answer) => answer.side === side && !answer.skipped)
        .map((answer) => ({ person: answer.personId, parts: partsShown(answer.parts) }))
        .filter(({ parts }) => parts.length > 0),
    }))
    .filter(({ people }) => people.length > 0)
  if (groups.length) return [{ block: 'answers', groups }]
  const said = answers.some((answer) => !answer.skipped)
  if (said) return []
  return [{ block: 'text', text: round.state === 'closed' ? 'Nobody answered this time.' : 'No answers yet.' }]
}

/** What was needed stands above as a blocker, a question or something to know; here it would be said twice. */
function partsShown(parts: AnswerPart[]): Text[] {
  return parts.filter(({ role }) => role !== 'needs').map(partShown)
}

function partShown({ role, question, text }: AnswerPart): Text {
  const short = shorten(text, lineLength)
  if (role === 'next') return [{ quiet: 'next: ' }, short]
  return role === 'plain' ? [{ quiet: `${question} ` }, short] : short
}

function buttons({ round, settings }: DigestRecords, silent: number) {
  return [
    {
      press: 'standup.open',
      label: 'Add or change mine',
      value: { round: round.id },
      opens: true as const,
      style: 'primary' as const,
    },
    { press: 'standup.read', label: 'Read all', value: { round: round.id } },
    ...(silent && !round.peopleForgottenAt && settings.names === 'press'
      ? [{ press: 'standup.missing', label: 'Who has not answered', value: { round: round.id } }]
      : []),
  ]
}

function next({ nextDay, settings, crew: { zone } }: DigestRecords): Block[] {
  if (!nextDay) return []
  const { time } = settings.ask
  if (settings.moment === 'own')
    return [{ block: 'note', text: `Next: ${formatDay(nextDay)}, ${time} in each person's own zone.` }]
  return [{ block: 'note', text: ['Next: ', { when: toInstant(nextDay, time, zone), zone }, ', one moment for all.'] }]
}

/** Everything as it was typed, for the person who asked; their own with the way to delete it. */
export function readAll(records: DigestRecords, readerId: number): Message {
  const { crew, round, answers } = records
  const title = `${crew.name} stand-up, ${formatDay(round.day)}: every answer`
  const blocks: Block[] = [{ block: 'heading', text: title }]
  for (const answer of answers.filter(({ skipped }) => !skipped)) {
    blocks.push({ block: 'text', text: [{ person: answer.personId }, `, ${sideLabel(crew, answer.side)}`] })
    blocks.push({
      block: 'facts',
      facts: answer.parts.map(({ question, text }) => ({ label: question, value: text })),
    })
    if (answer.personId === readerId) blocks.push({ block: 'buttons', buttons: [deleteButton(round.id)] })
  }
  if (blocks.length === 1) blocks.push(round.wordsForgottenAt ? wordless : { block: 'text', text: 'No answers yet.' })
  blocks.push(...records.blockers.map((blocker) => blockerBlock(blocker, crew.zone, 0)))
  blocks.push(...records.questions.map((question) => questionBlock(question, crew, 0)))
  return { summary: title, blocks }
}
