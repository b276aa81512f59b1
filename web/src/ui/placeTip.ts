interface Box {
  left: number
  top: number
  width: number
  height: number
}

const gap = 6
const edge = 8

/**
 * Where a tooltip of a size stands beside an element, in pixels of the window: on the wanted side, on the opposite one
 * where there is no room, and never over the edge.
 */
export function placeTip(
  of: Box,
  size: { width: number; height: number },
  side: string,
  room: { innerWidth: number; innerHeight: number },
): { left: number; top: number } {
  const within = (at: number, extent: number, all: number) => Math.max(edge, Math.min(at, all - extent - edge))
  const beside = side === 'left' || side === 'right'
  const before = beside ? of.left - gap - size.width : of.top - gap - size.height
  const after = beside ? of.left + of.width + gap : of.top + of.height + gap
  const fitsAfter = after + (beside ? size.width : size.height) + edge <= (beside ? room.innerWidth : room.innerHeight)
  const wantsBefore = side === 'left' || side === 'top'
  const along = (wantsBefore && before >= edge) || !fitsAfter ? before : after
  const left = beside ? along : of.left + of.width / 2 - size.width / 2
  const top = beside ? of.top + of.height / 2 - size.height / 2 : along
  return { left: within(left, size.width, room.innerWidth), top: within(top, size.height, room.innerHeight) }
}
