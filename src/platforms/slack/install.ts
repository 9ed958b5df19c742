/** Many workspaces by OAuth: /slack/install leads to Slack, which leads back to /slack/oauth with a code for a token. */
import { randomBytes } from 'node:crypto'
import { webApi } from '@slack/bolt'
import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { errorFields } from '../../chat/boundary.ts'
import type { Naming } from '../../chat/naming.ts'
import type { Installations } from '../../chat/ports.ts'
import { slackScopes } from '../../chat/scopes.ts'
import { createSigner } from '../../chat/signing.ts'
import { command, spoken } from '../../chat/spoken.ts'
import type { SlackOauth } from '../../config.ts'
import type { Log } from '../../log.ts'
import { slackError } from './api.ts'
import { tokenIn } from './rotation.ts'

export interface InstallOptions {
  oauth: SlackOauth
  installations: Installations
  log: Log
  /** The workspace has a token that works, the first or the next. */
  installed(installation: string): Promise<void>
  clientOptions: webApi.WebClientOptions
  naming: Naming
  now?: () => number
}

const stateMs = 10 * 60_000
const cookie = 'tandem_install'

export function createInstall({
  oauth,
  installations,
  log,
  installed,
  clientOptions,
  naming,
  now = Date.now,
}: InstallOptions): Hono {
  const { clientId, clientSecret, secret, publicUrl } = oauth
  const signer = createSigner(secret, 'slack install')
  const redirect = publicUrl && `${publicUrl.replace(/\/+$/, '')}/slack/oauth`
  const slack = new webApi.WebClient(undefined, clientOptions)
  const routes = new Hono()

  /** Only the browser that began may end it: the state is signed over what its cookie holds. */
  function isOurs(state: string, nonce: string | undefined): boolean {
    const [until = '', mark = ''] = state.split('.')
    return nonce !== undefined && signer.verify([nonce], until, mark, now()) === 'ours'
  }

  routes.get('/slack/install', (c) => {
    const nonce = randomBytes(16).toString('base64url')
    const until = now() + stateMs
    const secure = redirect?.startsWith('https:') ?? false
    setCookie(c, cookie, nonce, { httpOnly: true, sameSite: 'Lax', path: '/slack', maxAge: stateMs / 1000, secure })
    const to = new URL('/oauth/v2/authorize', clientOptions.slackApiUrl ?? 'https://slack.com/api/')
    to.searchParams.set('client_id', clientId)
    to.searchParams.set('scope', slackScopes().join(','))
    to.searchParams.set('state', `${until}.${signer.sign([nonce], until)}`)
    if (redirect) to.searchParams.set('redirect_uri', redirect)
    return c.redirect(to.toString())
  })

  routes.get('/slack/oauth', async (c) => {
    const nonce = getCookie(c, cookie)
    deleteCookie(c, cookie, { path: '/slack' })
    if (c.req.query('error')) return c.text('Nothing was installed. Begin again at /slack/install.', 400)
    const [code, state] = [c.req.query('code'), c.req.query('state') ?? '']
    if (!code || !isOurs(state, nonce)) {
      return c.text('This link is too old or was opened in another browser. Begin again at /slack/install.', 400)
    }
    try {
      const granted = await slack.oauth.v2.access({
        client_id: clientId,
        client_secret: clientSecret,
        code,
        ...(redirect && { redirect_uri: redirect }),
      })
      const home = granted.is_enterprise_install ? granted.enterprise : granted.team
      if (!home?.id) throw new Error('Slack gave no token')
      const workspace = { platform: 'slack' as const, installation: home.id, installationName: home.name ?? home.id }
      await installations.keep(workspace, tokenIn(granted, now()))
      await installed(home.id)
      const next = spoken(`In Slack, type ${command('setup')}.`, naming, 'slack')
      return c.text(`Tandem is installed in ${workspace.installationName}. ${next}`)
    } catch (error) {
      log.error('slack.install_failed', { ...errorFields(error), slack: slackError(error) ?? null })
      return c.text('Slack did not complete the installation. Begin again at /slack/install.', 502)
    }
  })
  return routes
}
