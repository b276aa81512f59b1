import { ConflictError } from '../errors.ts'

/** Runs `work`; when what it writes must be unique and is not, that is a ConflictError with `message`. */
export async function unlessTaken<T>(message: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
    throw code === 'P2002' ? new ConflictError(message) : error
  }
}
