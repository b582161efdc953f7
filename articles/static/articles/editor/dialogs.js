// One accessible dialog for all questions of the editor.
import { element } from "media/elements"
let count = 0

export { element }

function field(name, spec, value) {
  const id = `editor-dialog-${++count}`
  const input =
    spec.kind === "long"
      ? element("textarea", { id, name, rows: 3, placeholder: spec.placeholder })
      : element("input", { id, name, type: spec.kind || "text", placeholder: spec.placeholder })
  input.value = value ?? ""
  input.required = Boolean(spec.required)
  const help = spec.help ? [element("small", {}, [spec.help])] : []
  return element("p", { class: "editor-dialog-field" }, [
    element("label", { for: id }, [spec.label]),
    input,
    ...help,
  ])
}

// Resolves with {name: text}, or null where the person cancels.
export function ask(title, fields, values = {}, { extra = [], save = "Done" } = {}) {
  return new Promise((resolve) => {
    const heading = element("h2", { id: `editor-dialog-${++count}` }, [title])
    const cancel = element("button", { type: "button", class: "quiet-button" }, ["Cancel"])
    const form = element("form", { novalidate: false }, [
      heading,
      ...Object.entries(fields).map(([name, spec]) => field(name, spec, values[name])),
      ...extra,
      element("div", { class: "editor-dialog-buttons" }, [
        cancel,
        element("button", { type: "submit", class: "main-button" }, [save]),
      ]),
    ])
    const dialog = element("dialog", { class: "editor-dialog", "aria-labelledby": heading.id }, [form])
    let answer = null
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      answer = Object.fromEntries(new FormData(form))
      dialog.close()
    })
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer)
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}

// The schemes the server takes too; anything else would be emptied there.
export function cleanUrl(text) {
  const url = (text || "").replace(/\s+/g, "")
  if (/^(https?:\/\/[^/?#\s]|mailto:\S)/i.test(url)) return url
  return /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(url) ? `https://${url}` : ""
}
