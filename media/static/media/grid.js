// The grid of photos: arrow keys from card to card, x chooses one, and how many are chosen.
const grid = document.querySelector("[data-photo-grid]")
const form = document.getElementById("changelist-form")
const boxes = grid ? [...grid.querySelectorAll("[name=_selected_action]")] : []

// The card in the next row that stands nearest below or above.
function beside(links, from, step) {
  const at = from.getBoundingClientRect()
  const middle = at.left + at.width / 2
  let best = null
  for (const link of links) {
    const place = link.getBoundingClientRect()
    const rows = (place.top - at.top) * step
    if (rows < at.height / 2) continue
    const cost = rows * 10 + Math.abs(place.left + place.width / 2 - middle)
    if (!best || cost < best.cost) best = { link, cost }
  }
  return best?.link
}

function target(key, links, from) {
  const index = links.indexOf(from)
  switch (key) {
    case "ArrowRight": return links[index + 1]
    case "ArrowLeft": return links[index - 1]
    case "ArrowDown": return beside(links, from, 1)
    case "ArrowUp": return beside(links, from, -1)
    case "Home": return links[0]
    case "End": return links.at(-1)
    default: return null
  }
}

function walk() {
  const links = [...grid.querySelectorAll(".photo-card-link")]
  grid.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const card = event.target.closest(".photo-card")
    const link = card?.querySelector(".photo-card-link")
    if (event.key === "x" && card) {
      card.querySelector("[name=_selected_action]")?.click()
      return
    }
    const next = link && target(event.key, links, link)
    if (!next) return
    event.preventDefault()
    next.focus()
  })
}

function count() {
  const counter = form.querySelector(".action-counter")
  const chosen = boxes.filter((box) => box.checked).length
  if (counter) counter.textContent = chosen ? `${chosen} of ${boxes.length} chosen` : "None chosen"
  for (const box of boxes) box.closest(".photo-card").classList.toggle("is-chosen", box.checked)
  return chosen
}

function chooseAll() {
  const actions = form.querySelector(".actions")
  const all = document.createElement("input")
  all.type = "checkbox"
  const label = document.createElement("label")
  label.className = "choose-all"
  label.append(all, " All on this page")
  actions.prepend(label)
  form.querySelector(".action-counter")?.setAttribute("role", "status")
  const tell = () => {
    const chosen = count()
    all.checked = chosen === boxes.length
    all.indeterminate = chosen > 0 && chosen < boxes.length
  }
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked
    tell()
  })
  grid.addEventListener("change", tell)
  window.addEventListener("pageshow", tell) // a browser may bring ticks back
  tell()
}

if (grid) walk()
if (boxes.length) chooseAll()
