import { describe, expect, it } from 'vitest'
import { nameOf } from './media.ts'

describe('the name of a file that came with a text', () => {
  it.each([
    ['image/jpeg', 'picture-1.jpg'],
    ['IMAGE/PNG; charset=x', 'picture-1.png'],
    ['video/3gpp', 'video-1.3gp'],
    ['text/x-vcard', 'file-1.vcf'],
    ['application/pdf', 'file-1.pdf'],
    ['../../etc/passwd', 'file-1'],
    ['', 'file-1'],
  ])('of the type %j is %s', (type, name) => expect(nameOf(type, 1)).toBe(name))
})
