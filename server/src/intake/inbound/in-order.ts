/** A place in the order in which items came in on one channel. */
export interface Place {
  /** Waits until what the same sender sent before is stored, or took too long. */
  turnOf(sender: string): Promise<void>
  leave(): void
}

interface Standing {
  sender: PromiseWithResolvers<string | null>
  left: PromiseWithResolvers<null>
}

/** One slow item, with a picture still to be fetched, holds up those behind it so long and no longer. In ms. */
const patience = 3000

/**
 * Items are understood side by side, but what one person sends in a row must be stored in that row. Each waits for those
 * before it to say who sent them, and for those of its own sender to be stored; others pass.
 */
export function createOrder(): (channelId: string) => Place {
  const lines = new Map<string, Set<Standing>>()
  return (channelId) => {
    const line = lines.get(channelId) ?? new Set<Standing>()
    lines.set(channelId, line)
    const before = [...line]
    const own: Standing = { sender: Promise.withResolvers(), left: Promise.withResolvers() }
    line.add(own)
    return {
      async turnOf(sender) {
        own.sender.resolve(sender)
        await within(Promise.all(before.map((other) => storedBefore(other, sender))))
      },
      leave() {
        own.sender.resolve(null)
        own.left.resolve(null)
        line.delete(own)
        if (line.size === 0) lines.delete(channelId)
      },
    }
  }
}

async function storedBefore(other: Standing, sender: string) {
  if ((await other.sender.promise) === sender) await other.left.promise
}

async function within(work: Promise<unknown>) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, patience)
  await Promise.race([work, promise])
  clearTimeout(timer)
}
