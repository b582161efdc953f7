// Files dropped on a page or chosen in the form go up by themselves, two at a time:
// each with its own progress, its own error and its own second try.
import { element } from "./elements.js"

const AT_ONCE = 2
const panel = document.querySelector("[data-dropping]")
const form = document.querySelector("form[data-upload]")
const waiting = []
const done = { here: 0, refused: 0, running: 0 }

function addFiles(files) {
  panel.hidden = false
  for (const file of files) {
    const progress = element("progress", { max: "1", value: "0", "aria-label": file.name })
    const state = element("span", { class: "state" }, ["Waiting"])
    const row = element("li", { class: "dropping-file" }, [element("span", { class: "name" }, [file.name]), progress, state])
    panel.querySelector("[data-files]").append(row)
    waiting.push({ file, progress, state, row })
  }
  go()
}

function go() {
  while (waiting.length && done.running < AT_ONCE) {
    done.running += 1
    const item = waiting.shift()
    send(item).then((answer) => tell(item, answer)).finally(() => {
      done.running -= 1
      go()
    })
  }
  sumUp()
}

function send({ file, progress, state }) {
  if (file.size > Number(panel.dataset.mostBytes)) {
    return Promise.resolve({ error: "The file is larger than we take.", isFinal: true })
  }
  const body = new FormData()
  body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value)
  body.append("provider", form?.elements.provider?.value ?? "")
  body.append("pictures", file, file.name)
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open("POST", panel.dataset.address)
    request.setRequestHeader("Accept", "application/json")
    request.responseType = "json"
    request.upload.addEventListener("progress", (event) => {
      progress.value = event.loaded / event.total
      state.textContent = event.loaded < event.total ? `${Math.round(progress.value * 100)} %` : "Being read"
    })
    request.addEventListener("load", () => resolve(readAnswer(request)))
    request.addEventListener("error", () => resolve({ error: "The connection broke." }))
    request.send(body)
  })
}

function readAnswer({ status, response }) {
  const file = response?.files?.[0]
  if (file) return { ...file, isFinal: true }
  if (response?.error) return { error: response.error, isFinal: true }
  if (status === 200) return { error: "You are logged out. Log in in another tab, then try again." }
  return { error: `The server did not take it (${status}).` }
}

function tell(item, answer) {
  const { row, progress, state } = item
  progress.remove()
  row.classList.toggle("is-refused", Boolean(answer.error))
  if (answer.error) {
    done.refused += 1
    state.textContent = answer.error
    if (!answer.isFinal) row.append(retry(item))
    return
  }
  done.here += 1
  state.replaceChildren(element("a", { href: answer.address }, [answer.title]), answer.was_here ? " was here already" : " is here")
}

function retry(item) {
  const button = element("button", { type: "button", "aria-label": `Try ${item.file.name} again` }, ["Try again"])
  button.addEventListener("click", () => {
    done.refused -= 1
    item.row.remove()
    addFiles([item.file])
  })
  return button
}

function sumUp() {
  const left = waiting.length + done.running
  const parts = [`${done.here} here`]
  if (done.refused) parts.push(`${done.refused} refused`)
  if (left) parts.push(`${left} on the way`)
  panel.querySelector("[data-sum]").textContent = parts.join(", ")
  panel.querySelector("[data-show]").hidden = left > 0 || done.here === 0
}

function takeDrops() {
  const cover = document.querySelector("[data-drop-here]").content.firstElementChild.cloneNode(true)
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files")
  let depth = 0
  const count = (by) => {
    depth = Math.max(0, depth + by)
    if (depth) document.body.append(cover)
    else cover.remove()
  }
  document.addEventListener("dragenter", (event) => hasFiles(event) && count(1))
  document.addEventListener("dragleave", (event) => hasFiles(event) && count(-1))
  document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault())
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    count(-depth)
    addFiles(event.dataTransfer.files)
  })
}

if (panel) {
  takeDrops()
  for (const hidden of document.querySelectorAll("[data-with-script]")) hidden.hidden = false
  window.addEventListener("beforeunload", (event) => waiting.length + done.running && event.preventDefault())
}
if (panel && form) {
  const chosen = form.elements.pictures
  form.querySelector("[data-submit]").hidden = true
  form.addEventListener("submit", (event) => event.preventDefault())
  chosen.addEventListener("change", () => {
    addFiles([...chosen.files])
    chosen.value = ""
  })
}
