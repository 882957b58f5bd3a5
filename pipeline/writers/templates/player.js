// The player's bar and the window of what is needed less often.
const MOST_MARKS = 60

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
    audio.pause()
    player.hidden = true
    root.classList.remove('at-hand')
    mark(-1)
    control('listen').focus({ preventScroll: true })
}

const drawMarks = () => {
    if (chapters.length > MOST_MARKS) return
    const marks = player.querySelector('.marks')
    for (const begin of chapters.slice(1)) {
        const drawn = document.createElement('i')
        drawn.style.left = `${begin * 100 / length}%`
        marks.append(drawn)
    }
}

const clicks = {
    listen: toggle,
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
    unfold: () => {
        const unfolded = player.classList.toggle('unfolded')
        control('unfold').setAttribute('aria-expanded', unfolded)
    },
}
for (const [name, act] of Object.entries(clicks)) control(name)?.addEventListener('click', act)

control('position').addEventListener('input', event => seek(Number(event.target.value)))
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
