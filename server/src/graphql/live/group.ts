import type { DocumentNode } from 'graphql'
import type { Audience } from './change.ts'

/** Somebody who follows the changes. */
export interface Subscriber {
  /** Everything up to here has been sent to it. */
  cursor: bigint
  /** Sends encoded results (`{"data":…}`) in order; false when the consumer is gone or too slow. */
  send(payloads: string[]): boolean
  /** Something could not be read for it: cuts the line, so that it comes back with its cursor. */
  cut(): void
}

/** The subscription somebody asked for; `key` is equal for equal text. */
export interface Operation {
  key: string
  document: DocumentNode
}

/** One encoded change and its place in the log; null for what passes. */
export interface Frame {
  cursor: bigint | null
  payload: string
}

/** A frame that has a place in the log. */
export type Fact = Frame & { cursor: bigint }

/** Those who ask the same and may see the same: a change is executed and encoded once for all of them. */
export interface Group {
  key: string
  operation: Operation
  audience: Audience
  /** Everybody, those who still catch up included. */
  all: Set<Subscriber>
  live: Set<Subscriber>
  /** Everything up to here was sent to the live ones. */
  sentThrough: bigint
  /** The newest frames, for those who come back after a short break. */
  recent: Fact[]
  recentFrom: bigint
}

const recentFrames = 500

/** A group that begins at a position of the log. */
export const newGroup = (key: string, operation: Operation, audience: Audience, position: bigint): Group => ({
  key,
  operation,
  audience,
  all: new Set(),
  live: new Set(),
  sentThrough: position,
  recent: [],
  recentFrom: position,
})

export const isFact = (frame: Frame): frame is Fact => frame.cursor !== null

/** Keeps the newest frames. */
export function remember(group: Group, facts: Fact[]): void {
  group.recent.push(...facts)
  const over = group.recent.length - recentFrames
  if (over <= 0) return
  const dropped = group.recent.splice(0, over)
  group.recentFrom = dropped.at(-1)?.cursor ?? group.recentFrom
}
