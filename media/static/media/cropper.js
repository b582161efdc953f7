// The picture of the photo form: the focal point and each crop, by mouse, touch and keys.
// The form's numbers stay the truth: everything here reads them and writes them.
import { automatic, holding, moved, movedPoint, resized, stretched, tallness } from "./boxes.js"
import { element } from "./elements.js"

const CORNERS = ["nw", "ne", "sw", "se"]
const WEB_WIDTH = 640
const STEP = 0.01
const LARGE_STEP = 0.1
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const GROWTH = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: 1, ArrowDown: -1, "+": 1, "=": 1, "-": -1, "−": -1 }

const percent = (share) => `${Math.round(share * 100)} %`
const rounded = (share, digits) => String(Number(share.toFixed(digits)))

// Position by script: the policy of the page allows no style attributes.
function put(node, { left, top, width, height }) {
  Object.assign(node.style, {
    left: `${left * 100}%`, top: `${top * 100}%`, width: `${width * 100}%`, height: `${height * 100}%`,
  })
}

class Crop {
  constructor(item, size) {
    this.item = item
    this.shape = item.dataset.shape
    this.label = item.dataset.label
    this.ratio = Number(item.dataset.ratio)
    this.tall = tallness(this.ratio, size.width, size.height)
    this.inputs = ["left", "top", "width"].map((part) => document.getElementById(`id_crop_${this.shape}_${part}`))
  }

  // The editor's own box, or null where the crop lies around the focal point.
  get own() {
    if (this.inputs.some((input) => input.value.trim() === "")) return null
    const [left, top, width] = this.inputs.map((input) => Number(input.value))
    return { left, top, width, height: width * this.tall }
  }

  set own(box) {
    const values = box ? [rounded(box.left, 6), rounded(box.top, 6), String(Math.floor(box.width * 1e6) / 1e6)] : ["", "", ""]
    this.inputs.forEach((input, index) => (input.value = values[index]))
    this.inputs[0].dispatchEvent(new Event("input", { bubbles: true }))
  }

  boxAround(point) {
    return this.own ?? automatic(point, this.tall)
  }
}

export class Cropper {
  constructor(root) {
    this.stage = root.querySelector("[data-stage]")
    this.picture = root.querySelector("[data-picture]")
    this.told = root.querySelector("[data-told]")
    this.size = { width: Number(root.dataset.width), height: Number(root.dataset.height) }
    this.numbers = { x: document.getElementById("id_focal_x"), y: document.getElementById("id_focal_y") }
    this.crops = [...root.querySelectorAll("[data-shape]")].map((item) => new Crop(item, this.size))
    this.chosen = null
    for (const hidden of root.querySelectorAll("[data-with-script]")) hidden.hidden = false
    this.buildStage()
    for (const crop of this.crops) this.buildPreview(crop)
    root.addEventListener("input", () => this.draw())
    this.draw()
  }

  get point() {
    return { x: Number(this.numbers.x.value) || 0, y: Number(this.numbers.y.value) || 0 }
  }

  // Crops of an editor's own go along as far as they must.
  set point(point) {
    this.numbers.x.value = rounded(point.x, 4)
    this.numbers.y.value = rounded(point.y, 4)
    const after = []
    for (const crop of this.crops) {
      const own = crop.own
      const held = own && holding(own, this.point)
      if (held && (held.left !== own.left || held.top !== own.top)) {
        crop.own = held
        after.push(crop.label)
      }
    }
    if (after.length) this.tell(`The crop ${after.join(", ")} went along.`)
    this.numbers.x.dispatchEvent(new Event("input", { bubbles: true }))
  }

  tell(text) {
    this.told.textContent = text
  }

  slider(className, label) {
    return element("div", {
      class: className, role: "slider", tabindex: "0", "aria-label": label, "aria-describedby": "cropper-help",
      "aria-valuemin": "0", "aria-valuemax": "100",
    })
  }

  buildStage() {
    this.stage.setAttribute("role", "application")
    this.stage.setAttribute("aria-label", "Focal point and crops")
    this.marker = this.slider("focal-point", "Focal point")
    this.frame = this.slider("crop-frame", "")
    this.frame.append(...CORNERS.map((corner) => element("span", { class: `corner corner-${corner}`, "data-corner": corner })))
    this.frame.hidden = true
    this.stage.append(this.frame, this.marker)
    this.marker.addEventListener("keydown", (event) => this.keyOnPoint(event))
    this.frame.addEventListener("keydown", (event) => this.keyOnFrame(event))
    this.dragged(this.marker, (start, at) => {
      this.point = movedPoint(start.point, at.x - start.at.x, at.y - start.at.y)
    })
    this.dragged(this.frame, (start, at) => {
      const crop = this.chosen
      crop.own = start.corner
        ? stretched(start.box, this.point, crop.tall, start.corner, at)
        : moved(start.box, this.point, at.x - start.at.x, at.y - start.at.y)
    })
    this.picture.addEventListener("click", (event) => {
      if (!this.chosen) this.point = movedPoint(this.place(event), 0, 0)
    })
    this.picture.draggable = false
  }

