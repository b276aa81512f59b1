import type { Component, InjectionKey } from 'vue'

/** One line of a menu. */
export const menuItemLook =
  'flex w-full items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-sm outline-none select-none data-highlighted:bg-hover data-disabled:opacity-50'

/** What draws the parts of a menu: given by the sheet, which is loaded when a menu is first wanted. */
export interface MenuParts {
  Item: Component
  Label: Component
  Separator: Component
  /** Has something done once the menu has closed and given the focus back. */
  choose(then: () => void): void
}

export const menuParts: InjectionKey<MenuParts> = Symbol('menu parts')
