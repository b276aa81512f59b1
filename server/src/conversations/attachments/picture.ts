import sharp from 'sharp'
import { InvalidInputError } from '../../errors.ts'
import { createTurns } from '../../platform/turns.ts'

/** Raster pictures that browsers show and that carry no script. */
export const pictures: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
])

export interface Picture {
  width: number
  height: number
  /** WebP, at most 480 pixels a side, without the metadata of the original. */
  thumbnail: Buffer
}

/** A small file can unpack to gigabytes: more pixels than this are refused before they are decoded. */
const mostPixels = 50_000_000
const side = 480
const inTurn = createTurns(2)

/** Measures a picture and makes it smaller, two at a time. @throws InvalidInputError when it cannot be read or is too big. */
export function readPicture(bytes: Buffer): Promise<Picture> {
  return inTurn(() => measure(bytes)).catch(() => {
    throw new InvalidInputError('file', 'This picture cannot be read, or it has too many pixels.')
  })
}

async function measure(bytes: Buffer): Promise<Picture> {
  const source = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
  const { width, height, orientation = 1 } = await source.metadata()
  const thumbnail = await source
    .rotate()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78 })
    .timeout({ seconds: 10 })
    .toBuffer()
  // Orientations from 5 on stand on their side.
  return orientation >= 5 ? { width: height, height: width, thumbnail } : { width, height, thumbnail }
}
