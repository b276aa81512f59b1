/** Whether `text` is one site or all sites below one: `https://shop.example`, `https://*.example.com`. */
export function isOriginPattern(text: string): boolean {
  const match = /^(https?):\/\/(\*\.)?([^/*?#@\s]+)$/.exec(text)
  if (!match) return false
  const url = `${match[1]}://${match[3]}`
  return URL.canParse(url) && new URL(url).origin === url && (!match[2] || match[3]?.includes('.') === true)
}

/** Whether a page of `origin` may embed the chat. An empty list allows all; `*.` stands for one or more labels. */
export function allowsOrigin(patterns: readonly string[], origin: string | null | undefined): boolean {
  if (patterns.length === 0) return true
  if (!origin) return false
  return patterns.some((pattern) => {
    const [scheme, domain] = pattern.split('://*')
    if (domain === undefined) return pattern === origin
    return origin.startsWith(`${scheme}://`) && origin.endsWith(domain) && origin.length > pattern.length - 1
  })
}
