/** One's own settings. */
import type { Form, Inputs } from '../../../chat/form.ts'
import type { PlatformName } from '../../../chat/ports.ts'
import type { Crew } from '../../../people/crews.ts'
import type { Person } from '../../../people/persons.ts'
import { describeWorkDays } from '../../../schedule/calendar.ts'

export const parts = [
  { value: 'takesPart', label: 'take part: I am asked, and I vote' },
  { value: 'follows', label: 'follow: I read the digest, and I vote' },
  { value: 'watches', label: 'watch: I only read' },
]

export function sideOptions(crew: Crew) {
  return [
    { value: 'project', label: `${crew.labels.project}: I help deliver it` },
    { value: 'product', label: `${crew.labels.product}: I help decide what it is worth` },
    { value: 'both', label: 'neither: I sponsor it' },
  ]
}

const mosts = [5, 7, 10]

/** Side and part are asked once per crew: `side-7`, `part-7`. `said`: how much Tandem wrote to them. */
export function meForm(person: Person, crews: Crew[], platforms: PlatformName[], said: string): Form {
  const inputs: Inputs = {
    zone: { input: 'text', label: 'My time zone', hint: 'A city or a zone such as Europe/Berlin.', value: person.zone },
    workDays: {
      input: 'text',
      label: 'My working days',
      hint: 'For example mon-fri or mon tue thu.',
      value: describeWorkDays(person.workDays).toLowerCase(),
    },
    workFrom: { input: 'time', label: 'From', value: person.workFrom },
    workTo: {
      input: 'time',
      label: 'To',
      hint: 'Outside these hours Tandem writes nothing to you.',
      value: person.workTo,
    },
    awayFrom: { input: 'date', label: 'Away from', optional: true, ...(person.awayFrom && { value: person.awayFrom }) },
    awayTo: {
      input: 'date',
      label: 'Away to',
      hint: 'The last day. No reason is asked or kept.',
      optional: true,
      ...(person.awayTo && { value: person.awayTo }),
    },
    fewerMessages: {
      input: 'toggle',
      label: 'Fewer messages: no reminders',
      value: person.fewerMessages,
    },
    weeklyMost: {
      input: 'choice',
      label: 'Messages in a week, at most',
      hint: 'Room is kept for prompts and for whoever needs you. All else waits for them, or for Monday.',
      options: mosts.map((most) => ({ value: String(most), label: String(most) })),
      value: String(person.weeklyMost),
    },
    celebrated: {
      input: 'toggle',
      label: 'Name me in celebrations and public thanks',
      hint: 'Off: you are named in neither, from now on and on what stands already.',
      value: person.celebrated,
    },
    anniversaries: {
      input: 'toggle',
      label: 'Tell my crews when another year of mine is over',
      value: person.anniversaries,
    },
  }
  if (platforms.length > 1) inputs.writeIn = writeInInput(person, platforms)
  for (const crew of crews) {
    const member = crew.members.find(({ personId }) => personId === person.id)
    if (!member) continue
    inputs[`side-${crew.id}`] = {
      input: 'choice',
      label: `My side in ${crew.name}`,
      options: sideOptions(crew),
      value: member.side,
    }
    inputs[`part-${crew.id}`] = { input: 'choice', label: `In ${crew.name} I`, options: parts, value: member.part }
  }
  return { id: 'setup.me', title: 'My settings', intro: said, submit: 'Save', value: {}, inputs }
}

const platformNames = { slack: 'Slack', teams: 'Teams', web: 'the browser' }

/** For who has accounts on several platforms. */
function writeInInput({ writeIn }: Person, platforms: PlatformName[]) {
  return {
    input: 'choice' as const,
    label: 'Write to me in',
    options: [
      ...platforms.map((value) => ({ value, label: platformNames[value] })),
      { value: 'lastActed', label: 'where I last acted' },
    ],
    value: writeIn && platforms.includes(writeIn) ? writeIn : 'lastActed',
  }
}

export function awayForm(person: Person, today: string) {
  return {
    id: 'setup.away',
    title: "I'm away",
    intro: 'You are asked nothing on these days. No reason is asked or kept.',
    submit: 'Save',
    value: {},
    inputs: {
      from: { input: 'date', label: 'First day', value: person.awayFrom ?? today },
      to: { input: 'date', label: 'Last day', value: person.awayTo ?? person.awayFrom ?? today },
    },
  } as const satisfies Form
}

export function sideForm(crew: Crew, side: string) {
  return {
    id: 'setup.side',
    title: `My side in ${crew.name}`,
    submit: 'Save',
    value: { crew: crew.id },
    inputs: { side: { input: 'choice', label: 'My side', options: sideOptions(crew), value: side } },
  } as const satisfies Form
}
