import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps secrets at rest, and derives keys for other uses, from the one SECRET_KEY. */
export interface Seal {
  /** Encrypts `plain`; `place` (such as `channels:<id>:identity`) is bound to it, so that it opens nowhere else. */
  close(plain: string, place: string): string
  /** Decrypts what `close` made for the same place. @throws Error when it was made elsewhere or changed. */
  open(sealed: string, place: string): string
  /** A key of 32 bytes for one purpose. */
  key(purpose: string): Buffer
  /** A keyed fingerprint of `value`, hex, for one purpose. */
  sign(purpose: string, value: string): string
}

/** AES-256-GCM with a key derived from `secretKey`; the form is `v1.<iv>.<ciphertext and tag>`, base64url. */
export function createSeal(secretKey: string): Seal {
  const key = (purpose: string) => Buffer.from(hkdfSync('sha256', secretKey, 'switchboard', purpose, 32))
  const sealing = key('seal')
  return {
    close(plain, place) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `v1.${iv.toString('base64url')}.${body.toString('base64url')}`
    },
    open(sealed, place) {
      const [version, iv, body] = sealed.split('.')
      if (version !== 'v1' || !iv || !body) throw new Error('not a sealed value')
      const bytes = Buffer.from(body, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealing, Buffer.from(iv, 'base64url'))
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
    },
    key,
    sign: (purpose, value) => createHmac('sha256', key(purpose)).update(value).digest('hex'),
  }
}
