const size = '-?0|\\d{1,4}(?:\\.\\d{1,4})?(?:px|pt|em|rem|ex|ch|%|in|cm|mm)?'
const lengths = new RegExp(`^(?:(?:${size}|auto)\\s*){1,4}$`, 'i')
const colour = /^(?:[a-z]{3,24}|#[0-9a-f]{3,8}|rgba?\([\d\s,.%/]{3,40}\))$/i
const border =
  /^(?:(?:none|solid|dashed|dotted|double|thin|medium|thick|[a-z]{3,24}|#[0-9a-f]{3,8}|rgba?\([\d\s,.%/]{3,40}\)|\d{1,3}(?:\.\d{1,4})?(?:px|pt|em)?)\s*){1,3}$/i
const word = /^[a-z-]{2,24}$/i

/** What styles of a mail may say: nothing that loads, moves or covers anything. */
const harmless: [RegExp, RegExp][] = [
  [/^(?:color|background-color|border(?:-(?:top|right|bottom|left))?-color)$/, colour],
  [/^(?:margin|padding)(?:-(?:top|right|bottom|left))?$/, lengths],
  [
    /^(?:width|max-width|min-width|height|max-height|text-indent|border-spacing|border-radius|font-size|line-height)$/,
    lengths,
  ],
  [/^(?:font-size|font-weight|font-style|line-height)$/, /^(?:[a-z-]{2,24}|[1-9]00|\d(?:\.\d{1,3})?)$/i],
  [/^font-family$/, /^[\p{L}\d\s,'"_-]{1,300}$/u],
  [/^border(?:-(?:top|right|bottom|left))?(?:-(?:style|width))?$/, border],
  [
    /^(?:text-align|text-decoration|text-transform|vertical-align|white-space|direction|border-collapse|list-style-type|word-break)$/,
    word,
  ],
]

const longest = 4000

/** The harmless declarations of a style attribute, written one way; empty when none is. */
export function harmlessStyle(style: string): string {
  return style
    .slice(0, longest)
    .split(';')
    .flatMap((declaration) => {
      const colon = declaration.indexOf(':')
      const property = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase()
      const value = declaration.slice(colon + 1).trim()
      const good = value.length <= 300 && harmless.some(([name, values]) => name.test(property) && values.test(value))
      return good ? [`${property}:${value}`] : []
    })
    .join(';')
}
