/** Socket Mode: Tandem calls Slack, so no address is needed. */
import { type App, type AppOptions, type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt'

export interface SocketOptions {
  appToken: string
  clientOptions: NonNullable<AppOptions['clientOptions']>
  logger: Logger
}

export function createSocket({ appToken, clientOptions, logger }: SocketOptions): Receiver {
  const socket = new SocketModeReceiver({ appToken, logger, installerOptions: { clientOptions } })
  return {
    init(app: App) {
      // Bolt acknowledges an event before its listeners run, and a crash then loses it: the acknowledgement waits.
      const late: Pick<App, 'processEvent'> = {
        async processEvent(event) {
          if (event.body.type !== 'event_callback') return app.processEvent(event)
          await app.processEvent({ ...event, ack: async () => {} })
          await event.ack()
        },
      }
      socket.init(late as App)
    },
    start: () => socket.start(),
    stop: () => socket.stop(),
  }
}
