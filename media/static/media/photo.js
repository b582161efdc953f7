// The form of a photo: its crops, words taken from the file, and changes not saved yet.
import { Cropper } from "./cropper.js"
import { watchChanges } from "./unsaved.js"

const form = document.getElementById("photo_form")

// A button puts what the file (or somebody) says into its field, and back again.
function takeOnPress(button) {
  const field = document.getElementById(button.dataset.take)
  if (!field) return
  const words = button.textContent
  const label = button.getAttribute("aria-label")
  let before = null
  const plain = (text) => text.replaceAll("\r\n", "\n")
  const show = () => {
    const isTaken = plain(field.value) === plain(button.dataset.value)
    button.hidden = isTaken && before === null
    button.textContent = isTaken && before !== null ? "Put mine back" : words
    button.setAttribute("aria-label", isTaken && before !== null ? `Put mine back: ${before || "nothing"}` : label)
  }
  button.addEventListener("click", () => {
    const isBack = before !== null && plain(field.value) === plain(button.dataset.value)
    const next = isBack ? before : button.dataset.value
    before = isBack ? null : field.value
    field.value = next
    field.dispatchEvent(new Event("input", { bubbles: true }))
  })
  field.addEventListener("input", show)
  field.addEventListener("change", show)
  show()
}

if (form) {
  const root = form.querySelector("[data-cropper]")
  if (root) new Cropper(root)
  form.querySelectorAll("[data-take]").forEach(takeOnPress)
  const state = form.querySelector("[data-save-state]")
  watchChanges(form, (isChanged) => {
    if (state) state.textContent = isChanged ? "Unsaved changes" : ""
  })
}
