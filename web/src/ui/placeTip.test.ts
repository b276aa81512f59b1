import { describe, expect, it } from 'vitest'
import { placeTip } from './placeTip.ts'

const room = { innerWidth: 400, innerHeight: 300 }
const size = { width: 100, height: 20 }
const button = (left: number, top: number) => ({ left, top, width: 40, height: 30 })

describe('where a tooltip stands', () => {
  it('is centred below its button', () =>
    expect(placeTip(button(180, 100), size, 'bottom', room)).toEqual({ left: 150, top: 136 }))
  it('is beside it where that is asked for', () =>
    expect(placeTip(button(10, 100), size, 'right', room)).toEqual({ left: 56, top: 105 }))
  it('is above where there is no room below', () =>
    expect(placeTip(button(180, 265), size, 'bottom', room)).toEqual({ left: 150, top: 239 }))
  it('is below where there is no room above', () =>
    expect(placeTip(button(180, 5), size, 'top', room)).toEqual({ left: 150, top: 41 }))
  it('never goes over the edge', () =>
    expect(placeTip(button(370, 100), size, 'bottom', room)).toEqual({ left: 292, top: 136 }))
})
