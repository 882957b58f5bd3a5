// The looks of what a script brings come with it, so that the text is there first; the page's own sheet goes before them.
const late = document.createElement('style')
late.textContent = LATE_STYLE
document.querySelector('style').before(late)
