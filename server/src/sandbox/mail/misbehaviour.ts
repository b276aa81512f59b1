/** What the mail server is asked to do wrong. */
export type Misbehaviour =
  /** Refuses with a code such as 421, 451 or 550: the connection, a recipient, or the mail once it was handed over. */
  | { kind: 'refuse'; at: 'connection' | 'recipient' | 'content'; code: number; said: string }
  /** Ends the connection once a mail was handed over, without an answer; `kept` tells whether it is delivered. */
  | { kind: 'drop'; kept: boolean }
  /** Delivers only after a while, in milliseconds. */
  | { kind: 'delay'; wait: number }
  /** Delivers twice. */
  | { kind: 'double' }

export interface Order {
  /** How many times; once when not said. */
  times?: number
  /** For mail to this address only. */
  address?: string
}

export type Kind = Misbehaviour['kind']

export interface Misbehaviours {
  order(what: Misbehaviour & Order): void
  /** What is to be done wrong now, counted off; null for nothing. */
  take(kind: 'refuse', at: string, address?: string): (Misbehaviour & { kind: 'refuse' }) | null
  take<K extends Exclude<Kind, 'refuse'>>(kind: K, at: null, address?: string): (Misbehaviour & { kind: K }) | null
  clear(): void
}

export function createMisbehaviours(): Misbehaviours {
  let orders: (Misbehaviour & { times: number; address?: string })[] = []
  return {
    order: (what) => void orders.push({ ...what, times: what.times ?? 1 }),
    take(kind: Kind, at: string | null, address?: string) {
      const found = orders.find(
        (order) =>
          order.kind === kind &&
          (order.kind !== 'refuse' || order.at === at) &&
          (!order.address || order.address === address),
      )
      if (!found) return null
      if (--found.times === 0) orders = orders.filter((order) => order !== found)
      return found as never
    },
    clear() {
      orders = []
    },
  }
}
