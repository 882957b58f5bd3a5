// Moments: links to a sentence or a time, the same sentence in another language, sharing, the system's own controls.

/** Seconds as links say them: 83, 1:23, 1m23s. */
const secondsOf = written => {
    const parts = written.match(/^(?:(\d+)[h:])??(?:(\d+)[m:])?(\d+(?:\.\d+)?)?s?$/)
    return parts ? (parts[1] ?? 0) * 3600 + (parts[2] ?? 0) * 60 + Number(parts[3] ?? 0) : 0
}

const page = () => (document.querySelector('link[rel=canonical]')?.href ?? location.href).replace(/[?#].*/, '')

const moment = () => current < 0 ? page() : `${page()}?t=${Math.floor(now())}#${cues[current][0]}`

const share = async () => {
    const url = moment()
    try {
        if (navigator.share) await navigator.share({ title: document.title, url })
        else if (await copyText(url)) say(told.words.link_copied)
        else prompt(document.title, url)
    } catch (error) {
        if (error.name !== 'AbortError') prompt(document.title, url)
    }
}

/** Lead to the same sentence in the other languages, and play on there. */
const leadOn = link => {
    const number = comeTo()
    link.hash = number < 0 ? '' : cues[number][0]
    link.search = isPlaying() ? 'play' : ''
}

const others = document.querySelectorAll('.site a[hreflang]:not([aria-current])')
for (const link of others) {
    const copy = link.cloneNode(true)
    document.getElementById('go-on')?.append(copy)
    for (const each of [link, copy]) for (const kind of ['click', 'auxclick', 'focus']) each.addEventListener(kind, () => leadOn(each))
}

/** What an address names behind its `#`; nothing where that is no text. */
const named = () => { try { return decodeURIComponent(location.hash.slice(1)) } catch { return '' } }

/** Begin where the address says, or where the reader left off; and play where the reader came from a page that played. */
const arrive = () => {
    const asked = new URLSearchParams(location.search)
    const sentence = numbers.get(named())
    const time = secondsOf(asked.get('t') ?? '') || (sentence === undefined ? 0 : begins[sentence] + 0.001)
    const kept = Number(remembered.of(memory)) || 0
    if (time > 0 && time < length) {
        seek(time)
        mark(sounding(time))
        bringToHand()
        bringIntoSight()
    } else if (kept > 1 && kept < length) awaited = kept
    if (!asked.has('play')) return
    try { history.replaceState(null, '', `${location.pathname}${location.hash}`) } catch { /* a page from a folder */ }
    play()
}

if ('mediaSession' in navigator) {
    const { mediaSession } = navigator
    const covers = [...document.querySelectorAll('.listen img')]
    const artwork = covers.filter(({ src }) => src.startsWith('http')).map(({ src }) => ({ src }))
    try { mediaSession.metadata = new MediaMetadata({ title: document.title, artist: told.artist, artwork }) } catch { /* nothing is shown */ }
    const chapter = by => { goToChapter(chapterAt(now()) + by) }
    const actions = {
        play,
        pause,
        stop: pause,
        seekbackward: ({ seekOffset }) => skip(-(seekOffset || 15)),
        seekforward: ({ seekOffset }) => skip(seekOffset || 15),
        seekto: ({ seekTime }) => seek(seekTime),
        previoustrack: () => chapter(-1),
        nexttrack: () => chapter(1),
    }
    for (const [name, action] of Object.entries(actions)) {
        try { mediaSession.setActionHandler(name, action) } catch { /* a key this browser does not know */ }
    }
    const showPosition = () => {
        if (!(audio.duration > 0 && audio.duration < Infinity)) return
        mediaSession.setPositionState?.({ duration: audio.duration, playbackRate: audio.playbackRate, position: Math.min(audio.currentTime, audio.duration) })
    }
    for (const kind of ['loadedmetadata', 'seeked', 'ratechange', 'play']) audio.addEventListener(kind, showPosition)
}
