import type { Command } from './command.ts'
import type { Session } from './session.ts'

/** Answers a command; what it returns stands in the last line, as a response code. @throws Refusal, Error for nonsense. */
export type Handler = (session: Session, command: Command) => void | string | Promise<void | string>

export type Handlers = Record<string, Handler>

/** The server understood and does not do it. */
export class Refusal extends Error {}
