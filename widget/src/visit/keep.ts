import type { Keep } from '../contract.ts'

/** Opens the channel's part of local storage; where the browser refuses it, memory that lasts as long as the page. */
export function openKeep(channel: string): Keep {
  const prefix = `switchboard:${channel}:`
  let box: Record<string, string>
  try {
    box = localStorage
    box[prefix] = '1'
    delete box[prefix]
  } catch {
    box = {}
  }
  return {
    prefix,
    get: (name) => box[prefix + name] ?? null,
    set(name, value) {
      try {
        if (value === null) delete box[prefix + name]
        else box[prefix + name] = value
      } catch {
        // Full: what is on the screen still works, it only is not kept over a reload.
      }
    },
    names: (start) =>
      Object.keys(box)
        .filter((name) => name.startsWith(prefix + start))
        .map((name) => name.slice(prefix.length)),
  }
}
