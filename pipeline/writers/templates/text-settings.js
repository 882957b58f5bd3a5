// How the text looks: its size, the room between its lines, its width and its typeface, as the reader wants them.
const text = document.querySelector('article')
const percent = new Intl.NumberFormat(root.lang, { style: 'percent' })
const look = name => document.querySelector(`#text-settings [name="${name}"]`)
const usual = parseFloat(getComputedStyle(text).lineHeight) / parseFloat(getComputedStyle(text).fontSize)

const setProportion = control => {
    const proportion = control.value / 100
    const value = control.name === 'leading' ? (usual || 1.5) * proportion : proportion
    root.style.setProperty(`--${control.name}`, value)
    const shown = percent.format(proportion)
    control.previousElementSibling.textContent = shown
    control.setAttribute('aria-valuetext', shown)
}

const setTypeface = control => { root.dataset.typeface = control.value }

for (const [name, set] of [['size', setProportion], ['leading', setProportion], ['measure', setProportion], ['typeface', setTypeface]]) {
    const control = look(name)
    const kept = remembered.of(name)
    if (kept) control.value = kept
    set(control)
    control.addEventListener('input', () => {
        set(control)
        remembered.keep(name, control.value)
    })
}

const opener = document.querySelector('[name="text-settings"]')
opener.addEventListener('click', () => show('text-settings'))
opener.hidden = false

// Beside the text there is room for the contents, unless another language is there; before it there is none.
const beside = matchMedia('(min-width: 76rem)')
const contents = document.querySelector('#contents details')
const unfold = () => { if (contents) contents.open = beside.matches && !root.classList.contains('two') }
beside.addEventListener('change', unfold)
unfold()