  place(event) {
    const area = this.stage.getBoundingClientRect()
    return { x: (event.clientX - area.left) / area.width, y: (event.clientY - area.top) / area.height }
  }

  dragged(node, follow) {
    let start = null
    node.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return
      event.preventDefault()
      node.focus({ preventScroll: true })
      node.setPointerCapture(event.pointerId)
      const box = this.chosen?.boxAround(this.point)
      start = { at: this.place(event), point: this.point, box, corner: event.target.dataset.corner }
    })
    node.addEventListener("pointermove", (event) => start && follow(start, this.place(event)))
    for (const end of ["pointerup", "pointercancel"]) node.addEventListener(end, () => (start = null))
  }

  keyOnPoint(event) {
    const move = MOVES[event.key]
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const step = event.shiftKey ? LARGE_STEP : STEP
    this.point = movedPoint(this.point, move[0] * step, move[1] * step)
  }

  keyOnFrame(event) {
    if (event.ctrlKey || event.metaKey) return
    if (event.key === "Escape") {
      this.chosen.button.focus()
      return
    }
    const isLarge = event.shiftKey && event.key.startsWith("Arrow")
    const step = isLarge ? LARGE_STEP : STEP
    const crop = this.chosen
    const box = crop.boxAround(this.point)
    const move = event.altKey ? null : MOVES[event.key]
    const growth = GROWTH[event.key]
    if (!move && !growth) return
    event.preventDefault()
    crop.own = move
      ? moved(box, this.point, move[0] * step, move[1] * step)
      : resized(box, this.point, crop.tall, growth * step * 2)
  }

  buildPreview(crop) {
    const picture = element("img", { src: this.picture.src, alt: "", draggable: "false" })
    crop.view = element("span", { class: "crop-view" }, [picture])
    crop.view.style.aspectRatio = String(crop.ratio)
    crop.state = element("span", { class: "crop-state" })
    crop.button = element("button", { type: "button", class: "crop-choice", "aria-pressed": "false" }, [
      crop.view, element("span", { class: "crop-name" }, [crop.label]), crop.state,
    ])
    crop.reset = element("button", { type: "button", class: "crop-reset", "aria-label": `Reset ${crop.label} to automatic` }, ["Reset"])
    crop.button.addEventListener("click", () => this.choose(this.chosen === crop ? null : crop))
    crop.reset.addEventListener("click", () => {
      crop.own = null
      crop.button.focus()
      this.tell(`${crop.label} is automatic again.`)
    })
    crop.item.append(crop.button, crop.reset)
  }

  choose(crop) {
    this.chosen = crop
    this.draw()
    if (crop) this.frame.focus({ preventScroll: true })
  }

  draw() {
    const point = this.point
    this.marker.style.left = `${point.x * 100}%`
    this.marker.style.top = `${point.y * 100}%`
    this.marker.setAttribute("aria-valuenow", String(Math.round(point.x * 100)))
    this.marker.setAttribute("aria-valuetext", `${percent(point.x)} from the left, ${percent(point.y)} from the top`)
    for (const crop of this.crops) this.drawPreview(crop, crop.boxAround(point))
    this.frame.hidden = !this.chosen
    this.stage.classList.toggle("has-frame", this.chosen !== null)
    if (!this.chosen) return
    const box = this.chosen.boxAround(point)
    put(this.frame, box)
    this.frame.setAttribute("aria-label", `Frame of the crop ${this.chosen.label}`)
    this.frame.setAttribute("aria-valuenow", String(Math.round(box.width * 100)))
    this.frame.setAttribute("aria-valuetext", `${percent(box.width)} wide, ${percent(box.left)} from the left, ${percent(box.top)} from the top`)
  }

  drawPreview(crop, box) {
    const own = crop.own
    const pixels = Math.round(box.width * this.size.width)
    Object.assign(crop.view.firstChild.style, {
      width: `${100 / box.width}%`, left: `${(-box.left / box.width) * 100}%`, top: `${(-box.top / box.height) * 100}%`,
    })
    crop.button.setAttribute("aria-pressed", String(crop === this.chosen))
    crop.state.replaceChildren(element("span", {}, [own ? "own" : "automatic"]), element("span", {}, [`${pixels} px`]))
    crop.state.classList.toggle("is-small", pixels < WEB_WIDTH)
    crop.reset.hidden = !own
  }
}
