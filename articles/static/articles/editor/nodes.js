// Our blocks as nodes of the editor. Names and attributes are those of articles/editing.py.
import * as T from "django-prose-editor/editor"
import { ask, cleanUrl, element } from "articles/editor/dialogs"
import { choose, photoFacts, storyFacts } from "articles/editor/photos"

const { Extension, Mark, Node } = T

const blockId = {
  id: {
    default: "",
    keepOnSplit: false,
    parseHTML: (dom) => dom.getAttribute("data-id") || "",
    renderHTML: ({ id }) => (id ? { "data-id": id } : {}),
  },
}
const withId = {
  addAttributes() {
    return { ...this.parent?.(), ...blockId }
  },
}

export const Paragraph = T.Paragraph.extend(withId)
export const Heading = T.Heading.extend({ content: "text*", marks: "", ...withId }).configure({ levels: [2, 3, 4] })
export const BulletList = T.BulletList.extend({ addAttributes: () => blockId })
export const OrderedList = T.OrderedList.extend({
  addAttributes: () => blockId,
  addNodeView: () => () => {
    const dom = element("ol")
    return { dom, contentDOM: dom }
  },
  addInputRules() {
    return [T.wrappingInputRule({ find: /^1\.\s$/, type: this.type })]
  },
})
export const ListItem = T.ListItem.extend({ content: "paragraph" })
export const Rule = Node.create({
  name: "horizontalRule",
  group: "block",
  addAttributes: () => blockId,
  parseHTML: () => [{ tag: "hr" }],
  renderHTML: ({ HTMLAttributes }) => ["hr", HTMLAttributes],
  addInputRules() {
    return [T.nodeInputRule({ find: /^---$/, type: this.type })]
  },
})
export const Code = T.Code.extend({ excludes: "" })

export const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({ href: { default: "" }, title: { default: null } }),
  parseHTML: () => [
    {
      tag: "a[href]",
      getAttrs: (dom) => {
        const href = cleanUrl(dom.getAttribute("href"))
        return href ? { href, title: dom.getAttribute("title") || null } : false
      },
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["a", { ...HTMLAttributes, rel: "noopener" }, 0],
  addKeyboardShortcuts() {
    return { "Mod-k": () => (editLink(this.editor), true) }
  },
})

// What a link would stand on: what is selected, or the word at the cursor.
function linkRange({ selection }) {
  const { $from, from, to, empty } = selection
  if (!empty || !$from.parent.isTextblock) return { from, to }
  const text = $from.parent.textBetween(0, $from.parent.content.size, null, " ")
  const before = text.slice(0, $from.parentOffset).match(/\S*$/)[0].length
  const after = text.slice($from.parentOffset).match(/^\S*/)[0].length
  return { from: from - before, to: to + after }
}

export async function editLink(editor) {
  const now = editor.getAttributes("link")
  const { from, to } = linkRange(editor.state)
  if (from === to && !now.href) return
  const fields = {
    href: { label: "Address (empty removes the link)", kind: "text" },
    title: { label: "Title (shown on hover)" },
  }
  const said = await ask("Link", fields, now)
  if (!said) return
  const chain = editor.chain().focus()
  if (now.href) chain.extendMarkRange("link")
  else chain.setTextSelection(linkRange(editor.state))
  const href = cleanUrl(said.href)
  if (href) chain.setMark("link", { href, title: said.title || null }).run()
  else chain.unsetMark("link").run()
}

export const Quote = Node.create({
  name: "quote",
  group: "block",
  content: "inline*",
  defining: true,
  addAttributes: () => ({
    ...blockId,
    attribution: {
      default: "",
      parseHTML: (dom) => dom.getAttribute("data-attribution") || "",
      renderHTML: ({ attribution }) => (attribution ? { "data-attribution": attribution } : {}),
    },
  }),
  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: ({ HTMLAttributes }) => ["blockquote", HTMLAttributes, 0],
  addInputRules() {
    return [T.textblockTypeInputRule({ find: /^>\s$/, type: this.type })]
  },
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) =>
        editor.isActive("quote") && editor.chain().splitBlock().setNode("paragraph", { id: "" }).run(),
    }
  },
  addNodeView: () => ({ editor, getPos, node }) => {
    const contentDOM = element("blockquote")
    const who = element("input", { type: "text", placeholder: "Who said it", "aria-label": "Who said it" })
    who.value = node.attrs.attribution
    who.disabled = !editor.isEditable
    who.addEventListener("input", () => setAttributes(editor, getPos, { attribution: who.value }))
    const line = element("div", { class: "quote-who", contenteditable: "false" }, ["— ", who])
    return {
      dom: element("div", { class: "quote-block" }, [contentDOM, line]),
      contentDOM,
      stopEvent: (event) => event.target === who,
      ignoreMutation: (change) => line.contains(change.target),
      update(next) {
        if (next.type.name !== "quote") return false
        if (document.activeElement !== who) who.value = next.attrs.attribution
        return true
      },
    }
  },
})

