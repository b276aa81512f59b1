import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Services } from '../context.ts'
import { ForbiddenError, UnauthenticatedError } from '../errors.ts'
import { addressList } from '../platform/address-ranges.ts'
import { createAddressOf } from '../platform/address.ts'

/** This machine, and networks that nobody reaches from outside. */
const inside = addressList([
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '::1',
  'fc00::/7',
  'fe80::/10',
])

/**
 * Answers Prometheus: with METRICS_TOKEN whoever sends it as a bearer token, else whoever asks from this machine or a
 * private network. A proxy that is not believed makes everybody look private, so that what came through one is refused.
 */
export function metricsFor({ env, metrics: { registry } }: Pick<Services, 'env' | 'metrics'>): RequestHandler {
  const addressOf = createAddressOf(env)
  const right = env.METRICS_TOKEN === undefined ? null : digest(`Bearer ${env.METRICS_TOKEN}`)
  return async (req, res) => {
    res.setHeader('Cache-Control', 'no-store')
    if (right && !timingSafeEqual(digest(req.headers.authorization ?? ''), right)) {
      res.setHeader('WWW-Authenticate', 'Bearer')
      throw new UnauthenticatedError('Send METRICS_TOKEN as a bearer token.')
    }
    const hidden = env.TRUST_PROXY === 0 && proxied.some((name) => req.headers[name] !== undefined)
    if (!right && (hidden || !inside.has(addressOf(req)))) {
      throw new ForbiddenError('This is answered inside the network only. Set METRICS_TOKEN to ask from elsewhere.')
    }
    res.type(registry.contentType).send(await registry.metrics())
  }
}

const proxied = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via']

const digest = (text: string) => createHash('sha256').update(text).digest()
