import { describe, expect, it } from 'vitest'
import { letterPage, letterPolicy } from './letter-page.ts'

const page = (html: string, remotePictures = false) =>
  letterPage({
    html,
    files: [{ id: 'file-1', contentId: 'logo@mail' }],
    urlOf: (id) => `/files/${id}/a.png?e=1&s=2`,
    remotePictures,
  })

describe('a mail as a page', () => {
  it('shows its own pictures by their addresses here, and nothing for those it does not have', () => {
    expect(page('<img src="cid:logo@mail">')).toContain('<img src="/files/file-1/a.png?e=1&amp;s=2">')
    expect(page('<img src="cid:logo%40mail">')).toContain('/files/file-1/')
    expect(page('<img src="cid:other">')).toContain('<img src="">')
  })

  it('loads pictures of other hosts only when they were asked for', () => {
    const mail = '<img data-remote="https://track.example/1.gif">'
    expect(page(mail)).not.toMatch(/ src="https/)
    expect(page(mail, true)).toContain('<img src="https://track.example/1.gif">')
    expect(page('<img data-remote="javascript:alert(1)">', true)).not.toContain(' src="javascript')
    expect(letterPolicy(false)).not.toContain('https:')
  })

  it('never lets a script run, whatever stands in it', () => {
    for (const asked of [true, false]) {
      expect(letterPolicy(asked)).toContain("default-src 'none'")
      expect(letterPolicy(asked)).not.toContain('allow-scripts')
    }
  })
})
