// The player's bar and the window of what is needed less often.
const LEAST_APART = 1.5

const setSpeed = value => {
    const speed = control('speed')
    speed.value = value
    if (speed.selectedIndex < 0) speed.value = '1'
    audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value)
    remembered.keep('speed', speed.value)
}

const changeSpeed = by => {
    const { options, selectedIndex } = control('speed')
    const option = options[within(selectedIndex + by, options.length)]
    setSpeed(option.value)
    say(option.text)
}

/** Stop, and put the player away; the place is kept. */
const putAway = () => {
    for (const open of document.querySelectorAll('dialog[open]')) open.close()
    endTurn()
    audio.pause()
    player.hidden = true
    root.classList.remove('at-hand')
    mark(-1)
    control('listen').focus({ preventScroll: true })
}

/** Mark on the bar where sections begin, none nearer to the one before than an eye can tell from it. */
const drawMarks = () => {
    let last = 0
    for (const begin of chapters) {
        const percent = begin * 100 / length
        if (percent - last < LEAST_APART) continue
        last = percent
        const drawn = document.createElement('i')
        drawn.style.left = `${percent}%`
        player.querySelector('.marks').append(drawn)
    }
}

/** Name the section at a place of the bar while a pointer is there or drags it. */
const nameSection = ({ currentTarget: bar, clientX }) => {
    const { left, width } = bar.getBoundingClientRect()
    const part = Math.min(Math.max(0, (clientX - left) / width), 1)
    const label = player.querySelector('.section')
    label.hidden = chapters.length < 2
    label.textContent = control('chapter').options[chapterAt(part * length)].text
    label.style.left = `${part * 100}%`
    label.style.translate = `${part * -100}%`
}

const copyEmbedding = async () => {
    const snippet = document.querySelector('.embedding textarea')
    const done = await copyText(snippet.value)
    if (!done) {
        snippet.focus()
        snippet.select()
    }
    say(done ? told.words.copied : told.words.not_copied)
}

const clicks = {
    listen: () => {
        if (!isPlaying()) followAgain()
        toggle()
    },
    play: toggle,
    earlier: () => skip(-15),
    later: () => skip(15),
    back: () => step(-1),
    on: () => step(1),
    more: () => show('more'),
    look: () => show('text-settings'),
    close: putAway,
    dismiss: putAway,
    return: bringIntoSight,
    share,
    copy: copyEmbedding,
    unfold: () => {
        const unfolded = player.classList.toggle('unfolded')
        control('unfold').setAttribute('aria-expanded', unfolded)
    },
}
for (const [name, act] of Object.entries(clicks)) control(name)?.addEventListener('click', act)

control('position').addEventListener('input', event => seek(Number(event.target.value)))
control('position').addEventListener('pointermove', nameSection)
for (const kind of ['pointerleave', 'pointercancel']) control('position').addEventListener(kind, () => { player.querySelector('.section').hidden = true })
control('speed').addEventListener('change', event => setSpeed(event.target.value))
control('sleep').addEventListener('change', event => setSleep(event.target.value))
control('chapter').addEventListener('change', event => goToChapter(event.target.selectedIndex))
for (const name of ['follow', 'shortcuts']) {
    const box = control(name)
    box.checked = remembered.of(name) !== 'false'
    box.addEventListener('change', () => remembered.keep(name, box.checked))
}
control('follow').addEventListener('change', () => { if (follows() && away) bringIntoSight() })

text.addEventListener('click', event => {
    const sentence = event.target.closest('[id]')
    const used = event.target.closest('a, button, summary, select, audio, input') || String(getSelection())
    if (!used && numbers.has(sentence?.id)) playFrom(numbers.get(sentence.id))
})
