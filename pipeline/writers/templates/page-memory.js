// What the page remembers of its reader, in this browser alone; one that keeps nothing is no fault.
'use strict'

const root = document.documentElement
const remembered = {
    of: name => { try { return localStorage.getItem(`manyvoices:${name}`) ?? '' } catch { return '' } },
    keep: (name, value) => { try { localStorage.setItem(`manyvoices:${name}`, String(value)) } catch { /* nothing is kept */ } },
    forget: name => { try { localStorage.removeItem(`manyvoices:${name}`) } catch { /* nothing was kept */ } },
}

/** Open a window of the page; a click beside it closes it, as Escape does. */
const show = id => {
    for (const open of document.querySelectorAll('dialog[open]')) open.close()
    document.getElementById(id).showModal()
}

for (const dialog of document.querySelectorAll('dialog')) {
    dialog.addEventListener('click', event => {
        const { left, right, top, bottom } = dialog.getBoundingClientRect()
        const beside = event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom
        if (event.target === dialog && beside) dialog.close()
    })
}
