/** Scope changes: what is proposed, what it was computed to do, the vote of both sides, and what came of it. */

import { z } from 'zod'
import { wordsArgument } from '../../chat/argument.ts'
import { type Command, type Feature, formDefinition, type PressDefinition, press } from '../../chat/feature.ts'
import { opening } from '../../chat/say.ts'
import { daysAgo } from '../../schedule/calendar.ts'
import type {} from '../../voting/facts.ts'
import type {} from '../actions/facts.ts'
import type {} from '../decisions/facts.ts'
import type {} from '../linking/facts.ts'
import type {} from '../portfolio/facts.ts'
import type {} from '../setup/facts.ts'
import type {} from './facts.ts'
import { actionChanged, decisionMade, entered, planBaselined, writePlan } from './feature/accepting.ts'
import { cards } from './feature/cards.ts'
import { chooseLate, chooseWay, sponsorLate, withdraw } from './feature/choosing.ts'
import { comment, drawComment, fine } from './feature/commenting.ts'
import { correct, drawCorrection, drawSponsor, sponsor } from './feature/correcting.ts'
import { pollClosed } from './feature/deciding.ts'
import { drawForm, submit } from './feature/form.ts'
import { home, waiting } from './feature/home.ts'
import { openLate, openVote } from './feature/opening.ts'
import { crewDeleted, personJoined, planChanged } from './feature/people.ts'
import { recompute } from './feature/restarting.ts'
import { askReview, giveVerdict } from './feature/reviewing.ts'
import {
  bare,
  begin,
  beginByKey,
  changes,
  condition,
  edit,
  how,
  list,
  ofRisk,
  plans,
  propose,
  show,
  showByName,
} from './feature/showing.ts'
import { verdicts, ways } from './rules/records.ts'
import { forgetComments } from './store/people.ts'

const id = z.number().int()
const ofScope = z.object({ scope: id })
const ofRound = z.object({ scope: id, round: id })
const ofOther = z.object({ scope: id, initiative: id })
const form = z.object({
  scope: id.nullable(),
  initiative: id,
  whatIf: id.nullable(),
  risk: id.optional(),
  seen: z.number(),
})

const commands: Command[] = [
  {
    name: 'scope',
    summary: 'Show open scope changes, or propose one',
    alias: true,
    args: [wordsArgument('key', 'the key of an initiative, or of a scope change', 'CHK')],
    run: ({ key }, ctx) => (key === undefined ? bare(ctx) : beginByKey(key as string, ctx)),
  },
  {
    name: 'scope show',
    summary: 'Show where a scope change stands',
    args: [wordsArgument('name', 'the name of a scope change', 'SC-4')],
    run: ({ name }, ctx) => (name === undefined ? list(ctx) : showByName(name as string, ctx)),
  },
  { name: 'scope list', summary: 'List scope changes, the newest first', run: (_args, ctx) => list(ctx) },
]

const presses: Record<string, PressDefinition> = {
  'scope.new': press(z.object({ initiative: id.nullable() }), ({ initiative }, ctx) => begin(initiative, ctx)),
  'scope.propose': press(z.object({ whatIf: id }), propose),
  'scope.of-risk': press(z.object({ risk: id }), ofRisk),
  'scope.edit': press(ofScope, edit),
  'scope.show': press(ofScope, show),
  'scope.how': press(ofScope, how),
  'scope.plans': press(ofScope, plans),
  'scope.condition': press(ofScope, condition),
  'scope.changes': press(ofScope, changes),
  'scope.vote': press(ofRound, openVote),
  'scope.recompute': press(ofRound, recompute),
  'scope.withdraw': press(ofRound, withdraw),
  'scope.fine': press(ofOther, fine),
  'scope.say': press(
    ofOther,
    opening((value, ctx) => drawComment({ ...value, objects: false }, ctx)),
  ),
  'scope.object': press(
    ofOther,
    opening((value, ctx) => drawComment({ ...value, objects: true }, ctx)),
  ),
  'scope.choose': press(ofRound.extend({ way: z.enum(ways) }), chooseWay),
  'scope.sponsor-accept': press(
    ofRound,
    opening(({ scope }, ctx) => drawSponsor({ scope, accepts: true }, ctx)),
  ),
  'scope.sponsor-reject': press(
    ofRound,
    opening(({ scope }, ctx) => drawSponsor({ scope, accepts: false }, ctx)),
  ),
  'scope.report': press(
    ofRound,
    opening(({ scope }, ctx) => drawCorrection({ scope }, ctx)),
  ),
  'scope.entered': press(ofScope, entered),
  'scope.verdict': press(ofScope.extend({ verdict: z.enum(verdicts) }), giveVerdict),
}

const onTime = { late: 'run' as const }

export const scope: Feature = {
  name: 'scope',
  commands,
  presses,
  forms: {
    'scope.form': formDefinition(form, drawForm, submit),
    'scope.comment': formDefinition(ofOther.extend({ objects: z.boolean() }), drawComment, comment),
    'scope.sponsor': formDefinition(ofScope.extend({ accepts: z.boolean() }), drawSponsor, sponsor),
    'scope.correct': formDefinition(ofScope, drawCorrection, correct),
  },
  cards,
  jobs: {
    'scope.open': { ...onTime, run: openLate },
    'scope.choose': { ...onTime, run: chooseLate },
    'scope.sponsor': { ...onTime, run: sponsorLate },
    'scope.correct': { ...onTime, run: writePlan },
    'scope.review': { ...onTime, run: askReview },
  },
  facts: {
    'action.changed': actionChanged,
    'poll.closed': pollClosed,
    'decision.made': decisionMade,
    'plan.baselined': planBaselined,
    'portfolio.changed': planChanged,
    'person.joined': personJoined,
    'crew.deleted': crewDeleted,
  },
  home,
  waiting,
  forget: ({ tx, now, retention }) => forgetComments(tx, daysAgo(now, retention.answerDays)),
}
