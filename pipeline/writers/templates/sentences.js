// The sentences: which one sounds, is marked and kept in sight, and which one can be played from.
const ACTIVE = '-epub-media-overlay-active'
const audio = document.querySelector('audio')
const player = document.getElementById('player')
const told = JSON.parse(document.getElementById('cues').textContent)

/** The sentences that a page says, by id, and the second at which each begins. */
const cuesOf = ({ ids, begins }) => {
    let stem = ''
    let time = 0
    return ids.split(' ').map((written, number) => {
        const id = written.includes('-') ? written : stem + written
        stem = id.slice(0, id.lastIndexOf('-') + 1)
        time += begins[number]
        return [id, time / 1000]
    })
}

const cues = cuesOf(told).filter(([id]) => document.getElementById(id))
const sentences = cues.map(([id]) => document.getElementById(id))
const numbers = new Map(cues.map(([id], number) => [id, number]))
const begins = cues.map(([, time]) => time)
const calm = matchMedia('(prefers-reduced-motion: reduce)')
const control = name => document.querySelector(`:is(button, input, select)[name="${name}"]`)
const within = (number, length) => Math.min(Math.max(0, number), length - 1)

let current = -1

/** The number of the last of rising times that is not after a time, by halving; 0 where all are. */
const lastBefore = (times, time) => {
    let low = 0
    let high = times.length
    while (low < high) {
        const middle = (low + high) >> 1
        if (times[middle] <= time) low = middle + 1
        else high = middle
    }
    return Math.max(0, low - 1)
}

const sounding = time => lastBefore(begins, time)
const chapters = told.places.map(milliseconds => milliseconds / 1000)
const chapterAt = time => lastBefore(chapters, time + 0.001)

/** Where the bar covers the window from; a small button covers none of it. */
const floor = () => {
    const { width, top } = player.getBoundingClientRect()
    return width >= root.clientWidth ? top : innerHeight
}

const inSight = element => {
    const { top, bottom } = element.getBoundingClientRect()
    return top >= 0 && bottom <= floor()
}

// Who scrolled last: the page, which follows the sentence, or the reader, who is then left where they are.
// A scroll of the page's own begins within a second and is over once it rests, for not every browser says that it ended.
const QUIET = 1500
const SCROLL_BEGINS = 1000
const SCROLL_RESTS = 200
let oursUntil = 0
let readerScrolled = 0
let away = false
let readAt = -1

const setAway = value => {
    away = value
    control('return').hidden = !away || current < 0
}

const bringIntoSight = () => {
    const sentence = sentences[current]
    if (!sentence) return
    oursUntil = Date.now() + SCROLL_BEGINS
    sentence.scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' })
    setAway(false)
}

addEventListener('scrollend', () => { oursUntil = 0 })
addEventListener('scroll', () => {
    const time = Date.now()
    if (time < oursUntil) {
        oursUntil = time + SCROLL_RESTS
        return
    }
    readerScrolled = time
    notePlace()
    if (sentences[current]) setAway(!inSight(sentences[current]))
}, { passive: true })
for (const kind of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
    addEventListener(kind, () => { oursUntil = 0 }, { passive: true, capture: true })
}

const follows = () => control('follow').checked

/** Go to what sounds, however lately the reader scrolled: they did so to find the button. */
const followAgain = () => {
    readerScrolled = 0
    if (follows()) bringIntoSight()
}

/** Show in the contents which section is read. */
const showSection = sentence => {
    const id = sentence.closest('section[id]')?.id
    for (const link of document.querySelectorAll('#contents [aria-current]')) link.removeAttribute('aria-current')
    if (id) document.querySelector(`#contents a[href="#${id}"]`)?.setAttribute('aria-current', 'true')
}

/** Mark a sentence as the one that sounds, or none; keep it in sight as long as the reader stays with it. */
const mark = number => {
    if (number === current) return
    sentences[current]?.classList.remove(ACTIVE)
    current = number
    const sentence = sentences[number]
    if (!sentence) return setAway(false)
    sentence.classList.add(ACTIVE)
    readAt = number
    if (here !== document.activeElement) moveTo(number)
    control('chapter').selectedIndex = chapterAt(begins[number])
    showSection(sentence)
    if (inSight(sentence)) setAway(false)
    else if (follows() && !away && Date.now() - readerScrolled > QUIET) bringIntoSight()
    else setAway(true)
}

// Where a reader reads who plays nothing: on the way back to the switch of languages nobody does.
const READS_AFTER = 1500
let settling = 0

const firstInWindow = () => sentences.findIndex(sentence => sentence.getBoundingClientRect().top >= 0)
const isAtTop = () => scrollY < innerHeight / 2

const notePlace = () => {
    clearTimeout(settling)
    settling = setTimeout(() => { if (!isAtTop()) readAt = firstInWindow() }, READS_AFTER)
}

/** The sentence that the reader has come to: the one that sounds, else the one that they hear or read where they are or were. */
const comeTo = () => {
    const marked = sentences[current]
    if (marked && (isPlaying() || inSight(marked))) return current
    return isAtTop() ? readAt : firstInWindow()
}

// One control plays from a sentence and goes from one to the next: a button behind the sentence it is about.
const here = document.querySelector('[name="here"]')
let reached = 0

const moveTo = number => {
    sentences[reached]?.classList.remove('reached')
    reached = number
    const sentence = sentences[number]
    ;(sentence.closest('h1, h2, h3, h4, h5, h6') ?? sentence).after(here)
    here.setAttribute('aria-labelledby', `here-name ${sentence.id}`)
}

const reach = number => {
    moveTo(number)
    sentences[number].classList.add('reached')
    here.focus({ preventScroll: true })
    if (!inSight(sentences[number])) sentences[number].scrollIntoView({ block: 'center' })
}
