/**
 * Marks the end of a mail that only repeats what was said before - quotations, signatures, and all below the place where
 * history begins - with `data-earlier`, which the page hides while its root has `data-folded`. Quotations with an answer
 * below them stay, and so does a mail that is nothing else. Answers whether anything was marked.
 */
export function markHistory(body: HTMLElement): boolean {
  const words = saying(body)
  const history = body.querySelector('[data-history]')
  const earlier = (node: Node) => isQuoted(node) || (history !== null && isFrom(history, node))
  const first = words.findLastIndex((node) => !earlier(node)) + 1
  const from = words[first]
  if (first === 0 || !from) return false
  markAfter(mark(top(from, words[first - 1] as Node, body)), body)
  return true
}

/** Marks all that follows in the page, to its end. */
function markAfter(node: Node, body: HTMLElement): void {
  if (node === body || !node.parentNode) return
  for (let next = node.nextSibling; next; next = next.nextSibling) next = mark(next)
  markAfter(node.parentNode, body)
}

function saying(body: HTMLElement): Node[] {
  const nodes: Node[] = []
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_ALL)
  while (walker.nextNode()) if (says(walker.currentNode)) nodes.push(walker.currentNode)
  return nodes
}

/** Whether a node says something by itself; all else only lays it out. */
const says = (node: Node) =>
  node.nodeType === Node.TEXT_NODE ? node.textContent?.trim() !== '' : /^(?:img|hr)$/i.test(node.nodeName)

const isQuoted = (node: Node) =>
  (node.nodeType === Node.TEXT_NODE ? node.parentElement : (node as Element))?.closest('[data-quoted]') != null

const isFrom = (history: Node, node: Node) =>
  history.contains(node) || (history.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0

/** The outermost element that begins with this node and holds nothing of what stays. */
function top(node: Node, stays: Node, body: Node): Node {
  const parent = node.parentNode
  return !parent || parent === body || parent.contains(stays) ? node : top(parent, stays, body)
}

/** Words that stand alone are put into an element that can be hidden. Answers what stands in their place. */
function mark(node: Node): Element {
  const element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : wrapped(node)
  element.setAttribute('data-earlier', '')
  return element
}

function wrapped(node: Node): Element {
  const span = (node.ownerDocument as Document).createElement('span')
  node.parentNode?.replaceChild(span, node)
  span.append(node)
  return span
}
