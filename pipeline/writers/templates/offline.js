// Keeps an edition's page and its recording on this device. A service worker for the edition's folder alone: it is there
// because its reader asked for it, and goes with all that it keeps when they ask or the edition is withdrawn.
'use strict'

const PATIENCE = 4000
const scope = registration.scope
const prefix = `manyvoices ${scope} `
const name = prefix + KEPT.version
const page = new URL('index.html', scope).href
const files = KEPT.files.map(path => new URL(path, scope).href)
const article = new URL('..', scope).href

/** Where a file is kept: a page under one address, whatever it is called by. */
const keyOf = address => {
    const url = new URL(address)
    url.hash = ''
    if (url.pathname.endsWith('/')) url.pathname += 'index.html'
    if (url.pathname.endsWith('.html')) url.search = ''
    return url.href
}

/** Whether an address names the content that it leads to. */
const isLasting = key => new URL(key).searchParams.has('v')

/** An answer as it is kept: whole, and wherever it came from. */
const whole = async answer => {
    const headers = { 'Content-Type': answer.headers.get('Content-Type') ?? '' }
    return new Response(await answer.blob(), { headers })
}

const ask = async (address, more) => {
    const answer = await fetch(address, { cache: 'no-cache', ...more })
    if (!answer.ok) throw Object.assign(new Error(`${address}: ${answer.status}`), { answer })
    return whole(answer)
}

const keep = async () => {
    const cache = await caches.open(name)
    for (const file of files) {
        const known = isLasting(file) && await caches.match(file)
        await cache.put(file, known || await ask(file))
    }
}

const forget = async wanted => {
    for (const each of await caches.keys()) if (wanted(each)) await caches.delete(each)
}

const withdraw = async () => {
    await forget(each => each.startsWith(prefix))
    await registration.unregister()
}

/** Whether the recording that a page plays is kept: else the page before it stays, with its own. */
const isHeard = async answer => {
    const [, heard] = (await answer.clone().text()).match(/<audio [^>]*src="([^"]+)"/) ?? []
    return !heard || !!await caches.match(new URL(heard, scope).href)
}

/** The newest that the line brings in time; else what is kept. */
const newest = async key => {
    const known = await caches.match(key)
    try {
        const answer = await ask(key, known ? { signal: AbortSignal.timeout(PATIENCE) } : {})
        if (files.includes(key) && (key !== page || await isHeard(answer))) await (await caches.open(name)).put(key, answer.clone())
        return answer
    } catch (error) {
        const gone = [404, 410].includes(error.answer?.status)
        if (key === page && gone) await withdraw()
        if (known && !gone) return known
        if (error.answer) return error.answer
        throw error
    }
}

/** The part of an answer that a player asks for. */
const part = async (answer, range) => {
    const [, from, to] = range.match(/^bytes=(\d+)-(\d*)$/) ?? []
    if (from === undefined) return answer
    const blob = await answer.blob()
    const end = Math.min(to ? Number(to) + 1 : blob.size, blob.size)
    if (from >= end) return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${blob.size}` } })
    const headers = {
        'Content-Type': answer.headers.get('Content-Type'),
        'Content-Range': `bytes ${from}-${end - 1}/${blob.size}`,
        'Content-Length': String(end - from),
        'Accept-Ranges': 'bytes',
    }
    return new Response(blob.slice(from, end), { status: 206, headers })
}

/** A lasting file from what is kept, or else as it was asked for, ranges and all. */
const lasting = async (request, key) => {
    const known = await caches.match(key)
    if (!known) return fetch(request)
    const range = request.headers.get('Range')
    return range ? part(known, range) : known
}

addEventListener('install', event => {
    event.waitUntil(keep().then(() => skipWaiting(), async error => {
        await caches.delete(name)
        throw error
    }))
})

addEventListener('activate', event => {
    event.waitUntil(forget(each => each.startsWith(prefix) && each !== name).then(() => clients.claim()))
})

addEventListener('fetch', event => {
    const { request } = event
    const key = keyOf(request.url)
    if (request.method !== 'GET' || !key.startsWith(article)) return
    if (isLasting(key)) event.respondWith(lasting(request, key))
    else if (files.includes(key) || key.endsWith('.html')) event.respondWith(newest(key))
})
