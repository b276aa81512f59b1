import { describe, expect, it } from 'vitest'
import { safeName } from './safe-name.ts'

describe('names of files', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\win.ini', 'win.ini'],
    ['/absolute/photo.png', 'photo.png'],
    ['photo\r\nSet-Cookie: a=b.png', 'photoSet-Cookie a=b.png'],
    ['nul\0byte.png', 'nulbyte.png'],
    ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
    ['..', 'file'],
    ['', 'file'],
    ['  .hidden  ', 'hidden'],
    ['Rechnung für März.pdf', 'Rechnung für März.pdf'],
    ['写真.jpg', '写真.jpg'],
    ['a"b<script>.svg', 'abscript.svg'],
  ])('make %j safe as %j', (given, safe) => {
    expect(safeName(given)).toBe(safe)
  })
  it('are cut without losing the ending', () => {
    const name = safeName(`${'long'.repeat(100)}.jpeg`)
    expect(name).toHaveLength(120)
    expect(name.endsWith('.jpeg')).toBe(true)
  })
})
