// The windows of the page, and the names of its controls for those who see only a drawing.
const root = document.documentElement

for (const named of document.querySelectorAll(':is(button, select)[aria-label]')) named.title = named.getAttribute('aria-label')

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
