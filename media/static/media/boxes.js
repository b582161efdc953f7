// Where a crop lies: boxes and points as shares of the picture, as media/geometry.py has them.
export const SMALLEST = 0.04

const within = (value, least, most) => Math.min(Math.max(value, least), most)

export function movedPoint(point, across, down) {
  return { x: within(point.x + across, 0, 1), y: within(point.y + down, 0, 1) }
}

// `tall` is a box's height for a width of 1: it follows from shape and picture.
export const tallness = (ratio, width, height) => width / height / ratio

export const widest = (tall) => Math.min(1, 1 / tall)

export function automatic(point, tall) {
  const width = widest(tall)
  const height = width * tall
  return {
    left: within(point.x - width / 2, 0, 1 - width),
    top: within(point.y - height / 2, 0, 1 - height),
    width,
    height,
  }
}

// The same box, moved as little as may be until it lies inside and holds the point.
export function holding(box, point) {
  const left = within(box.left, point.x - box.width, point.x)
  const top = within(box.top, point.y - box.height, point.y)
  return { ...box, left: within(left, 0, 1 - box.width), top: within(top, 0, 1 - box.height) }
}

export function moved(box, point, across, down) {
  return holding({ ...box, left: box.left + across, top: box.top + down }, point)
}

// The box made wider or narrower around its middle.
export function resized(box, point, tall, by) {
  const width = within(box.width + by, SMALLEST, widest(tall))
  const height = width * tall
  const left = box.left + (box.width - width) / 2
  const top = box.top + (box.height - height) / 2
  return holding({ left, top, width, height }, point)
}

// The box whose corner was dragged to a place; the opposite corner stays.
export function stretched(box, point, tall, corner, to) {
  const isLeft = corner.includes("w")
  const isTop = corner.includes("n")
  const x = isLeft ? box.left + box.width : box.left
  const y = isTop ? box.top + box.height : box.top
  const room = Math.min(isLeft ? x : 1 - x, (isTop ? y : 1 - y) / tall)
  const needed = Math.max(SMALLEST, Math.abs(point.x - x), Math.abs(point.y - y) / tall)
  const wanted = Math.max(isLeft ? x - to.x : to.x - x, (isTop ? y - to.y : to.y - y) / tall)
  const width = Math.min(Math.max(wanted, needed), room)
  const height = width * tall
  return { left: isLeft ? x - width : x, top: isTop ? y - height : y, width, height }
}
