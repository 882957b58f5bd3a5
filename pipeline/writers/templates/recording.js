// The recording: playing it, going to a time or a sentence of it, and what is said when it fails.
const memory = placeOf(location)
const notice = document.getElementById('notice')

/** Another recording that has its turn between two sentences of this one, and what gives it that: `answer`. */
const duet = { turn: null, answer: null }
const voice = () => duet.turn ?? audio
const isPlaying = () => !voice().paused

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

/** Have this recording speak again where another one did. */
const endTurn = () => {
    const other = duet.turn
    if (!other) return
    const spoke = !other.paused
    duet.turn = null
    other.pause()
    if (spoke) audio.play().catch(failed)
}

const seek = time => {
    endTurn()
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
    voice().play().catch(failed)
}

const pause = () => voice().pause()
const toggle = () => { isPlaying() ? pause() : play() }

const playFrom = number => {
    setAway(false)
    seek(begins[number] + 0.001)
    mark(number)
    play()
}

/** Go to a sentence, and play from it where it plays already. */
const goTo = number => {
    if (isPlaying()) return playFrom(number)
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
    const playing = isPlaying()
    const state = playing ? told.words.pause : told.words.play
    const begin = now() > 1 && !audio.ended ? told.words.resume.replace('{time}', clock(now())) : told.words.listen
    root.classList.toggle('playing', playing)
    for (const attribute of ['title', 'aria-label']) control('play').setAttribute(attribute, state)
    control('listen').querySelector('span').textContent = playing ? told.words.pause : begin
}

/** Mark what sounds now; at the end of a sentence another recording may have its turn. */
const keepUp = () => {
    if (audio.paused || audio.seeking || awaited !== null) return
    const number = sounding(audio.currentTime)
    if (number !== current + 1 || !duet.answer?.(current)) mark(number)
}

const follow = () => {
    keepUp()
    if (!audio.paused) requestAnimationFrame(follow)
}

audio.addEventListener('loadedmetadata', () => {
    if (awaited !== null) audio.currentTime = awaited
    awaited = null
})
audio.addEventListener('play', () => { say(''); showState(); follow() })
audio.addEventListener('pause', () => { showState(); keep() })
audio.addEventListener('error', () => failed(audio.error))
audio.addEventListener('seeked', () => { if (audio.currentTime > 0 || !audio.paused) mark(sounding(audio.currentTime)) })
/** What comes after the last sentence. */
const finish = () => {
    showState()
    mark(-1)
    remembered.forget(memory)
}
audio.addEventListener('ended', () => { if (!duet.answer?.(current)) finish() })
audio.addEventListener('timeupdate', () => {
    showTime()
    keepUp()
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