function setAttributes(editor, getPos, attributes) {
  const position = getPos()
  const node = editor.state.doc.nodeAt(position)
  editor.view.dispatch(editor.state.tr.setNodeMarkup(position, null, { ...node.attrs, ...attributes }))
}

// A block that is edited in a dialog: a card with what it is, and its buttons.
function card(name, { defaults, label, edit, paint }) {
  const attribute = (key) => ({
    default: defaults[key],
    parseHTML: (dom) => JSON.parse(dom.getAttribute("data-attrs") || "{}")[key] ?? defaults[key],
    renderHTML: () => ({}),
  })
  return Node.create({
    name,
    group: "block",
    atom: true,
    draggable: true,
    selectable: true,
    addAttributes: () => Object.fromEntries(["id", ...Object.keys(defaults)].map((key) => [key, key === "id" ? { ...attribute(key), default: "" } : attribute(key)])),
    parseHTML: () => [{ tag: `div[data-block="${name}"]` }],
    renderHTML: ({ node }) => ["div", { "data-block": name, "data-attrs": JSON.stringify(node.attrs) }],
    addNodeView: () => ({ editor, getPos, node }) => {
      const body = element("div", { class: "card-body" })
      const change = async () => {
        const now = editor.state.doc.nodeAt(getPos()).attrs
        const said = await edit(now)
        if (said) setAttributes(editor, getPos, said)
        editor.view.focus()
      }
      const remove = () => {
        const position = getPos()
        editor.chain().focus().deleteRange({ from: position, to: position + 1 }).run()
      }
      const buttons = [button("Remove", remove)]
      if (edit) buttons.unshift(button("Edit", change))
      const bar = element("div", { class: "card-bar" }, [element("span", { class: "card-label" }, [label]), ...(editor.isEditable ? buttons : [])])
      const dom = element("div", { class: `block-card block-${name}`, contenteditable: "false", role: "group", "aria-label": label, "data-drag-handle": true }, [bar, body])
      const show = (attrs) => paint(attrs, (parts) => body.replaceChildren(...parts.filter(Boolean)))
      show(node.attrs)
      if (edit && editor.isEditable) dom.addEventListener("dblclick", change)
      return {
        dom,
        stopEvent: (event) => event.target.closest?.("button") !== null && event.type !== "dragstart",
        update(next) {
          if (next.type.name !== name) return false
          show(next.attrs)
          return true
        },
      }
    },
  })
}

function button(text, action) {
  const node = element("button", { type: "button", class: "card-button" }, [text])
  node.addEventListener("click", action)
  return node
}

const line = (tag, text, more = {}) => text && element(tag, more, [text])

const PHOTO_FIELDS = (own) => ({
  caption: { label: "Caption here", kind: "long", placeholder: own?.caption, help: "Empty: what the photo says." },
  credit: { label: "Credit here", placeholder: own?.credit, help: "Empty: what the photo says." },
  alt: { label: "Alternative text here", placeholder: own?.alt, help: "Empty: what the photo says." },
})

async function editPhoto(attrs) {
  const own = await photoFacts(attrs.photo)
  const said = await ask("Photo in this place", PHOTO_FIELDS(own), attrs)
  return said && Object.fromEntries(Object.entries(said).map(([key, text]) => [key, text || null]))
}

