import type { BrandSlaPartsFragment, SlaPolicyInput } from '../../gql/gen/graphql.ts'
import { type Span, spanDraft, spanSeconds } from '../form/span.ts'
import { whole } from '../form/whole.ts'
import { type ConditionDraft, conditionDrafts, conditionInputs } from '../rules/conditionDraft.ts'

/** A policy as it is edited. */
export interface PolicyDraft {
  /** Null for one that is new. */
  id: string | null
  name: string
  active: boolean
  conditions: ConditionDraft[]
  first: Span
  next: Span
  end: Span
  businessTime: boolean
  warnPercent: string
}

/** The policies of a brand as they are edited. */
export const slaDraft = ({ policies }: BrandSlaPartsFragment): PolicyDraft[] =>
  policies.map(({ id, name, active, conditions, businessTime, warnPercent, ...seconds }) => ({
    id,
    name,
    active,
    businessTime,
    warnPercent: String(warnPercent),
    conditions: conditionDrafts(conditions),
    first: spanDraft(seconds.firstResponseSeconds),
    next: spanDraft(seconds.nextResponseSeconds),
    end: spanDraft(seconds.resolutionSeconds, 'days'),
  }))

/** A policy that is new. */
export const newPolicy = (): PolicyDraft => ({
  id: null,
  name: '',
  active: true,
  conditions: [],
  first: spanDraft(3600),
  next: spanDraft(null),
  end: spanDraft(null, 'days'),
  businessTime: true,
  warnPercent: '75',
})

/** What is sent of a policy. */
export const policyInput = ({
  id,
  conditions,
  first,
  next,
  end,
  warnPercent,
  ...rest
}: PolicyDraft): SlaPolicyInput => ({
  ...rest,
  ...(id && { id }),
  conditions: conditionInputs(conditions),
  firstResponseSeconds: spanSeconds(first),
  nextResponseSeconds: spanSeconds(next),
  resolutionSeconds: spanSeconds(end),
  warnPercent: whole(warnPercent),
})
