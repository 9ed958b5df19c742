/** What Slack tells the bot, and what the bot may do there. */

/** What Tandem hears of, each with the scopes that Slack gives it for. */
export const slackEvents: Record<string, string[]> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_archive: ['channels:read'],
  channel_unarchive: ['channels:read'],
  group_archive: ['groups:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  // Also what finds a message again whose sending has an unknown outcome.
  'message.im': ['im:history'],
  tokens_revoked: [],
}
/** And what it does. Exports are files; the e-mail makes two accounts one person. */
const slackActs = ['chat:write', 'commands', 'files:write', 'im:write', 'users:read', 'users:read.email']

/** What the bot must be granted; docs/admin.md says why, one by one. */
export const slackScopes = (): string[] => [...new Set([...slackActs, ...Object.values(slackEvents).flat()])].sort()
