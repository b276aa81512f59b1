interface Entry<Event> {
  at: number
  /** Of two at the same moment, the one that was added first comes first. */
  order: number
  event: Event
}

/** Events to come, the earliest first: a binary heap. */
export class Timeline<Event> {
  private readonly heap: Entry<Event>[] = []
  private added = 0

  add(at: number, event: Event): void {
    const entry = { at, order: this.added++, event }
    let place = this.heap.length
    while (place > 0) {
      const parent = (place - 1) >> 1
      const above = this.heap[parent]
      if (!above || !before(entry, above)) break
      this.heap[place] = above
      place = parent
    }
    this.heap[place] = entry
  }

  /** When the next one is; Infinity when there is none. */
  get next(): number {
    return this.heap[0]?.at ?? Infinity
  }

  take(): { at: number; event: Event } | null {
    const [first] = this.heap
    const last = this.heap.pop()
    if (!first || !last) return null
    if (this.heap.length > 0) this.sink(last)
    return first
  }

  private sink(entry: Entry<Event>) {
    let place = 0
    for (;;) {
      const child = this.lesser(2 * place + 1)
      const below = this.heap[child]
      if (!below || !before(below, entry)) break
      this.heap[place] = below
      place = child
    }
    this.heap[place] = entry
  }

  /** Which of two neighbours comes first. */
  private lesser(left: number): number {
    const [one, other] = [this.heap[left], this.heap[left + 1]]
    return one && other && before(other, one) ? left + 1 : left
  }
}

const before = (a: { at: number; order: number }, b: { at: number; order: number }) =>
  a.at < b.at || (a.at === b.at && a.order < b.order)
