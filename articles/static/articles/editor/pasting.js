// Makes what is pasted from documents, mail and pages into our kinds of text.
const DROPPED = "script,style,meta,link,xml,iframe,object,embed,form,input,button,svg,img,title,head"
const STRUCTURE = new Set(["P", "H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "LI", "BLOCKQUOTE", "DIV", "TABLE"])

export function cleanPaste(html) {
  const doc = new DOMParser().parseFromString(html, "text/html")
  for (const each of doc.querySelectorAll(DROPPED)) each.remove()
  for (const each of doc.querySelectorAll("b[id^=docs-internal-guid]")) unwrap(each)
  for (const each of [...doc.querySelectorAll("*")]) if (each.tagName.includes(":")) unwrap(each)
  markStyles(doc)
  makeWordLists(doc)
  flattenQuotes(doc)
  flattenLists(doc)
  levelHeadings(doc)
  return doc.body.innerHTML
}

function unwrap(node) {
  node.replaceWith(...node.childNodes)
}

function wrapChildren(node, tag) {
  const mark = node.ownerDocument.createElement(tag)
  mark.append(...node.childNodes)
  node.append(mark)
}

// Google Docs says bold and italics by style; a <b> may say that it is not bold.
function markStyles(doc) {
  for (const each of doc.querySelectorAll("[style]")) {
    const { fontWeight, fontStyle, textDecorationLine, verticalAlign } = each.style
    const isPlain = /^(normal|[1-5]00)$/.test(fontWeight)
    if (each.tagName === "SPAN") {
      if (/^(bold|[6-9]00)$/.test(fontWeight)) wrapChildren(each, "strong")
      if (fontStyle === "italic") wrapChildren(each, "em")
      if (textDecorationLine.includes("line-through")) wrapChildren(each, "s")
      if (verticalAlign === "super") wrapChildren(each, "sup")
      if (verticalAlign === "sub") wrapChildren(each, "sub")
    } else if (isPlain && /^(B|STRONG)$/.test(each.tagName)) unwrap(each)
    each.removeAttribute("style")
  }
}

// Word writes list items as paragraphs that begin with a drawn bullet or number.
function makeWordLists(doc) {
  let list = null
  for (const paragraph of [...doc.querySelectorAll("p")]) {
    if (!/^MsoListParagraph/.test(paragraph.className) && !paragraph.querySelector("[data-list-mark]")) {
      list = null
      continue
    }
    const mark = paragraph.querySelector("[data-list-mark]") || paragraph.querySelector("span")
    const tag = /^\s*\w{1,3}[.)]/.test(mark?.textContent || "") ? "ol" : "ul"
    if (mark && /^\s*(\w{1,3}[.)]|[^\w\s])[\s\u00a0]*$/.test(mark.textContent)) mark.remove()
    if (!list || list.tagName.toLowerCase() !== tag || list.nextElementSibling !== paragraph) {
      list = doc.createElement(tag)
      paragraph.before(list)
    }
    const item = doc.createElement("li")
    item.append(...paragraph.childNodes)
    list.append(item)
    paragraph.remove()
  }
}

// A quote of ours is one text with line breaks.
function flattenQuotes(doc) {
  for (const quote of doc.querySelectorAll("blockquote")) {
    const parts = [...quote.querySelectorAll("p")]
    parts.forEach((part, index) => {
      if (index < parts.length - 1) part.append(doc.createElement("br"))
      unwrap(part)
    })
  }
}

// An item of ours is one text; a list within it goes on as items of the outer list.
function flattenLists(doc) {
  for (const inner of [...doc.querySelectorAll("li ul, li ol")]) {
    const item = inner.parentElement.closest("li")
    item?.after(...inner.children)
    inner.remove()
  }
  for (const item of doc.querySelectorAll("li")) {
    const parts = [...item.children].filter((each) => STRUCTURE.has(each.tagName))
    parts.forEach((part, index) => {
      if (index < parts.length - 1) part.append(doc.createElement("br"))
      unwrap(part)
    })
  }
}

function levelHeadings(doc) {
  for (const heading of doc.querySelectorAll("h1, h5, h6")) {
    const level = heading.tagName === "H1" ? "h2" : "h4"
    const other = doc.createElement(level)
    other.append(...heading.childNodes)
    heading.replaceWith(other)
  }
}

// Word keeps the list marks in styles that the page's policy would hide: mark them first.
export function keepWordMarks(html) {
  return html.replace(/<span([^>]*?)style=(['"])[^'"]*mso-list:\s*ignore[^'"]*\2/gi, "<span$1data-list-mark")
}

const EMBEDS = /^https?:\/\/(www\.)?(youtube\.com\/(watch\?v=|shorts\/|live\/)|youtu\.be\/|vimeo\.com\/\d|x\.com\/\w+\/status\/|twitter\.com\/\w+\/status\/|instagram\.com\/(p|reel)\/|tiktok\.com\/@|bsky\.app\/profile\/|open\.spotify\.com\/|soundcloud\.com\/)\S+$/

export function isEmbedAddress(text) {
  return EMBEDS.test(text)
}
