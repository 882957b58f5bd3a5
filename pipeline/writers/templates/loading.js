// What few readers ask for stands in a file of its own and is loaded when it is asked for: another language beside this
// one, and what keeps the page on this device.
let loaded = null

/** Run another script: the one whose digest the page's policy names. */
const run = ([src, integrity]) => new Promise((done, fail) => {
    const script = document.createElement('script')
    Object.assign(script, { src, integrity, onload: done, onerror: fail })
    document.head.append(script)
})

const load = async () => {
    try { await run(told.extras) } catch (error) {
        loaded = null
        throw error
    }
    return openExtras({ audio, begins, cues, cuesOf, duet, finish, mark, others, play, root, seek, showState, text })
}

const extras = () => loaded ??= load()

/** Have an extra do something; where it cannot, that is said and undone. */
const ask = async (name, value, failure, undo) => {
    try { await (await extras())[name](value) } catch {
        if (failure) say(failure, true)
        undo()
    }
}

const second = control('second')
const both = control('both')

const speakBoth = (failure = '') => ask('speakBoth', both.checked, failure, () => { both.checked = false })
const showBoth = () => { both.closest('label').hidden = !second.value }

const showSecond = async (failure = '') => {
    await ask('showSecond', second.value, failure, () => { second.value = '' })
    showBoth()
    unfold()
    if (second.value && both.checked) await speakBoth(failure)
}

for (const { hreflang, textContent } of others) {
    const option = new Option(textContent, hreflang)
    option.lang = hreflang
    second.append(option)
}
second.closest('label').hidden = !others.length
second.addEventListener('change', () => {
    remembered.keep('second', second.value)
    showSecond(told.words.second_failed)
})
both.addEventListener('change', () => {
    remembered.keep('both', both.checked)
    speakBoth(told.words.second_failed)
})

const kept = control('keep')

kept.addEventListener('change', async () => {
    const wanted = kept.checked
    kept.disabled = true
    await ask('keep', wanted, told.words.not_kept, () => { kept.checked = false })
    kept.disabled = false
    if (kept.checked) say(told.words.kept_offline)
})

/** Offer to keep the page where the browser can, and show whether it is kept. */
const showKept = async () => {
    const scope = new URL('.', location.href).href
    try {
        const registrations = await navigator.serviceWorker.getRegistrations()
        kept.checked = registrations.some(each => each.scope === scope && each.active)
        kept.closest('p').hidden = !location.protocol.startsWith('http')
    } catch { /* this browser keeps nothing */ }
}

const showExtras = () => {
    both.checked = remembered.of('both') === 'true'
    second.value = remembered.of('second')
    if (second.value) showSecond()
    else second.value = ''
    showKept()
}
