// The page reads along: the sentence that sounds is marked and kept in sight, and any sentence can be played from.
// Without this script the page is whole too: text, player and downloads.
'use strict'

const ACTIVE = '-epub-media-overlay-active'
const audio = document.querySelector('audio')
const tools = document.getElementById('read-along')
const told = JSON.parse(document.getElementById('cues').textContent)
const cues = told.cues.filter(([id]) => document.getElementById(id))
const places = told.places
const sentences = cues.map(([id]) => document.getElementById(id))
const numbers = new Map(cues.map(([id], number) => [id, number]))
const begins = cues.map(([, milliseconds]) => milliseconds / 1000)
const calm = matchMedia('(prefers-reduced-motion: reduce)')
const memory = `manyvoices:${location.pathname}`
const control = name => tools.querySelector(`[name="${name}"]`)

let current = -1
let lastTouched = 0
let lastKept = 0

/** The number of the sentence that sounds at a time, by halving. */
const sounding = time => {
    let low = 0
    let high = begins.length
    while (low < high) {
        const middle = (low + high) >> 1
        if (begins[middle] <= time) low = middle + 1
        else high = middle
    }
    return Math.max(0, low - 1)
}

const place = number => sentences[number]?.closest('section[id], header[id]')?.id ?? ''

const inSight = element => {
    const { top, bottom } = element.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight - tools.offsetHeight
}

/** Keep the controls at the foot of the window from now on; where they stood, their room is kept. */
const bringToHand = () => {
    if (tools.classList.contains('at-hand')) return
    tools.parentElement.style.minHeight = `${tools.offsetHeight}px`
    tools.classList.add('at-hand')
}

/** Mark a sentence as the one that sounds, or none. */
const mark = number => {
    if (number === current) return
    sentences[current]?.classList.remove(ACTIVE)
    current = number
    const sentence = sentences[number]
    if (!sentence) return
    sentence.classList.add(ACTIVE)
    reachable(number)
    const scrolls = Date.now() - lastTouched > 3000 && !inSight(sentence)
    if (scrolls) sentence.scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' })
    const section = place(number)
    const chapter = places.findLastIndex(([, begin]) => begin / 1000 <= begins[number])
    control('chapter').selectedIndex = Math.max(0, chapter)
    for (const link of document.querySelectorAll('.site a[hreflang]')) link.hash = section === 'cover' ? '' : section
}

/** One sentence can be reached with Tab; arrows lead to the others. */
let reached = 0
const reachable = number => {
    sentences[reached]?.setAttribute('tabindex', '-1')
    reached = number
    sentences[number]?.setAttribute('tabindex', '0')
}

/** The time to go to as soon as the recording is known; null when there is none. */
let awaited = null

const seek = time => {
    if (audio.readyState > 0) audio.currentTime = time
    else {
        awaited = time
        audio.preload = 'metadata'
        audio.load()
    }
}

const playFrom = number => {
    lastTouched = 0
    seek(begins[number] + 0.001)
    mark(number)
    audio.play().catch(showState)
}

/** Go to a sentence, and play from it where it plays already. */
const goTo = number => {
    if (!audio.paused) return playFrom(number)
    seek(begins[number] + 0.001)
    mark(number)
    sentences[number]?.scrollIntoView({ block: 'center' })
}

const within = (number, length) => Math.min(Math.max(0, number), length - 1)

const step = by => goTo(within((current < 0 ? sounding(audio.currentTime) : current) + by, begins.length))

const keep = () => {
    lastKept = Date.now()
    try { localStorage.setItem(memory, String(audio.currentTime)) } catch { /* a browser that keeps nothing */ }
}

const kept = () => {
    try { return Number(localStorage.getItem(memory)) || 0 } catch { return 0 }
}

const showState = () => {
    const button = control('play')
    button.textContent = audio.paused ? button.dataset.play : button.dataset.pause
}

const follow = () => {
    if (audio.paused) return
    if (awaited === null && !audio.seeking) mark(sounding(audio.currentTime))
    if (Date.now() - lastKept > 5000) keep()
    requestAnimationFrame(follow)
}

const toggle = () => { audio.paused ? audio.play().catch(showState) : audio.pause() }

audio.addEventListener('loadedmetadata', () => {
    if (awaited !== null) audio.currentTime = awaited
    awaited = null
})
audio.addEventListener('play', () => { bringToHand(); showState(); follow() })
audio.addEventListener('pause', () => { showState(); keep() })
audio.addEventListener('seeked', () => mark(sounding(audio.currentTime)))
audio.addEventListener('ended', () => { showState(); mark(-1); try { localStorage.removeItem(memory) } catch { /* nothing kept */ } })

control('play').addEventListener('click', toggle)
control('back').addEventListener('click', () => step(-1))
control('on').addEventListener('click', () => step(1))
control('speed').addEventListener('change', event => { audio.playbackRate = Number(event.target.value) })
control('chapter').addEventListener('change', event => {
    goTo(sounding(places[event.target.selectedIndex][1] / 1000 + 0.001))
})

for (const kind of ['wheel', 'touchmove']) addEventListener(kind, () => { lastTouched = Date.now() }, { passive: true })

const text = document.querySelector('article')
text.addEventListener('click', event => {
    const sentence = event.target.closest('[id]')
    const used = event.target.closest('a, button, summary, select, audio') || String(getSelection())
    if (!used && numbers.has(sentence?.id)) playFrom(numbers.get(sentence.id))
})
text.addEventListener('keydown', event => {
    const number = numbers.get(event.target.id)
    if (number === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    const left = document.dir === 'rtl' ? 1 : -1
    const steps = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: left, ArrowRight: -left }
    if (event.key === 'Enter' || event.key === ' ') playFrom(number)
    else if (event.key in steps) {
        const next = within(number + steps[event.key], sentences.length)
        reachable(next)
        sentences[next].focus()
    } else return
    event.preventDefault()
})

if ('mediaSession' in navigator) {
    const { mediaSession } = navigator
    if ('MediaMetadata' in window) mediaSession.metadata = new MediaMetadata({ title: document.title })
    const chapter = by => {
        const select = control('chapter')
        const wanted = within(select.selectedIndex + by, places.length)
        playFrom(sounding(places[wanted][1] / 1000 + 0.001))
    }
    const actions = {
        play: () => audio.play().catch(showState),
        pause: () => audio.pause(),
        seekbackward: () => step(-1),
        seekforward: () => step(1),
        previoustrack: () => chapter(-1),
        nexttrack: () => chapter(1),
    }
    for (const [name, action] of Object.entries(actions)) {
        try { mediaSession.setActionHandler(name, action) } catch { /* a key this browser does not know */ }
    }
}

for (const sentence of sentences) sentence?.setAttribute('tabindex', '-1')
reachable(0)
showState()
tools.hidden = false
if (kept() > 1) seek(kept())
