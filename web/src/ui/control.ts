/** How everything looks that a person types or chooses in. */
export const controlLook =
  'w-full min-w-0 rounded-md border border-line bg-surface px-3 text-base text-ink shadow-1 transition-colors placeholder:text-ink-3 hover:border-line-strong focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-ink-3 aria-invalid:border-danger'
