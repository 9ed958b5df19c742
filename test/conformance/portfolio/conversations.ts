/** The portfolio by chat and by file. Held in this order: the clock is moved toward the end. */
import type { Conversation } from '../runner.ts'
import { surroundings } from './around.ts'
import { goals } from './goals.ts'
import { plans } from './plans.ts'
import { scale } from './scale.ts'

export const conversations: Record<string, Conversation> = { ...goals, ...plans, ...surroundings, ...scale }
