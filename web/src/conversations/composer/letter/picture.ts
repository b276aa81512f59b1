import { Node } from '@tiptap/core'

/**
 * A picture within the text: `cid:` and the id of a file in what is sent, its address here while it is written. One whose
 * file is not known here any more is left out.
 */
export const picture = (urlOf: (fileId: string) => string | null) =>
  Node.create({
    name: 'picture',
    group: 'inline',
    inline: true,
    draggable: true,
    addAttributes: () => ({ fileId: { default: '' }, alt: { default: '' } }),
    parseHTML: () => [
      {
        tag: 'img[src^="cid:"]',
        getAttrs(element) {
          const fileId = (element.getAttribute('src') ?? '').slice('cid:'.length)
          return urlOf(fileId) === null ? false : { fileId, alt: element.getAttribute('alt') ?? '' }
        },
      },
    ],
    renderHTML: ({ node }) => ['img', { src: `cid:${node.attrs['fileId']}`, alt: String(node.attrs['alt']) }],
    addNodeView:
      () =>
      ({ node }) => {
        const dom = document.createElement('img')
        dom.src = urlOf(String(node.attrs['fileId'])) ?? ''
        dom.alt = String(node.attrs['alt'])
        return { dom }
      },
  })
