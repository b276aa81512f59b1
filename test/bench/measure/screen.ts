import { once } from 'node:events'
import { WebSocket } from 'ws'
import { operation } from './operations.ts'

/** A screen that is open and follows what happens: whoever has one is there, and free. */
export async function openScreen(address: string, headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${address}/graphql`, ['graphql-transport-ws'], {
    headers,
    perMessageDeflate: false,
  })
  await once(socket, 'open')
  socket.send('{"type":"connection_init"}')
  await once(socket, 'message')
  const { text: query, extensions } = operation('Changes')
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, extensions, variables: {} } }))
  return socket
}
