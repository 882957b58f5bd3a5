// Keys: none that a browser, a screen reader or the control in focus needs; all can be turned off.
const LETTERS = { KeyJ: 'j', KeyK: 'k', KeyL: 'l', Comma: '<', Period: '>' }
const towards = document.dir === 'rtl' ? 1 : -1
const ARROWS = { ArrowLeft: towards, ArrowRight: -towards }

/** The key as it stands on a Latin keyboard, whatever script is written with it. */
const keyOf = event => {
    if (/^[ -~]$/.test(event.key) || event.key.length > 1) return event.key.toLowerCase()
    const letter = LETTERS[event.code]
    return letter && (event.shiftKey || !'<>'.includes(letter)) ? letter : event.key
}

const anywhere = {
    k: toggle,
    '?': () => {
        document.getElementById('keys').open = true
        show('more')
    },
}
const atHand = {
    j: () => skip(-15),
    l: () => skip(15),
    '<': () => changeSpeed(-1),
    '>': () => changeSpeed(1),
}
const inText = {
    ' ': toggle,
    arrowleft: () => step(ARROWS.ArrowLeft),
    arrowright: () => step(ARROWS.ArrowRight),
}

const actionOf = event => {
    const key = keyOf(event)
    const { target } = event
    if (target.closest('select, textarea, dialog, audio, [contenteditable], input:not([type=range])')) return null
    if (anywhere[key]) return anywhere[key]
    if (player.hidden) return null
    if (atHand[key]) return atHand[key]
    return event.shiftKey || target.closest('button, a, summary, input, table, pre') ? null : inText[key]
}

addEventListener('keydown', event => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
    const action = control('shortcuts').checked && actionOf(event)
    if (!action) return
    event.preventDefault()
    if (!event.repeat || action !== toggle) action()
})

here.addEventListener('click', () => playFrom(reached))
here.addEventListener('focus', () => {
    sentences[reached].classList.add('reached')
    if (!inSight(sentences[reached])) sentences[reached].scrollIntoView({ block: 'center' })
})
here.addEventListener('blur', () => sentences[reached]?.classList.remove('reached'))
here.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const steps = { ArrowUp: -1, ArrowDown: 1, ...ARROWS }
    if (!(event.key in steps)) return
    event.preventDefault()
    event.stopPropagation()
    reach(within(reached + steps[event.key], sentences.length))
})

setSpeed(remembered.of('speed') || '1')
drawMarks()
if (sentences.length) moveTo(0)
here.hidden = false
here.tabIndex = 0
for (const part of document.querySelectorAll('.begin, .hint')) part.hidden = false
audio.removeAttribute('controls')
root.classList.add('ready')
arrive()
showTime()
showState()
showExtras()
