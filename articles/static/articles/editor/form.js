// The story form around the editor: unsaved changes, the order of rows, the lead photo.
import { element } from "articles/editor/dialogs"
import { choose, photoFacts, useFactsFrom } from "articles/editor/photos"
import { watchChanges } from "media/unsaved"

const form = document.getElementById("article_form")
const body = form?.querySelector("textarea[data-body-editor]")

function watchStory() {
  const state = form.querySelector("[data-save-state]")
  const note = document.querySelector("[data-steps-note]")
  const tell = (isChanged) => {
    if (state) state.textContent = isChanged ? "Unsaved changes" : ""
    if (note) note.hidden = !isChanged
    for (const step of document.querySelectorAll("[data-workflow] button.step")) step.disabled = isChanged
  }
  const isOurs = (event) => !event.target.closest?.(".card-bar, .editor-toolbar")
  const change = watchChanges(form, tell, { isOurs })
  window.django?.jQuery?.(form).on("select2:select select2:unselect select2:clear", change)
}

function orderRows() {
  const number = (table) => {
    const rows = [...table.querySelectorAll("tbody > tr.form-row:not(.empty-form)")]
    rows.forEach((row, index) => {
      const place = row.querySelector("input[name$='-position']")
      if (place) place.value = index
    })
  }
  for (const table of form.querySelectorAll(".story-rows table")) number(table)
  form.addEventListener("click", (event) => {
    const direction = event.target.closest?.("[data-move]")?.dataset.move
    if (!direction) return
    const row = event.target.closest("tr")
    const other = direction === "up" ? row.previousElementSibling : row.nextElementSibling
    if (!other?.matches(".form-row:not(.empty-form)")) return
    if (direction === "up") other.before(row)
    else other.after(row)
    number(row.closest("table"))
    event.target.focus()
    form.dispatchEvent(new Event("input"))
  })
  document.addEventListener("formset:added", (event) => {
    const table = event.target.closest?.(".story-rows table")
    if (table) number(table)
  })
}

// The list-with-search of the admin names its parts after what is chosen: give them
// the name of their field.
function nameChoices() {
  for (const select of form.querySelectorAll("select.admin-autocomplete:not([name*=__prefix__])")) {
    const box = select.parentElement.querySelector(".select2-selection")
    const label = select.getAttribute("aria-label") || form.querySelector(`label[for="${select.id}"]`)?.textContent.replace(/:$/, "")
    if (!box || !label) continue
    box.setAttribute("aria-label", label)
    box.removeAttribute("aria-labelledby")
    for (const part of box.querySelectorAll("[role=textbox]")) {
      part.removeAttribute("role")
      part.removeAttribute("aria-readonly")
    }
    box.querySelector("input")?.setAttribute("aria-label", label)
  }
}

function showLeadPhoto() {
  const input = form.querySelector("#id_lead_photo")
  if (!input) return
  const words = { caption: "#id_lead_caption", credit: "#id_lead_credit", alt: "#id_lead_alt" }
  const place = element("div", { class: "lead-picture" })
  const paint = async () => {
    const own = input.value ? await photoFacts(input.value) : null
    const picture = own?.picture
      ? element("img", { src: own.picture, alt: own.alt || own.title })
      : element("span", { class: "no-file" }, [own ? "No file yet" : "No lead photo"])
    const name = own ? element("strong", {}, [own.title]) : ""
    place.replaceChildren(picture, element("div", { class: "lead-buttons" }, [name, pick, ...(input.value ? [drop] : [])]))
    for (const [key, selector] of Object.entries(words)) {
      const field = form.querySelector(selector)
      field.placeholder = own?.[key] || ""
      field.closest(".form-row").hidden = !input.value
    }
  }
  const set = (id) => {
    input.value = id
    input.dispatchEvent(new Event("input", { bubbles: true }))
    paint()
  }
  const pick = element("button", { type: "button", class: "quiet-button" }, ["Choose a photo"])
  const drop = element("button", { type: "button", class: "quiet-button" }, ["Remove"])
  pick.addEventListener("click", async () => {
    const id = await choose(body.dataset.photosUrl)
    if (id) set(id)
  })
  drop.addEventListener("click", () => set(""))
  input.closest("fieldset").querySelector("h2").after(place)
  paint()
}

if (form && body) {
  useFactsFrom(body.dataset.photoFactsUrl)
  watchStory()
  orderRows()
  showLeadPhoto()
  window.django?.jQuery?.(nameChoices) // after the admin's own, which makes the lists
  document.addEventListener("formset:added", () => setTimeout(nameChoices))
}
