// Elements made by script: a tag, its attributes and what stands inside.
export function element(tag, attributes = {}, children = []) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    node.setAttribute(name, value === true ? "" : value)
  }
  node.append(...children)
  return node
}
