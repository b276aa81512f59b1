/** Whether two values of a form are the same; both are plain data. */
export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** A copy that can be edited without touching the original; plain data only. */
export const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** The fields of a draft that differ from what is stored. */
export function changedFields<T extends object>(stored: T, draft: T): Partial<T> {
  const names = (Object.keys(draft) as (keyof T)[]).filter((name) => !same(stored[name], draft[name]))
  return Object.fromEntries(names.map((name) => [name, draft[name]])) as Partial<T>
}

/**
 * The draft after what is stored changed elsewhere: fields nobody touched here take the new value, the others keep
 * what was written.
 */
export function rebase<T extends object>(stored: T, next: T, draft: T): T {
  return { ...copyOf(next), ...copyOf(changedFields(stored, draft)) }
}
