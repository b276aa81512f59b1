import type { Services } from '../../context.ts'
import { InfectedError } from '../../errors.ts'
import type { Received } from './spool.ts'

/**
 * Passes a file that was received, unless it carries a virus.
 * @throws InfectedError; ChannelUnavailableError while nobody can say; TooLargeError for one that cannot be looked through.
 */
export async function refuseInfected({ scan }: Pick<Services, 'scan'>, received: Received): Promise<void> {
  const found = await scan(received.read())
  if (found !== null) throw new InfectedError('file', `It carries a virus (${found}).`)
}
