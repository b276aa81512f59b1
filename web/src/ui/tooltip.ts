import type { FunctionalComponent } from 'vue'
import { onlyChild } from './onlyChild.ts'

interface Props {
  text: string
  shortcut?: string
  side?: 'top' | 'right' | 'bottom' | 'left'
}

/**
 * Gives the one element in its slot a tooltip with the key that does the same. It only marks the element: one layer
 * (`TooltipLayer`) shows them all. The element names itself for screen readers.
 */
export const Tooltip: FunctionalComponent<Props> = ({ text, shortcut, side }, { slots }) =>
  onlyChild(slots['default']?.(), { 'data-tip': text, 'data-tip-key': shortcut, 'data-tip-side': side })
Tooltip.props = ['text', 'shortcut', 'side']
