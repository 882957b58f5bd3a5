// Searches titles and summaries in this browser; what it looks through is fetched when somebody begins to search.
const form = document.querySelector(".search")
const field = form?.querySelector("input")
const status = document.querySelector(".status")
const listed = document.getElementById("listed")
const found = document.getElementById("found")
const drawings = document.getElementById("drawings")
const MOST = 50
let index = null

// Letters as a search compares them: case, width, accents and vowel points make no difference.
function plain(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0652]+/g, "").normalize("NFC").toLowerCase()
}

// A language's articles, newest first, and the text of each; all texts are made plain at once, which takes a fraction of the time.
async function fetched(tag) {
  const answer = await fetch(`${form.dataset.files}/search.${tag}.json`)
  if (!answer.ok) throw new Error(answer.statusText)
  const part = await answer.json()
  const texts = part.articles.map(([, title, summary = ""]) => `${title}\n${summary}`)
  return { ...part, texts: plain(texts.join("\0")).split("\0") }
}

// A promise for each language.
function load() {
  index ??= form.dataset.languages.split(" ").map(fetched)
  return index
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name)
  made.textContent = text
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

// The edition as the list shows it too: a button that plays it, where it sounds, and a link to its page.
function edition({ language, direction, native, play }, href, title, sound) {
  const item = element("li", "", { lang: language })
  if (sound) {
    const button = element("a", "", { class: "play", href: sound, "aria-label": `${play}${title}` })
    button.append(drawings.content.cloneNode(true))
    makeButton(button)
    item.append(button)
  }
  item.append(element("a", native, { dir: direction, hreflang: language, href, title }))
  const list = element("ul", "", { class: "editions" })
  list.append(item)
  return list
}

function result([part, [folder, title, summary, , day, length, cover, sound]]) {
  const { language, direction } = part
  const href = `${folder}/${language}/index.html`
  const item = element("li", "", { class: "entry", lang: language, dir: direction })
  const words = element("div", "", { class: "words" })
  const heading = element("h2", "")
  heading.append(element("a", title, { href }))
  words.append(heading)
  if (summary) words.append(element("p", summary, { class: "summary" }))
  const told = [day, length].filter(Boolean).join(" · ")
  if (told) words.append(element("p", told, { class: "dateline" }))
  const heard = length && `${folder}/${sound || `${language}/${folder}.${language}.mp3`}`
  words.append(edition(part, href, title, heard))
  if (cover) item.append(element("img", "", { class: "cover", src: `${form.dataset.files}/${cover}`, alt: "", width: 112, height: 112, loading: "lazy" }))
  item.append(words)
  return item
}

function show(articles) {
  found.replaceChildren(...articles.slice(0, MOST).map(result))
  mark()
  const count = new Intl.NumberFormat(document.documentElement.lang).format(articles.length)
  status.textContent = articles.length ? form.dataset.found.replace("{count}", count) : form.dataset.none
}

// Articles that have all terms, the newest of all languages first; each with its language's part.
function matches(parts, terms) {
  const has = text => terms.every(term => text.includes(term))
  const found = parts.flatMap(part => part.articles.flatMap((row, number) => has(part.texts[number]) ? [[part, row]] : []))
  return found.sort(([, [, , , one = ""]], [, [, , , other = ""]]) => one < other ? 1 : one > other ? -1 : 0)
}

async function search() {
  const asked = field.value
  const terms = plain(asked).split(/\s+/).filter(Boolean)
  found.hidden = !terms.length
  listed.hidden = !!terms.length
  if (!terms.length) {
    status.textContent = ""
    return
  }
  const awaited = load()
  const parts = []
  // What is found in the languages that have come is shown; that nothing is found, once all have.
  const showSoFar = part => {
    parts.push(part)
    const articles = matches(parts, terms)
    if (field.value === asked && (articles.length || parts.length === awaited.length)) show(articles)
  }
  try {
    await Promise.all(awaited.map(each => each.then(showSoFar)))
  } catch {
    index = null
    status.textContent = form.dataset.failed
    found.hidden = true
    listed.hidden = false
  }
}

if (form && location.protocol === "file:") form.remove()
else if (form) {
  form.hidden = false
  field.addEventListener("focus", () => { for (const each of load()) each.catch(() => {}) }, { once: true })
  field.addEventListener("input", search)
  form.addEventListener("submit", event => {
    event.preventDefault()
    search()
  })
  if (field.value) search()
}