export const Photo = card("photo", {
  defaults: { photo: "", caption: null, credit: null, alt: null },
  label: "Photo",
  edit: editPhoto,
  async paint(attrs, show) {
    show([line("span", "…")])
    const own = await photoFacts(attrs.photo)
    const picture = own?.picture
      ? element("img", { src: own.picture, alt: attrs.alt ?? own.alt ?? "" })
      : element("span", { class: "no-file" }, [own ? "No file yet" : "Unknown photo"])
    const said = (key) => line("span", attrs[key] ?? own?.[key], { class: attrs[key] === null ? "inherited" : "own", title: attrs[key] === null ? "From the photo" : "Said here only" })
    show([
      picture,
      element("div", { class: "photo-words" }, [line("strong", own?.title || ""), said("caption"), said("credit")].filter(Boolean)),
    ])
  },
})

const PROMO_FIELDS = { title: { label: "Title", required: true }, url: { label: "Address, where it is not ours", kind: "text" } }

export function editPromo(storiesUrl) {
  return async (attrs) => {
    let article = attrs.article
    const shown = element("p", { class: "chosen-story" })
    const show = async () => {
      const story = article && (await storyFacts(article))
      shown.textContent = story ? `Ours: ${story.title}` : article ? "Ours, not found" : "No story of ours"
      return story
    }
    const pick = button("Choose a story of ours", async () => {
      article = (await choose(storiesUrl)) || article
      const story = await show()
      const title = pick.closest("form").elements.title
      if (story && !title.value) title.value = story.title
    })
    const drop = button("None of ours", () => {
      article = null
      show()
    })
    show()
    const said = await ask("Promo", PROMO_FIELDS, attrs, { extra: [shown, element("p", {}, [pick, drop])] })
    return said && { title: said.title, url: cleanUrl(said.url), article }
  }
}

export const Promo = (storiesUrl) =>
  card("promo", {
    defaults: { title: "", title_original: "", url: "", article: null },
    label: "Promo",
    edit: editPromo(storiesUrl),
    async paint(attrs, show) {
      const parts = (target) => [line("strong", attrs.title), line("small", target)]
      show(parts(attrs.url))
      const story = attrs.article && (await storyFacts(attrs.article))
      if (story) show(parts(`Ours: ${story.title}`))
    },
  })

export async function editEmbed(attrs) {
  const fields = { url: { label: "Address", kind: "text", required: true }, title: { label: "Title" } }
  const said = await ask("Embed", fields, attrs)
  const url = said && cleanUrl(said.url)
  return url ? { url, title: said.title, state: "ok" } : null
}

export const Embed = card("embed", {
  defaults: { provider: "", url: "", title: "", state: "ok", html: "", raw: "" },
  label: "Embed",
  edit: editEmbed,
  paint: (attrs, show) =>
    show([
      line("strong", attrs.title || attrs.provider || attrs.url || "Embed"),
      line("small", attrs.url),
      attrs.state === "missing" && line("span", `Missing: the source only said “${attrs.raw || "embed"}”.`, { class: "no-file" }),
    ]),
})

const KEPT_NAMES = { table: "Table", gallery: "Gallery", html: "HTML", call_to_action: "Call to action" }

export const Kept = card("kept", {
  defaults: { block: "{}" },
  label: "Kept as it is",
  edit: null,
  paint(attrs, show) {
    const block = JSON.parse(attrs.block)
    const name = line("strong", KEPT_NAMES[block.type] || block.type || "Block")
    if (block.type === "table") {
      const rows = (block.rows || []).map((row) => element("tr", {}, row.map((cell) => element("td", {}, [plain(cell)]))))
      show([name, element("table", {}, [element("tbody", {}, rows)])])
    } else if (block.type === "gallery") show([name, line("small", `${(block.photos || []).length} photos`)])
    else show([name, line("span", block.text || plain(block.html || "")), line("small", block.url)])
  },
})

function plain(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent
}

// For those who may change photos only: a change of anything else does not happen.
export const PhotosOnly = Extension.create({
  name: "photosOnly",
  addProseMirrorPlugins() {
    const rest = (doc) => {
      const kept = []
      doc.forEach((node) => {
        const isEmpty = node.type.name === "paragraph" && !node.content.size
        if (node.type.name !== "photo" && !isEmpty) kept.push(node)
      })
      return kept
    }
    const filterTransaction = (change) => {
      if (!change.docChanged) return true
      const [before, after] = [rest(change.before), rest(change.doc)]
      return before.length === after.length && before.every((node, index) => node.eq(after[index]))
    }
    return [new T.Plugin({ filterTransaction })]
  },
})
