// Saves a record as one types. Without this file the buttons do the same. Words that could not be saved stay in this
// browser until they are, and are offered back.
const form = document.querySelector('form[data-autosave]')
if (form) begin(form)

function begin (form) {
  const saved = form.querySelector('[data-saved]')
  const storage = form.dataset.storage
  const timers = new Map()
  const sending = new Set()
  const again = new Set()
  let retry

  offerBack()
  form.addEventListener('input', (event) => noteChange(event.target))
  form.addEventListener('change', (event) => noteChange(event.target))
  form.addEventListener('submit', () => { for (const key of timers.keys()) keep(key) })
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') flush() })
  window.addEventListener('online', flush)

  function groupOf (key) {
    return form.querySelector(`[data-field="${CSS.escape(key)}"]`)
  }

  function noteChange (element) {
    const group = element.closest('[data-field]')
    if (!group) return
    const key = group.dataset.field
    keep(key)
    clearTimeout(timers.get(key))
    timers.set(key, setTimeout(() => save(key), 1200))
  }

  function flush () {
    for (const key of [...timers.keys()]) { clearTimeout(timers.get(key)); save(key) }
  }

  /** The boxes of a question as they are now; of ticked ones all, as a list. */
  function valuesOf (key) {
    const values = {}
    for (const box of groupOf(key).querySelectorAll('input, textarea, select')) {
      if (box.type === 'hidden' && !('part' in box.dataset)) continue
      if (box.type === 'radio' && !box.checked) continue
      if (box.type === 'checkbox') values[box.name] = [...[values[box.name]].flat().filter(Boolean), ...(box.checked ? [box.value] : [])]
      else values[box.name] = box.value
    }
    return values
  }

  /** The same as a form sends it. */
  function sent (values) {
    return Object.entries(values).flatMap(([name, value]) => (Array.isArray(value) ? ['', ...value] : [value]).map((one) => [name, one]))
  }

  async function save (key) {
    timers.delete(key)
    if (sending.has(key)) { again.add(key); return }
    const group = groupOf(key)
    const values = valuesOf(key)
    if (!Object.keys(values).length) return
    const base = group.querySelector('input[type=hidden]')
    const body = new URLSearchParams({ csrf: form.elements.csrf.value, page: form.elements.page.value, field: key, base: base.value })
    for (const [name, value] of sent(values)) body.append(name, value)
    sending.add(key)
    say(form.dataset.saving)
    try {
      const response = await fetch(form.dataset.autosave, { method: 'POST', body, redirect: 'manual', keepalive: true, headers: { accept: 'application/json' } })
      if (response.type === 'opaqueredirect' || response.status === 401 || response.status === 403) return signedOut()
      const answer = await response.json()
      if (answer.outcome === 'problem') return say(answer.said)
      if (answer.outcome === 'saved' && answer.revision) base.value = answer.revision
      if (same(valuesOf(key), values)) forget(key)
      if (answer.outcome === 'saved') say(answer.said)
      else say(answer.said, answer.href, form.dataset.chooseText)
    } catch {
      say(form.dataset.offline)
      timers.set(key, 0)
      clearTimeout(retry)
      retry = setTimeout(flush, 5000)
    } finally {
      sending.delete(key)
      if (again.delete(key)) save(key)
    }
  }

  function signedOut () {
    say(form.dataset.signedOut, form.dataset.signIn, form.dataset.signInText)
  }

  function say (text, href, linkText) {
    saved.textContent = text + ' '
    if (!href) return
    const link = document.createElement('a')
    link.href = href
    link.textContent = linkText
    saved.append(link)
  }

  function same (left, right) {
    return JSON.stringify(left) === JSON.stringify(right)
  }

  /** What is kept in this browser: question → its boxes. A browser that keeps nothing still saves. */
  function kept () {
    try { return JSON.parse(localStorage.getItem(storage)) || {} } catch { return {} }
  }

  function store (all) {
    try {
      if (Object.keys(all).length) localStorage.setItem(storage, JSON.stringify(all))
      else localStorage.removeItem(storage)
    } catch {}
  }

  function keep (key) {
    store({ ...kept(), [key]: valuesOf(key) })
  }

  function forget (key) {
    const all = kept()
    delete all[key]
    store(all)
  }

  /** Words from before that are not what the page shows now. */
  function offerBack () {
    const all = kept()
    for (const key of Object.keys(all)) {
      if (!groupOf(key) || same(normal(all[key]), normal(valuesOf(key)))) forget(key)
    }
    const left = kept()
    const offer = document.querySelector('[data-unsaved]')
    if (!offer || !Object.keys(left).length) return
    offer.hidden = false
    offer.querySelector('[data-put-back]').addEventListener('click', () => {
      offer.hidden = true
      for (const [key, values] of Object.entries(left)) putBack(key, values)
    })
    offer.querySelector('[data-throw-away]').addEventListener('click', () => {
      offer.hidden = true
      store({})
    })
  }

  function normal (values) {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().map((text) => text.replace(/\r\n/g, '\n').trimEnd())]))
  }

  function putBack (key, values) {
    const group = groupOf(key)
    if (!group) return
    for (const box of group.querySelectorAll('input, textarea, select')) {
      if (box.type === 'hidden' || !(box.name in values)) continue
      if (box.type === 'radio') box.checked = box.value === values[box.name]
      else if (box.type === 'checkbox') box.checked = [values[box.name]].flat().includes(box.value)
      else box.value = values[box.name]
    }
    save(key)
  }
}
