import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import type { AgentViewer, Services } from '../context.ts'
import { attachmentUrl } from '../conversations/attachments/url.ts'
import { letterPage, letterPolicy } from '../conversations/letter-page.ts'
import { mayView } from '../conversations/policy.ts'
import { NotFoundError, UnauthenticatedError } from '../errors.ts'
import { isId } from '../platform/ids.ts'

/**
 * `GET /letters/:messageId?pictures=1`: a mail's formatted text as a page of its own, for a frame. It is no part of the
 * app's page, so that the app's policy stays strict and nothing in the mail can reach it.
 */
export function letters(
  services: Services,
  viewerOf: (req: IncomingMessage) => Promise<AgentViewer | null>,
): RequestHandler<{ messageId: string }> {
  return async (req, res) => {
    const viewer = await viewerOf(req)
    if (!viewer) throw new UnauthenticatedError()
    const { messageId } = req.params
    const message = isId(messageId) ? await read(services, messageId) : null
    if (!message?.content?.html || !mayView(viewer, message.conversation))
      throw new NotFoundError('There is no such mail.')
    const remotePictures = req.query['pictures'] === '1'
    const files = new Map(message.attachments.map((file) => [file.id, file]))
    const urlOf = (id: string) => {
      const file = files.get(id)
      return file ? attachmentUrl(services, file, 'file') : ''
    }
    const page = letterPage({ html: message.content.html, files: message.attachments, urlOf, remotePictures })
    res.set({
      'Content-Security-Policy': letterPolicy(remotePictures),
      'X-Frame-Options': 'SAMEORIGIN',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'private, no-store',
    })
    res.type('html').send(page)
  }
}

const read = ({ db }: Services, id: string) =>
  db.prisma.message.findUnique({ where: { id }, include: { content: true, attachments: true, conversation: true } })
