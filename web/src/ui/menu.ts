/** The sheet that menus open on. */
export const menuLook =
  'z-50 max-h-(--reka-dropdown-menu-content-available-height) min-w-48 max-w-80 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-2 animate-rise'

/** One line of a menu. */
export const menuItemLook =
  'flex w-full items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-sm outline-none select-none data-highlighted:bg-hover data-disabled:opacity-50'
