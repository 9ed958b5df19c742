/** Socket Mode: Tandem calls Slack, so no address is needed. */
import { type App, type AppOptions, type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt'

export interface SocketOptions {
  appToken: string
  clientOptions: NonNullable<AppOptions['clientOptions']>
  logger: Logger
}

export function createSocket({ appToken, clientOptions, logger }: SocketOptions): Receiver {
  const socket = new SocketModeReceiver({ appToken, logger, installerOptions: { clientOptions } })
  const running = new Set<Promise<void>>()
  return {
    init(app: App) {
      async function handled(event: Parameters<App['processEvent']>[0]): Promise<void> {
        if (event.body.type !== 'event_callback') return app.processEvent(event)
        // Bolt acknowledges an event before its listeners run, and a crash then loses it: the acknowledgement waits.
        await app.processEvent({ ...event, ack: async () => {} })
        await event.ack()
      }
      const late: Pick<App, 'processEvent'> = {
        processEvent(event) {
          const work = handled(event).finally(() => running.delete(work))
          running.add(work)
          return work
        },
      }
      socket.init(late as App)
    },
    start: () => socket.start(),
    async stop() {
      await Promise.allSettled(running)
      await socket.stop()
    },
  }
}
