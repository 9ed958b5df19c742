/** Who may do what to a crew, and who is there. Pure. */
import { type Day, weekdayOf } from '../schedule/calendar.ts'
import type { Crew, CrewMember } from './crews.ts'

type Who = { id: number; organizationId: number; admin: boolean }

export function isMember(crew: Crew, personId: number): boolean {
  return crew.members.some((member) => member.personId === personId)
}

/** Its members. Before the start its maker too, who may set it up for others: nobody else knows of it yet. */
export function mayChange(crew: Crew, actor: Pick<Who, 'id' | 'organizationId'>): boolean {
  const making = crew.startedAt === null && crew.createdById === actor.id
  return crew.organizationId === actor.organizationId && (making || isMember(crew, actor.id))
}

/** Its maker, and organization admins. */
export function mayDelete(crew: Crew, actor: Who): boolean {
  return crew.organizationId === actor.organizationId && (actor.admin || crew.createdById === actor.id)
}

export function isAway(member: Pick<CrewMember, 'awayFrom' | 'awayTo'>, day: Day): boolean {
  return member.awayFrom !== null && member.awayFrom <= day && (member.awayTo === null || day <= member.awayTo)
}

export function worksOn(member: Pick<CrewMember, 'workDays'>, day: Day): boolean {
  return member.workDays.includes(String(weekdayOf(day)))
}
