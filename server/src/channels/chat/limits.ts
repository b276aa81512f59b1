import type { CreateLimiter, Limiter } from '../channel.ts'
import { createPlaces, type Places } from '../../platform/places.ts'

/** The longest message in characters. */
export const longestMessage = 10_000
export const mostAttachments = 10
/** Open streams of one customer: tabs share one, so this is many devices. */
export const mostStreams = 20
/** Open streams and files on their way from one address: more than any office has, and far fewer than a process bears. */
export const mostStreamsFromAddress = 2000
export const mostUploadsFromAddress = 20

/** What is counted, for one visitor and for all behind one address (an office, a school, a mobile network). */
export interface ChatLimits {
  /** Sessions and settings, by address. */
  begin: Limiter
  /** Everything else, by visitor and by address. */
  ask: Limiter
  askFromAddress: Limiter
  write: Limiter
  writeFromAddress: Limiter
  upload: Limiter
  uploadFromAddress: Limiter
  /** Files on their way. */
  uploading: Places
}

/** Limits that people never meet and floods do. */
export function createChatLimits(createLimiter: CreateLimiter): ChatLimits {
  return {
    begin: createLimiter('chat-begin', 3000, 60),
    ask: createLimiter('chat-ask', 600, 60),
    askFromAddress: createLimiter('chat-ask-address', 30_000, 60),
    write: createLimiter('chat-write', 240, 60),
    writeFromAddress: createLimiter('chat-write-address', 12_000, 60),
    upload: createLimiter('chat-upload', 30, 60),
    uploadFromAddress: createLimiter('chat-upload-address', 120, 60),
    uploading: createPlaces(mostUploadsFromAddress),
  }
}
