import * as v from 'valibot'

const position = v.object({
  /** Which folder of which server it belongs to. */
  place: v.string(),
  uidValidity: v.string(),
  /** Everything up to this UID is kept. */
  lastUid: v.number(),
  /** The folder's state when it was saved, where the server counts them. */
  modseq: v.nullable(v.string()),
  /** When it was saved. */
  at: v.pipe(v.string(), v.isoTimestamp()),
})

/** Where following a folder stopped. */
export type Position = v.InferOutput<typeof position>

/** Null for none, and for one of another folder or server. */
export function readPosition(stored: unknown, place: string): Position | null {
  const parsed = v.safeParse(position, stored)
  return parsed.success && parsed.output.place === place ? parsed.output : null
}
