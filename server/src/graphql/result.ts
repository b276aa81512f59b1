import { GraphQLError } from 'graphql'
import { AppError, ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../errors.ts'
import type { Context } from '../context.ts'

/** An expected failure as a member of a mutation's union. */
export type UserErrorRow =
  | { __typename: 'InvalidInputError'; message: string; field: string }
  | { __typename: 'NotFoundError'; message: string }
  | { __typename: 'ForbiddenError'; message: string }
  | { __typename: 'ConflictError'; message: string }

/**
 * A mutation's resolver: calls the use case with the context and the input and names the payload. Expected failures
 * become members of the union; one that is no member (not signed in, too many requests) becomes an error with a code.
 */
export function mutation<Name extends string, Input, Payload extends object>(
  payload: Name,
  run: (ctx: Context, input: Input) => Promise<Payload>,
) {
  // oxlint-disable-next-line typescript/no-explicit-any -- each union holds some of these errors, which its generated type cannot be told here
  return async (_parent: unknown, args: { input: any }, ctx: Context): Promise<any> => {
    try {
      return { __typename: payload, ...(await run(ctx, args.input)) }
    } catch (error) {
      return userError(error)
    }
  }
}

/** @throws whatever is no expected failure, and GraphQLError with a code for those that stand in no union. */
export function userError(error: unknown): UserErrorRow {
  if (error instanceof InvalidInputError) {
    return { __typename: 'InvalidInputError', message: error.message, field: error.field }
  }
  if (error instanceof NotFoundError) return { __typename: 'NotFoundError', message: error.message }
  if (error instanceof ForbiddenError) return { __typename: 'ForbiddenError', message: error.message }
  if (error instanceof ConflictError) return { __typename: 'ConflictError', message: error.message }
  throw coded(error)
}

/** An expected failure as a GraphQL error with its code; anything else as it is, to be masked. */
export function coded(error: unknown): unknown {
  if (!(error instanceof AppError)) return error
  return new GraphQLError(error.message, { extensions: { code: error.code.toUpperCase() } })
}
