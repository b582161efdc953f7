// Takes over the text area that holds a body and keeps it up to date.
import * as T from "django-prose-editor/editor"
import { cleanUrl, element } from "articles/editor/dialogs"
import * as N from "articles/editor/nodes"
import { cleanPaste, isEmbedAddress, keepWordMarks } from "articles/editor/pasting"
import { useFactsFrom } from "articles/editor/photos"
import { buildToolbar } from "articles/editor/toolbar"

function extensions({ photosOnly, storiesUrl }) {
  return [
    T.Document, T.Text, N.Paragraph, N.Heading, N.Quote, N.BulletList, N.OrderedList, N.ListItem,
    N.Photo, N.Promo(storiesUrl), N.Embed, N.Rule, N.Kept, T.HardBreak,
    N.Link, T.Bold, T.Italic, T.Strike, T.Subscript, T.Superscript, N.Code,
    T.History, T.Dropcursor, T.Gapcursor, T.TrailingNode,
    ...(photosOnly ? [N.PhotosOnly] : []),
  ]
}

// The empty paragraphs at the end are the editor's own: there is always a place to type.
function serialise(editor) {
  const doc = editor.getJSON()
  while (doc.content.length > 1) {
    const last = doc.content[doc.content.length - 1]
    if (last.type !== "paragraph" || last.content) break
    doc.content.pop()
  }
  return JSON.stringify(doc)
}

function pasteAddress(getEditor) {
  return (_view, event) => {
    const text = (event.clipboardData?.getData("text/plain") || "").trim()
    const editor = getEditor()
    if (!/^https?:\/\/\S+$/.test(text)) return false
    if (!editor.state.selection.empty) {
      editor.chain().focus().setMark("link", { href: cleanUrl(text), title: null }).run()
      return true
    }
    const { $from } = editor.state.selection
    if (!isEmbedAddress(text) || $from.depth !== 1 || $from.parent.content.size) return false
    const attrs = { url: text, title: "", state: "ok", provider: "", html: "", raw: "" }
    editor.chain().focus().insertContent({ type: "embed", attrs }).run()
    return true
  }
}

function takeOver(textarea) {
  const { photoFactsUrl, photosUrl, storiesUrl } = textarea.dataset
  const photosOnly = "photosOnly" in textarea.dataset
  useFactsFrom(photoFactsUrl)
  const place = element("div", { class: "body-editor" })
  textarea.before(place)
  let editor = null
  const fail = (error) => {
    place.replaceChildren(element("p", { class: "errornote" }, [`The editor cannot show this text (${error.message}). It is kept as it is.`]))
  }
  try {
    editor = new T.Editor({
      element: place,
      extensions: extensions({ photosOnly, storiesUrl }),
      content: JSON.parse(textarea.value),
      enableContentCheck: true,
      injectCSS: false,
      editable: !textarea.disabled,
      onContentError: ({ error }) => { throw error },
      editorProps: {
        attributes: { "aria-label": "Text of the story", "aria-multiline": "true", role: "textbox" },
        transformPastedHTML: (html) => cleanPaste(keepWordMarks(html)),
        handlePaste: pasteAddress(() => editor),
      },
    })
  } catch (error) {
    fail(error)
    return
  }
  textarea.hidden = true
  textarea.value = serialise(editor)
  editor.on("update", () => {
    const text = serialise(editor)
    if (text === textarea.value) return
    textarea.value = text
    textarea.dispatchEvent(new Event("input", { bubbles: true }))
  })
  if (!textarea.disabled) place.prepend(buildToolbar(editor, { photosUrl, storiesUrl, photosOnly }))
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  label?.addEventListener("click", (event) => {
    event.preventDefault()
    editor.commands.focus()
  })
}

for (const textarea of document.querySelectorAll("textarea[data-body-editor]")) takeOver(textarea)
