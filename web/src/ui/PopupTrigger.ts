import { defineComponent, type PropType } from 'vue'
import { onlyChild } from './onlyChild.ts'

/**
 * Makes the one button in its slot open something. `near` tells that the pointer or the focus is on the button, in time
 * to load what it opens.
 */
export const PopupTrigger = defineComponent({
  props: { opens: { type: String as PropType<'menu' | 'dialog'>, required: true }, open: Boolean, id: String },
  emits: ['near', 'toggle'],
  setup(props, { slots, emit }) {
    const near = () => emit('near')
    function keydown(event: KeyboardEvent) {
      if (props.opens !== 'menu' || props.open || event.key !== 'ArrowDown') return
      event.preventDefault()
      emit('toggle')
    }
    return () =>
      onlyChild(slots['default']?.(), {
        id: props.id,
        'aria-haspopup': props.opens,
        'aria-expanded': props.open,
        'data-state': props.open ? 'open' : 'closed',
        onPointerenter: near,
        onFocus: near,
        onClick: () => emit('toggle'),
        onKeydown: keydown,
      })
  },
})
