/** How buttons look, and links that stand where a button would. */
export const buttonLook = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-hover shadow-1',
  secondary: 'bg-surface text-ink border border-line hover:bg-hover active:bg-line shadow-1',
  ghost: 'text-ink-2 hover:bg-hover hover:text-ink active:bg-line',
  danger: 'bg-danger text-on-danger hover:bg-danger-hover active:bg-danger-hover shadow-1',
}
export const buttonSize = {
  sm: 'h-7 px-2.5 text-sm gap-1.5',
  md: 'h-8 px-3 text-sm gap-2',
  lg: 'h-10 px-4 text-base gap-2',
}
export const buttonShape =
  'inline-flex items-center justify-center rounded-md font-medium whitespace-nowrap transition-colors select-none'
