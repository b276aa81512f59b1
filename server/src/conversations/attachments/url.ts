import { timingSafeEqual } from 'node:crypto'
import type { Services } from '../../context.ts'

export type Variant = 'file' | 'thumbnail'

const hour = 3600
const purpose = 'attachment'

/**
 * The signed address of a file or its smaller picture, relative to the hub. It works for 24 to 25 hours and stays the
 * same within an hour, so that browsers can keep what they fetched.
 */
export function attachmentUrl(
  { seal, clock }: Pick<Services, 'seal' | 'clock'>,
  file: { id: string; name: string },
  variant: Variant,
): string {
  const expires = (Math.floor(clock.now().getTime() / 1000 / hour) + 25) * hour
  const signature = seal.sign(purpose, `${file.id}:${variant}:${expires}`)
  const name = variant === 'thumbnail' ? 'thumbnail.webp' : encodeURIComponent(file.name)
  return `/files/${file.id}/${name}?e=${expires}&s=${signature}${variant === 'thumbnail' ? '&v=thumbnail' : ''}`
}

/** Whether the address was made by the hub and has not expired. */
export function isSignedUrl(
  { seal, clock }: Pick<Services, 'seal' | 'clock'>,
  given: { id: string; variant: Variant; expires: string; signature: string },
): boolean {
  if (!/^\d{1,12}$/.test(given.expires) || Number(given.expires) * 1000 < clock.now().getTime()) return false
  const right = Buffer.from(seal.sign(purpose, `${given.id}:${given.variant}:${given.expires}`))
  const got = Buffer.from(given.signature)
  return got.length === right.length && timingSafeEqual(got, right)
}
