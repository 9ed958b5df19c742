/** Codes that people read to each other, and how often one may be wrong. Pure. */
import { createHash, timingSafeEqual } from 'node:crypto'

/** Without letters that look or sound like another: no I, L, O. */
export const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ'
export const codeLength = 8
export const codeMinutes = 10

const minute = 60_000
const mostTries = 5
const tryMinutes = 10

/** `pick` gives a number below its argument; it is the only chance in here. */
export function newCode(pick: (below: number) => number): string {
  return Array.from({ length: codeLength }, () => letters[pick(letters.length)]).join('')
}

/** As it is shown: in two halves. */
export function shownCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** As it is shown, and no word that somebody might write. */
export function isShownCode(text: string): boolean {
  return text.trim()[codeLength / 2] === '-' && readCode(text) !== null
}

/** What was typed, in whatever case and with whatever between the letters; `null` where it cannot be a code. */
export function readCode(text: string): string | null {
  const typed = text.toUpperCase().replace(/[\s.·_–—-]/g, '')
  return typed.length === codeLength && [...typed].every((letter) => letters.includes(letter)) ? typed : null
}

export function hashOf(code: string, salt: string): string {
  return createHash('sha256').update(`${salt}:${code}`).digest('hex')
}

export function fits(code: string, { salt, hash }: { salt: string; hash: string }): boolean {
  const given = Buffer.from(hashOf(code, salt), 'hex')
  const kept = Buffer.from(hash, 'hex')
  return given.length === kept.length && timingSafeEqual(given, kept)
}

export function expiryOf(now: Date): Date {
  return new Date(now.getTime() + codeMinutes * minute)
}

export function triesSince(now: Date): Date {
  return new Date(now.getTime() - tryMinutes * minute)
}

/** Until when no more codes are looked at; `null` where one more may be tried. `tries` are the wrong ones, oldest first. */
export function blockedUntil(tries: Date[], now: Date): Date | null {
  const recent = tries.filter((at) => at > triesSince(now))
  const first = recent.at(-mostTries)
  return first ? new Date(first.getTime() + tryMinutes * minute) : null
}
