// Plays a recording at the foot of the list; without this script the links lead to the recordings themselves.
const bar = document.querySelector(".now")
const audio = bar?.querySelector("audio")
const now = bar?.querySelector("p")
let current = null
let lastKept = 0

function makeButton(one) {
  one.setAttribute("role", "button")
  one.setAttribute("aria-pressed", "false")
}

function mark() {
  for (const one of document.querySelectorAll("a.play")) {
    one.setAttribute("aria-pressed", String(one.href === current?.href && !audio.paused))
  }
}

// The link to the page beside it bears the title.
function pageOf(one) {
  return one.nextElementSibling
}

// The recording so many places further in the same list and language; none where the list has changed meanwhile.
function beside(one, by) {
  const list = one.closest("#found, #listed")
  const same = [...(list?.querySelectorAll("a.play") ?? [])].filter(each => pageOf(each).hreflang === pageOf(one).hreflang)
  return same[same.indexOf(one) + by]
}

function showInSystem(one) {
  if (!("mediaSession" in navigator)) return
  const { mediaSession } = navigator
  const cover = one.closest(".entry")?.querySelector("img")?.src
  mediaSession.metadata = new MediaMetadata({ title: pageOf(one).title, artwork: cover ? [{ src: cover }] : [] })
  for (const [name, by] of [["previoustrack", -1], ["nexttrack", 1]]) {
    const other = beside(one, by)
    mediaSession.setActionHandler(name, other ? () => play(other) : null)
  }
}

function keep() {
  lastKept = Date.now()
  if (audio.currentTime > 1 && !audio.ended) remembered.keep(placeOf(pageOf(current)), audio.currentTime)
}

function play(one) {
  if (one.href !== current?.href) {
    if (current) keep()
    now.className = ""
    now.lang = pageOf(one).hreflang
    now.dir = pageOf(one).dir
    now.textContent = pageOf(one).title
    audio.src = one.href
    audio.defaultPlaybackRate = audio.playbackRate = Number(remembered.of("speed")) || 1
    bar.hidden = false
    showInSystem(one)
  }
  current = one
  audio.play().catch(() => mark())
}

// The button, or the text where a search has taken the button away, so that who goes by keyboard does not begin anew.
function focusNear(one) {
  one?.focus()
  if (document.activeElement !== one) document.querySelector("main").focus({ preventScroll: true })
}

function close() {
  keep()
  audio.pause()
  audio.removeAttribute("src")
  audio.load()
  bar.hidden = true
  focusNear(current)
  current = null
  mark()
}

// What was heard to its end is forgotten, and the next of the list follows it.
function goOn() {
  remembered.forget(placeOf(pageOf(current)))
  const next = beside(current, 1)
  if (next) play(next)
}

if (bar) {
  for (const one of document.querySelectorAll("a.play")) makeButton(one)
  document.addEventListener("click", event => {
    const one = event.target.closest("a.play")
    if (!one || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (one.href === current?.href && !audio.paused) audio.pause()
    else play(one)
  })
  document.addEventListener("keydown", event => {
    if (event.key !== " " || !event.target.matches("a.play")) return
    event.preventDefault()
    event.target.click()
  })
  audio.addEventListener("play", mark)
  audio.addEventListener("pause", mark)
  audio.addEventListener("ended", goOn)
  audio.addEventListener("loadedmetadata", () => {
    const kept = Number(remembered.of(placeOf(pageOf(current))))
    if (kept > 1 && kept < audio.duration) audio.currentTime = kept
  })
  audio.addEventListener("ratechange", () => { if (audio.hasAttribute("src")) remembered.keep("speed", audio.playbackRate) })
  audio.addEventListener("timeupdate", () => { if (!audio.paused && Date.now() - lastKept > 5000) keep() })
  audio.addEventListener("error", () => {
    if (!audio.hasAttribute("src")) return
    now.className = "failed"
    now.removeAttribute("dir")
    now.lang = document.documentElement.lang
    now.textContent = bar.dataset.failed
    mark()
  })
  bar.querySelector("[name=close]").addEventListener("click", close)
}
