import { expect, test } from 'vitest'
import { inkOn } from '../../colour.ts'
import { contrast, readableOn } from './contrast.ts'

const colours = ['#4f46e5', '#ffd400', '#ffffff', '#000000', '#0a7', '#e11d48', '#7f7f7f', 'nonsense']

test.each(colours)('text in or on %s can be read', (colour) => {
  for (const surface of ['#ffffff', '#16181d']) {
    expect(contrast(readableOn(surface, colour), surface)).toBeGreaterThanOrEqual(4.5)
  }
  if (colour !== 'nonsense') expect(contrast(inkOn(colour), colour)).toBeGreaterThanOrEqual(4.5)
})

test('a colour that reads well stays as it is', () => {
  expect(readableOn('#ffffff', '#4f46e5')).toBe('#4f46e5')
})
