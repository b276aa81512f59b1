import { describe, expect, it } from 'vitest'
import { duration } from './duration.ts'
import { inkOn, paintable } from './ink.ts'

describe('the preview', () => {
  it.each([
    ['#0f766e', '#ffffff'],
    ['#facc15', '#111318'],
  ])('writes on %s in %s', (colour, ink) => expect(inkOn(colour)).toBe(ink))
  it('keeps its colour while another is half typed', () => expect(paintable('#12', '#0f766e')).toBe('#0f766e'))
  it.each([
    [300, '5 minutes'],
    [3600, '1 hour'],
    [30, '30 seconds'],
  ])('says %i seconds as %s', (seconds, words) => expect(duration(seconds, 'en')).toBe(words))
})
