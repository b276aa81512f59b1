import { Router } from 'express'
import type { Services } from '../context.ts'
import { metricsFor } from './metrics.ts'

/**
 * `/healthz`: the process runs. `/readyz`: it can do its work, and is not draining; both say no more than that, since
 * anybody may ask. `/metrics`: for Prometheus.
 */
export function health(services: Services, draining: () => boolean): Router {
  const router = Router()
  let asking: Promise<boolean> | null = null
  /** However many ask, the database is asked by one at a time. */
  const database = () =>
    (asking ??= services.db.pool
      .query('SELECT 1')
      .then(
        () => true,
        () => false,
      )
      .finally(() => (asking = null)))
  router.get('/healthz', (_req, res) => void res.json({ status: 'ok' }))
  router.get('/readyz', async (_req, res) => {
    const ready = !draining() && (await database())
    res.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready' })
  })
  router.get('/metrics', metricsFor(services))
  return router
}
