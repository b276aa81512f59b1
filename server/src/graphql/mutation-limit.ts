import type { IncomingMessage } from 'node:http'
import { getOperationAST } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context, Services } from '../context.ts'
import { RateLimitedError } from '../errors.ts'
import { createAddressOf, networkOf } from '../platform/address.ts'
import { createLimiter } from '../platform/limiter.ts'
import { coded } from './result.ts'

const minute = 60

type Asking = Context & { req?: IncomingMessage }

/**
 * Keeps one person, or one address that nobody has signed in from, from changing things faster than people do. Far above
 * what screens send, typing included; a script that runs wild is stopped before others feel it.
 */
export function limitMutations(services: Services): Plugin<Asking> {
  const signedIn = createLimiter(services, { name: 'mutations', points: 3000, seconds: minute })
  const anonymous = createLimiter(services, { name: 'anonymous-mutations', points: 120, seconds: minute })
  const addressOf = createAddressOf(services.env)
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      if (getOperationAST(args.document, args.operationName)?.operation !== 'mutation') return
      const { viewer, req } = args.contextValue
      const limiter = viewer?.kind === 'agent' ? signedIn : anonymous
      try {
        await limiter.consume(viewer?.kind === 'agent' ? viewer.agentId : networkOf(req ? addressOf(req) : 'unknown'))
      } catch (error) {
        if (!(error instanceof RateLimitedError)) throw error
        setResultAndStopExecution({ errors: [coded(error) as never] })
      }
    },
  }
}
