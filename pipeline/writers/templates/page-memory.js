// What the page remembers of its reader, in this browser alone; one that keeps nothing is no fault.
const remembered = {
    of: name => { try { return localStorage.getItem(`manyvoices:${name}`) ?? '' } catch { return '' } },
    keep: (name, value) => { try { localStorage.setItem(`manyvoices:${name}`, String(value)) } catch { /* nothing is kept */ } },
    forget: name => { try { localStorage.removeItem(`manyvoices:${name}`) } catch { /* nothing was kept */ } },
}

/** What an edition is remembered by, whichever of its two addresses leads to it. */
const placeOf = ({ pathname }) => pathname.replace(/\/$/, '/index.html')
