/** The sandbox's own limits. */
export const limits = {
  /** Root messages shown in one conversation; older ones stay stored. */
  messagesShown: 100,
  bodyBytes: 1024 * 1024,
  /** Replies shown below a root before they fold. */
  repliesOpen: 3,
  /** Comment line on the event stream, so that proxies and browsers keep it open. */
  heartbeatMs: 20_000,
  /** How often open pages hear what time it is in the sandbox. */
  clockMs: 20_000,
  /** People or choices before a filter box helps. */
  filterFrom: 8,
} as const
