/** How a channel is doing in a word: `on` where customers come to us and nothing has to be connected. */
export type ChannelState = 'off' | 'on' | 'connected' | 'waiting' | 'down'

/**
 * The state of a channel: `down` when its provider cannot be reached, `waiting` while nobody has tried yet.
 * `health` is what the hub tells of it; nothing where it tells nothing.
 */
export function stateOf(
  channel: { enabled: boolean; kind: string },
  health: { connected: boolean | null } | undefined,
): ChannelState {
  if (!channel.enabled) return 'off'
  if (channel.kind === 'CHAT') return 'on'
  if (health?.connected == null) return 'waiting'
  return health.connected ? 'connected' : 'down'
}
