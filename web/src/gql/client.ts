import { Client, type Exchange, fetchExchange, mapExchange, subscriptionExchange } from '@urql/core'
import { persistedExchange } from '@urql/exchange-persisted'
import { Kind, type DocumentNode } from 'graphql'
import { askAgain } from './askAgain.ts'
import { normalisedCache } from './cache.ts'
import { hashes } from './gen/hashes.ts'
import { newestWins } from './newest.ts'
import { socket } from './socket.ts'

/** The hub knows our operations by the hash of their text, which the build wrote down by name. */
async function hashOf(_query: string, document: DocumentNode): Promise<string | null> {
  const operation = document.definitions.find((d) => d.kind === Kind.OPERATION_DEFINITION)
  return (operation?.name && hashes[operation.name.value]) ?? null
}

const overSocket = subscriptionExchange({
  forwardSubscription: (request) => ({
    subscribe: (sink) => ({
      unsubscribe: socket.subscribe(
        { ...request, query: request.query ?? '' },
        {
          ...sink,
          next: (value) => sink.next(value as never),
        },
      ),
    }),
  }),
})

const signedOutListeners = new Set<() => void>()

/** Calls back when the hub says that nobody is signed in any more. */
export function onSignedOut(listener: () => void): void {
  signedOutListeners.add(listener)
}

const noticeSignOut: Exchange = mapExchange({
  onError(error) {
    const told = error.graphQLErrors.some((e) => e.extensions?.['code'] === 'UNAUTHENTICATED')
    if (told || error.response?.status === 401) signedOutListeners.forEach((listener) => listener())
  },
})

/** The one GraphQL client of the app: cache, then persisted operations over HTTP, live changes over the socket. */
export const client = new Client({
  url: '/graphql',
  preferGetMethod: false,
  fetchOptions: { credentials: 'same-origin', headers: { 'x-graphql-yoga-csrf': '1' } },
  exchanges: [
    noticeSignOut,
    normalisedCache(),
    newestWins(),
    askAgain(),
    persistedExchange({
      enforcePersistedQueries: true,
      enableForMutation: true,
      enableForSubscriptions: true,
      preferGetForPersistedQueries: false,
      generateHash: hashOf,
    }),
    fetchExchange,
    overSocket,
  ],
})
