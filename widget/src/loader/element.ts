/** Makes an element without markup in strings, which a page with Trusted Types would refuse. */
export function element(
  tag: string,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElement {
  const svg = tag === 'svg' || tag === 'path'
  const made = (
    svg ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag)
  ) as HTMLElement
  for (const name in attributes) made.setAttribute(name, attributes[name]!)
  made.append(...children)
  return made
}

/** A 24 px line icon from one path. */
export function icon(path: string): HTMLElement {
  return element('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, element('path', { d: path }))
}
