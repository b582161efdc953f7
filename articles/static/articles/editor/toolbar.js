// The editor's toolbar: one tab stop, arrows between the buttons.
import { element } from "articles/editor/dialogs"
import { editEmbed, editLink, editPromo } from "articles/editor/nodes"
import { choose } from "articles/editor/photos"

const MARKS = [
  ["bold", "format_bold", "Bold (Ctrl+B)"],
  ["italic", "format_italic", "Italic (Ctrl+I)"],
  ["strike", "strikethrough_s", "Struck through"],
  ["superscript", "superscript", "Superscript"],
  ["subscript", "subscript", "Subscript"],
  ["code", "code", "Code"],
]
const BLOCKS = [
  ["paragraph", "Paragraph"],
  ["heading2", "Heading 2"],
  ["heading3", "Heading 3"],
  ["heading4", "Heading 4"],
  ["quote", "Quote"],
]

export function buildToolbar(editor, { photosUrl, storiesUrl, photosOnly }) {
  const bar = element("div", { class: "editor-toolbar", role: "toolbar", "aria-label": "Text tools" })
  const tools = []
  const group = (...nodes) => bar.append(element("div", { class: "editor-tools" }, nodes))
  const tool = (icon, label, action, active) => {
    const node = element("button", { type: "button", class: "editor-tool", "aria-label": label, title: label }, [
      element("span", { class: "material-icons", "aria-hidden": "true" }, [icon]),
    ])
    if (active) node.setAttribute("aria-pressed", "false")
    node.addEventListener("click", action)
    tools.push({ node, active })
    return node
  }
  const insert = (type, attrs) => attrs && insertBlock(editor, type, attrs)

  const addPhoto = async () => {
    const photo = await choose(photosUrl)
    if (photo) insert("photo", { photo, caption: null, credit: null, alt: null })
  }
  if (photosOnly) {
    group(tool("image", "Photo", addPhoto))
  } else {
    const select = blockSelect(editor)
    tools.push({ node: select })
    group(select)
    group(...MARKS.map(([mark, icon, label]) => tool(icon, label, () => editor.chain().focus().toggleMark(mark).run(), () => editor.isActive(mark))), tool("link", "Link (Ctrl+K)", () => editLink(editor), () => editor.isActive("link")))
    group(
      tool("format_list_bulleted", "Bullet list", () => editor.chain().focus().toggleBulletList().run(), () => editor.isActive("bulletList")),
      tool("format_list_numbered", "Numbered list", () => editor.chain().focus().toggleOrderedList().run(), () => editor.isActive("orderedList")),
    )
    group(
      tool("image", "Photo", addPhoto),
      tool("article", "Promo", async () => insert("promo", await editPromo(storiesUrl)({ title: "", url: "", article: null }))),
      tool("smart_display", "Embed", async () => insert("embed", await editEmbed({ url: "", title: "" }))),
      tool("horizontal_rule", "Rule", () => insert("horizontalRule", {})),
    )
  }
  group(
    tool("undo", "Undo (Ctrl+Z)", () => editor.chain().focus().undo().run()),
    tool("redo", "Redo (Ctrl+Y)", () => editor.chain().focus().redo().run()),
  )
  const words = element("span", { class: "editor-words" })
  bar.append(words)

  const refresh = () => {
    for (const { node, active } of tools) if (active) node.setAttribute("aria-pressed", String(active()))
    const count = editor.getText().match(/[\p{L}\p{N}]+(['’\-.,][\p{L}\p{N}]+)*/gu)?.length || 0
    words.textContent = count === 1 ? "1 word" : `${count} words`
  }
  editor.on("transaction", refresh)
  refresh()
  moveByArrows(bar, tools.map(({ node }) => node))
  return bar
}

// A new block stands after the one the cursor is in, never inside a list.
function insertBlock(editor, type, attrs) {
  const { $to } = editor.state.selection
  const after = $to.depth ? $to.after(1) : $to.pos
  editor.chain().focus().insertContentAt(after, { type, attrs }).run()
}

function blockSelect(editor) {
  const select = element("select", { "aria-label": "Kind of block", class: "editor-kind" }, BLOCKS.map(([value, label]) => element("option", { value }, [label])))
  select.addEventListener("change", () => {
    const kind = select.value
    const chain = editor.chain().focus()
    if (kind.startsWith("heading")) chain.setNode("heading", { level: Number(kind.slice(7)) }).run()
    else chain.setNode(kind).run()
  })
  editor.on("transaction", () => {
    const { level } = editor.getAttributes("heading")
    select.value = level && editor.isActive("heading") ? `heading${level}` : editor.isActive("quote") ? "quote" : "paragraph"
  })
  return select
}

function moveByArrows(bar, nodes) {
  nodes.forEach((node, index) => (node.tabIndex = index ? -1 : 0))
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const index = nodes.indexOf(document.activeElement)
    if (!step || index < 0) return
    const next = nodes[(index + step + nodes.length) % nodes.length]
    nodes.forEach((node) => (node.tabIndex = node === next ? 0 : -1))
    next.focus()
    event.preventDefault()
  })
}

