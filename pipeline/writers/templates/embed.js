// The sentence that sounds, and the way to it on the article's own page; at the speed and from the place that the reader left.
const audio = document.querySelector('audio')
const shown = document.querySelector('.said')
const link = document.querySelector('.page')
const memory = placeOf(link)
const sentences = JSON.parse(document.getElementById('said').textContent)

audio.addEventListener('timeupdate', () => {
    const [text] = sentences.findLast(([, begin]) => begin <= audio.currentTime * 1000) ?? ['']
    shown.textContent = text
    shown.hidden = !text
    link.search = `t=${Math.floor(audio.currentTime)}`
})

let lastKept = 0
const keep = () => {
    lastKept = Date.now()
    remembered.keep(memory, audio.currentTime)
}

audio.defaultPlaybackRate = audio.playbackRate = Number(remembered.of('speed')) || 1
audio.addEventListener('loadedmetadata', () => {
    const kept = Number(remembered.of(memory))
    if (kept > 1 && kept < audio.duration) audio.currentTime = kept
})
audio.addEventListener('ratechange', () => remembered.keep('speed', audio.playbackRate))
audio.addEventListener('timeupdate', () => { if (!audio.paused && Date.now() - lastKept > 5000) keep() })
audio.addEventListener('pause', keep)
audio.addEventListener('ended', () => remembered.forget(memory))
