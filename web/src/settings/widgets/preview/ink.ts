/** Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2, "relative luminance"). */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

/** A colour that can be painted: what is being typed falls back to another. */
export const paintable = (colour: string | null | undefined, other: string) =>
  colour && /^#[\da-f]{6}$/i.test(colour) ? colour : other

/** White or near-black, whichever reads better on the colour. */
export const inkOn = (colour: string) => (luminance(colour) > 0.179 ? '#111318' : '#ffffff')
