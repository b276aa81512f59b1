import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What Prometheus reads from /metrics. */
export interface Metrics {
  registry: Registry
  /** Messages taken in, by channel kind and outcome. */
  intake: Counter<'kind' | 'outcome'>
  /** Seconds an HTTP request took, by route and status. */
  http: Histogram<'route' | 'status'>
  /** Live connections, by kind (agent, visitor). */
  connections: Gauge<'kind'>
  /** Live frames sent, and consumers dropped because they were too slow. */
  delivered: Counter<'kind'>
  dropped: Counter<'kind'>
}

/** One registry per hub, so that tests can run several in a process. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    intake: new Counter({
      name: 'switchboard_intake_total',
      help: 'Messages taken in',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    http: new Histogram({
      name: 'switchboard_http_seconds',
      help: 'Duration of HTTP requests',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
      registers,
    }),
    connections: new Gauge({
      name: 'switchboard_live_connections',
      help: 'Live connections',
      labelNames: ['kind'],
      registers,
    }),
    delivered: new Counter({
      name: 'switchboard_live_delivered_total',
      help: 'Live frames sent',
      labelNames: ['kind'],
      registers,
    }),
    dropped: new Counter({
      name: 'switchboard_live_dropped_total',
      help: 'Slow consumers dropped',
      labelNames: ['kind'],
      registers,
    }),
  }
}
