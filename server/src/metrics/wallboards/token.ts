import type { Wallboard } from '@switchboard/prisma'
import type { Services } from '../../context.ts'
import { linkTokens } from '../../platform/link-token.ts'

/** The secrets of boards. */
export const wallboardTokens = linkTokens('wallboards')

/** The link to open on the screen. */
export const wallboardLink = (services: Services, row: Pick<Wallboard, 'id' | 'tokenSealed'>): string =>
  `${services.env.PUBLIC_URL}/wall/${wallboardTokens.open(services, row)}`
