// The recording: playing it, going to a time or a sentence of it, and what is said when it fails.
const memory = location.pathname
const notice = document.getElementById('notice')

/** The time to go to as soon as the recording is known; null when there is none. */
let awaited = null
let lastKept = 0
let forgetting = 0

/** Say something once, to be seen and to be heard; what is not `lasting` goes away by itself. */
const say = (words, lasting = false) => {
    if (notice.textContent !== words) notice.textContent = words
    clearTimeout(forgetting)
    if (words && !lasting) forgetting = setTimeout(() => { notice.textContent = '' }, 6000)
}

const clock = seconds => {
    const whole = Math.floor(seconds)
    const pad = number => String(number).padStart(2, '0')
    const hours = Math.floor(whole / 3600)
    const minutes = Math.floor(whole / 60) % 60
    const shown = hours ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`
    return shown.replace(/\d/g, digit => [...told.digits][digit])
}

const length = Number(control('position').max)
const now = () => awaited ?? audio.currentTime

const seek = time => {
    if (audio.readyState > 0 && !audio.error) audio.currentTime = time
    else {
        awaited = time
        if (audio.error || audio.networkState !== HTMLMediaElement.NETWORK_LOADING) {
            audio.preload = 'metadata'
            audio.load()
        }
    }
    showTime()
}

const showTime = () => {
    const time = clock(now())
    const position = control('position')
    position.value = now()
    position.setAttribute('aria-valuetext', `${time} / ${clock(length)}`)
    player.querySelector('.now').textContent = time
}

/** Bring the player to the foot of the window. */
const bringToHand = () => {
    if (!player.hidden) return
    player.hidden = false
    root.classList.add('at-hand')
}

const failed = error => {
    if (error?.name === 'AbortError' || error?.name === 'NotAllowedError') return showState()
    audio.pause()
    say(told.words.sound_failed, true)
    showState()
}

/** Play; after a failure from the beginning of the file, to the place where it failed. */
const play = () => {
    if (audio.error) seek(now())
    bringToHand()
    audio.play().catch(failed)
}

const toggle = () => { audio.paused ? play() : audio.pause() }

const playFrom = number => {
    setAway(false)
    seek(begins[number] + 0.001)
    mark(number)
    play()
}

/** Go to a sentence, and play from it where it plays already. */
const goTo = number => {
    if (!audio.paused) return playFrom(number)
    seek(begins[number] + 0.001)
    mark(number)
    bringIntoSight()
}

const step = by => goTo(within((current < 0 ? sounding(now()) : current) + by, begins.length))
const skip = seconds => seek(Math.min(Math.max(0, now() + seconds), length))
const goToChapter = number => goTo(sounding(chapters[within(number, chapters.length)] + 0.001))

const keep = () => {
    lastKept = Date.now()
    remembered.keep(memory, now())
}

/** What the two buttons that play are called: what they would do now. */
const showState = () => {
    const state = audio.paused ? told.words.play : told.words.pause
    const begin = now() > 1 && !audio.ended ? told.words.resume.replace('{time}', clock(now())) : told.words.listen
    root.classList.toggle('playing', !audio.paused)
    for (const attribute of ['title', 'aria-label']) control('play').setAttribute(attribute, state)
    control('listen').querySelector('span').textContent = audio.paused ? begin : told.words.pause
}

const follow = () => {
    if (audio.paused) return
    if (awaited === null && !audio.seeking) mark(sounding(audio.currentTime))
    requestAnimationFrame(follow)
}

audio.addEventListener('loadedmetadata', () => {
    if (awaited !== null) audio.currentTime = awaited
    awaited = null
})
audio.addEventListener('play', () => { say(''); showState(); follow() })
audio.addEventListener('pause', () => { showState(); keep() })
audio.addEventListener('error', () => failed(audio.error))
audio.addEventListener('seeked', () => { if (audio.currentTime > 0 || !audio.paused) mark(sounding(audio.currentTime)) })
audio.addEventListener('ended', () => { showState(); mark(-1); remembered.forget(memory) })
audio.addEventListener('timeupdate', () => {
    showTime()
    stopAsleep()
    if (!audio.paused && Date.now() - lastKept > 5000) keep()
})

// A time to stop at by itself: after some minutes, or where a section ends.
let asleepAt = Infinity
let sectionEnds = Infinity

const setSleep = choice => {
    asleepAt = Number(choice) ? Date.now() + choice * 1000 : Infinity
    sectionEnds = choice === 'section' ? chapters[chapterAt(now()) + 1] ?? Infinity : Infinity
}

const stopAsleep = () => {
    if (audio.paused || (Date.now() < asleepAt && audio.currentTime < sectionEnds - 0.3)) return
    audio.pause()
    control('sleep').value = ''
    setSleep('')
}
