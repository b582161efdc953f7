// What photos and stories say by themselves, and choosing one in the admin's popup.
const facts = new Map()
let address = ""
let waiting = null

export function useFactsFrom(url) {
  address = url
}

// Many questions of one moment are one request.
function load(key) {
  if (!waiting) {
    waiting = { keys: new Set(), answer: null }
    const batch = waiting
    batch.answer = Promise.resolve().then(async () => {
      waiting = null
      const query = new URLSearchParams([...batch.keys].map((each) => each.split(":")))
      const response = await fetch(`${address}?${query}`, { credentials: "same-origin" })
      return response.ok ? response.json() : {}
    })
  }
  waiting.keys.add(key)
  return waiting.answer
}

async function ask(kind, id) {
  const key = `${kind}:${id}`
  if (!facts.has(key)) facts.set(key, load(key).then((rows) => rows[kind]?.[id] || null))
  return facts.get(key)
}

export const photoFacts = (id) => ask("photo", id)
export const storyFacts = (id) => ask("article", id)

// Opens a list of the admin as a popup; resolves with the chosen id, or null.
export function choose(url) {
  return new Promise((resolve) => {
    const names = ["dismissRelatedLookupPopup", "dismissAddRelatedObjectPopup"]
    const before = names.map((name) => window[name])
    const popup = window.open(`${url}?_to_field=id&_popup=1`, "choose", "width=1000,height=700,resizable=yes,scrollbars=yes")
    if (!popup) {
      resolve(null)
      return
    }
    const finish = (id) => {
      clearInterval(watch)
      names.forEach((name, index) => (window[name] = before[index]))
      popup.close()
      resolve(id ? String(id) : null)
    }
    const watch = setInterval(() => popup.closed && finish(null), 400)
    for (const name of names) window[name] = (_popup, id) => finish(id)
  })
}
