import { luminance, parseColour } from '../../colour.ts'

/** Contrast ratio of two colours, 1–21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(parseColour(one)), luminance(parseColour(other))].sort((a, b) => a - b) as [
    number,
    number,
  ]
  return (light + 0.05) / (dark + 0.05)
}

/** The brand's colour moved towards black (or, on a dark surface, white) until text in it can be read: 4.5 to 1. */
export function readableOn(surface: string, colour: string): string {
  const towards = luminance(parseColour(surface)) > 0.179 ? 0 : 255
  for (let step = 0; step <= 20; step++) {
    const mixed = parseColour(colour).map((channel) => Math.round(channel + ((towards - channel) * step) / 20))
    const hex = '#' + mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')
    if (contrast(hex, surface) >= 4.5) return hex
  }
  return towards ? '#ffffff' : '#000000'
}
