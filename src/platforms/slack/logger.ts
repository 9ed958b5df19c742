/** The SDK's log lines in ours: that it said something, and how loud. Its words may quote requests. */
import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../../log.ts'

export function boltLogger(log: Log): Logger {
  const kind = (messages: unknown[]) => ({ error: messages.find((one) => one instanceof Error)?.name ?? 'message' })
  return {
    debug: () => {},
    info: () => {},
    warn: (...messages) => log.warn('slack.sdk', kind(messages)),
    error: (...messages) => log.error('slack.sdk', kind(messages)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
