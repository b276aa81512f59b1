import { cloneVNode, Comment, Fragment, type VNode } from 'vue'

/** The one element of a slot, with further attributes and listeners put on it; what wraps it adds nothing to the page. */
export function onlyChild(nodes: VNode[] | undefined, props: Record<string, unknown>): VNode | null {
  const child = (nodes ?? []).flatMap(flat).find((node) => node.type !== Comment)
  return child ? cloneVNode(child, props) : null
}

const flat = (node: VNode): VNode[] =>
  node.type === Fragment && Array.isArray(node.children) ? (node.children as VNode[]).flatMap(flat) : [node]
