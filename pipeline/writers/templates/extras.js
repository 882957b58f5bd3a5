// What an edition's page loads when its reader asks for it.
'use strict'

// Another language, sentence by sentence: its page is fetched from beside this one, for ids are the same in all languages.

/** Another page, without the style that the policy of this one would refuse. */
const fetchPage = async address => {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
    const unstyled = (await answer.text()).replace(/<style>[^]*?<\/style>/, '')
    return new DOMParser().parseFromString(unstyled, 'text/html')
}

/** The words of a sentence of another page, without its ids, its links and its marks of notes. */
const copyOf = (sentence, { lang, dir }) => {
    const copy = Object.assign(document.createElement('span'), { className: 'other', lang, dir })
    copy.append(...document.importNode(sentence, true).childNodes)
    for (const mark of copy.querySelectorAll('[role=doc-noteref]')) mark.remove()
    for (const link of copy.querySelectorAll('a')) link.replaceWith(...link.childNodes)
    for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id')
    return copy
}

const plain = element => element.textContent.trim().replace(/\s+/g, ' ')

const clear = text => {
    for (const copy of text.querySelectorAll('.other')) copy.remove()
    for (const pair of text.querySelectorAll('.pair')) pair.classList.remove('pair')
}

/** Set the sentences of another page behind those of this one; what was set there, by id. */
const setBeside = (text, other) => {
    const copies = new Map()
    for (const sentence of text.querySelectorAll('span[id]')) {
        const found = sentence.closest('#contents, button') ? null : other.getElementById(sentence.id)
        if (!found || plain(found) === plain(sentence)) continue
        copies.set(sentence.id, copyOf(found, other.documentElement))
        sentence.after(copies.get(sentence.id))
        sentence.parentElement.classList.add('pair')
    }
    return copies
}

/** When each sentence of another page sounds, by its id. */
const timesOf = (other, cuesOf) => {
    const cues = cuesOf(JSON.parse(other.getElementById('cues')?.textContent ?? '{"ids":"","begins":[]}'))
    return new Map(cues.map(([id, begin], number) => [id, [begin, cues[number + 1]?.[1] ?? Infinity]]))
}

/** The other recording, which says each sentence after this one. */
const partner = ({ audio, begins, cues, cuesOf, duet, finish, mark, play, seek, showState }) => {
    const other = new Audio()
    let times = new Map()
    let copies = new Map()
    let said = -1
    let end = Infinity

    const show = () => {
        const id = cues[said]?.[0]
        for (const [of, copy] of copies) copy.classList.toggle('turn', of === id && duet.turn === other)
        showState()
    }
    /** Give the turn back to the recording, with the next sentence. */
    const giveBack = () => {
        if (duet.turn !== other) return
        const next = begins[said + 1]
        duet.turn = null
        other.pause()
        show()
        if (next === undefined) return finish()
        mark(said + 1)
        seek(next + 0.001)
        play()
    }
    const watch = () => {
        if (duet.turn !== other || other.paused) return
        if (other.currentTime >= end) giveBack()
        else requestAnimationFrame(watch)
    }
    const answer = number => {
        const id = cues[number]?.[0]
        const time = copies.has(id) && times.get(id)
        if (!time) return false
        said = number
        end = time[1]
        duet.turn = other
        other.currentTime = time[0]
        other.playbackRate = audio.playbackRate
        other.play().catch(giveBack)
        audio.pause()
        return true
    }
    for (const kind of ['play', 'pause']) other.addEventListener(kind, show)
    other.addEventListener('playing', watch)
    other.addEventListener('timeupdate', () => { if (other.currentTime >= end) giveBack() })
    for (const kind of ['ended', 'error']) other.addEventListener(kind, giveBack)

    return {
        take: (page, address, beside) => {
            times = timesOf(page, cuesOf)
            copies = beside
            other.preload = 'none'
            other.src = new URL(page.querySelector('audio').getAttribute('src'), address)
        },
        speak: wanted => {
            duet.answer = wanted ? answer : null
            if (wanted) other.preload = 'auto'
            else giveBack()
        },
    }
}

// Keeping an edition on this device: a service worker for its folder alone, which is taken away with all that it kept.
const folderOf = address => new URL('.', address).href

const settled = worker => new Promise((done, fail) => {
    const look = () => {
        if (worker.state === 'activated') done()
        if (worker.state === 'redundant') fail(new Error('The files were not kept.'))
    }
    worker.addEventListener('statechange', look)
    look()
})

const registered = async folder => {
    const every = await navigator.serviceWorker?.getRegistrations() ?? []
    return every.filter(({ scope }) => scope === folder)
}

const letGo = async folder => {
    for (const each of await registered(folder)) await each.unregister()
    for (const name of await caches.keys()) if (name.startsWith(`manyvoices ${folder} `)) await caches.delete(name)
}

const keepOne = async folder => {
    const { installing, waiting, active } = await navigator.serviceWorker.register(`${folder}offline.js`, { updateViaCache: 'none' })
    await settled(installing ?? waiting ?? active)
}

/** Keep editions, all or none. */
const keepAll = async folders => {
    try { await Promise.all(folders.map(keepOne)) } catch (error) {
        await letGoOfAll(folders)
        throw error
    }
}

const letGoOfAll = folders => Promise.all(folders.map(letGo))

/** What the page can have done; it calls this once this script has run. */
function openExtras(page) {
    const { text, root, others } = page
    const other = partner(page)
    const own = folderOf(location.href)
    let wanted = ''
    let shown = []
    return {
        showSecond: async language => {
            wanted = language
            other.speak(false)
            clear(text)
            root.classList.remove('two')
            shown = []
            if (!language) return
            const link = [...others].find(({ hreflang }) => hreflang === language)
            const address = link.href.replace(/[?#].*/, '')
            const fetched = await fetchPage(address)
            if (wanted !== language) return
            if (!fetched.querySelector('audio')) throw new Error('That page has no recording.')
            other.take(fetched, address, setBeside(text, fetched))
            root.classList.add('two')
            shown = [folderOf(address)]
            if ((await registered(own)).length) keepAll(shown).catch(() => {})
        },
        speakBoth: wanted => other.speak(wanted),
        keep: wanted => (wanted ? keepAll : letGoOfAll)([own, ...shown]),
    }
}
