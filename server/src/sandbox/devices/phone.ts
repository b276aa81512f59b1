import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import type { Faults } from '../telephone/faults.ts'
import type { TelephoneCompany } from '../telephone/company.ts'
import { badRequest, json, readJson } from './exchange.ts'

/** How the company can be made to misbehave, by the name on the page. */
const faults = {
  none: {},
  later: { refuse: { status: 503, times: 3 } },
  silent: { silent: 1 },
  unknown: { networkError: 30005 },
  double: { webhooks: 'double' },
  reverse: { webhooks: 'reverse' },
  drop: { webhooks: 'drop' },
} satisfies Record<string, Faults>

const order = v.object({ what: v.picklist(Object.keys(faults) as (keyof typeof faults)[]) })

/** A customer's phone, below `/demo/phone/api`; the rest is the telephone company's. False: nothing is there. */
export async function answerPhonePage(
  telephone: TelephoneCompany,
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
): Promise<boolean> {
  if (path !== 'misbehave' || req.method !== 'POST') return telephone.phone(req, res, `/${path}`)
  const given = v.safeParse(order, await readJson(req))
  if (!given.success) return badRequest(res, 'what', 'There is no such order.')
  telephone.misbehave(faults[given.output.what])
  json(res, 200, {})
  return true
}
