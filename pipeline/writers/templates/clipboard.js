// What copies a text for the reader.

/** Copy a text; whether the browser lets us. */
const copyText = async text => {
    try { await navigator.clipboard.writeText(text) } catch { return false }
    return true
}
