import { connect, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { ChannelUnavailableError, TooLargeError } from '../errors.ts'

/**
 * Looks through a file as it streams by: the name of what it carries, or null for a clean one.
 * @throws ChannelUnavailableError while nobody can say; TooLargeError for one that the scanner does not take.
 */
export type VirusScan = (content: AsyncIterable<Uint8Array>) => Promise<string | null>

/** Ms without a sign of life. Archives take their time. */
const patience = 60_000

/** Asks the clamd at `url` (`tcp://host:3310` or `unix:/run/clamav/clamd.ctl`); without one, nothing is looked through. */
export function createVirusScan(url: string | undefined): VirusScan {
  if (url === undefined) return async () => null
  return async (content) => {
    const socket = connect(placeOf(url))
    socket.setTimeout(patience, () => socket.destroy(new Error('clamd is silent')))
    try {
      // It may answer, and hang up, before it has heard everything.
      send(socket, content).catch((error: Error) => socket.destroy(error))
      return verdict(await answer(socket))
    } catch (error) {
      if (error instanceof TooLargeError) throw error
      const cause = { cause: error }
      throw new ChannelUnavailableError('Files cannot be checked for viruses right now. Please try again.', cause)
    } finally {
      socket.destroy()
    }
  }
}

function placeOf(url: string) {
  if (url.startsWith('unix:')) return { path: url.slice('unix:'.length) }
  const { hostname, port } = new URL(url)
  return { host: hostname, port: Number(port) }
}

/** The command INSTREAM of clamd(8): pieces with their length before them, ended by an empty one. */
async function send(socket: Socket, content: AsyncIterable<Uint8Array>): Promise<void> {
  const write = promisify(
    socket.write.bind(socket) as (bytes: Uint8Array, done: (error?: Error | null) => void) => void,
  )
  await write(Buffer.from('zINSTREAM\0'))
  for await (const bytes of content) {
    // Each is on its way before the next is written: an answer that comes early is heard before the line is cut.
    for (let at = 0; at < bytes.byteLength; at += piece) {
      const next = bytes.subarray(at, at + piece)
      await write(Buffer.concat([lengthOf(next.byteLength), next]))
    }
  }
  await write(lengthOf(0))
}

const piece = 65_536

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}

async function answer(socket: Socket): Promise<string> {
  let text = ''
  try {
    for await (const bytes of socket) text += String(bytes)
  } catch (error) {
    // What it said before it hung up counts.
    if (text === '') throw error
  }
  return text.replaceAll('\0', '').trim()
}

function verdict(text: string): string | null {
  if (text.endsWith(': OK')) return null
  const [, found] = /: (.+) FOUND$/.exec(text) ?? []
  if (found !== undefined) return found
  if (/size limit exceeded/i.test(text))
    throw new TooLargeError('file', 'This file is too big to be checked for viruses.')
  throw new Error(`clamd answers “${text.slice(0, 200)}”`)
}
