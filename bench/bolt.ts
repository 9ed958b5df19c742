/** What else one could use: Bolt as its documentation shows it, with one listener that does nothing but answer. */
import { App } from '@slack/bolt'

const [, , signingSecret = ''] = process.argv.slice(2)
const app = new App({ signingSecret, authorize: async () => ({ botToken: 'xoxb-bench', botUserId: 'U0' }) })
app.command('/tandem', async ({ ack }) => ack('Done.'))
const server = await app.start(0)
process.send?.({ port: (server.address() as { port: number }).port })
process.on('disconnect', () => process.exit())
