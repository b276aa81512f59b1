import { Router } from 'express'
import type { Services } from '../context.ts'

/** `/healthz`: the process runs. `/readyz`: it can do its work, and is not draining. `/metrics`: for Prometheus. */
export function health(services: Services, draining: () => boolean): Router {
  const router = Router()
  router.get('/healthz', (_req, res) => void res.json({ status: 'ok' }))
  router.get('/readyz', async (_req, res) => {
    const database = await services.db.pool.query('SELECT 1').then(
      () => true,
      () => false,
    )
    const ready = database && !draining()
    res.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', database, draining: draining() })
  })
  router.get('/metrics', async (_req, res) => {
    res.type(services.metrics.registry.contentType).send(await services.metrics.registry.metrics())
  })
  return router
}
