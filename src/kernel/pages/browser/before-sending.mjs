// What a public page does before its form leaves, where scripts run: a file the server would refuse after the whole upload is
// named at once, a form is sent once, and that it is on its way is said. Every word and every limit stands in the page.
const multipart = 'multipart/form-data'
const fileFields = (within) => [...within.querySelectorAll('input[type=file]')]

const most = (field) => Number(field.dataset.mostFiles)
const fits = (field) => (file) => file.size <= Number(field.dataset.mostBytes)
const told = (field) => document.getElementById(field.getAttribute('aria-describedby'))
function leaveOut(field) {
  return told(field).parentElement.querySelector('button')
}

/** Says beside the field what is too much; whether nothing is. */
function check(field) {
  const files = [...field.files]
  const large = files.filter((file) => !fits(field)(file))
  const faults = large.map(({ name, size }) =>
    // Rounded up: what is too large by a little isn't said to be as large as it may.
    fill(field.dataset.tooLarge, { name, size: Math.ceil(size / 100_000) / 10 }),
  )
  if (files.length > most(field)) faults.push(fill(field.dataset.tooMany, { chosen: files.length }))
  told(field).textContent = faults.join('\n')
  leaveOut(field).hidden = faults.length === 0
  if (faults.length > 0) field.setAttribute('aria-invalid', 'true')
  else field.removeAttribute('aria-invalid')
  return faults.length === 0
}

function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name])
}

let held = false
let patience
/** Another form, or the same, isn't sent while one is on its way; after a minute it may be, where a browser doesn't tell that it was stopped. */
function hold(holding, { said = false } = {}) {
  held = holding
  clearTimeout(patience)
  if (held && !globalThis.navigation) patience = setTimeout(hold, 60_000, false)
  const line = document.querySelector('.sending')
  line.textContent = said ? line.dataset.words : ''
}
addEventListener('pageshow', () => hold(false))
// Stopped by whoever sent it.
globalThis.navigation?.addEventListener('navigateerror', () => hold(false))

addEventListener('submit', (event) => {
  const { target: form, submitter } = event
  // Another language takes no file along.
  const uploads = (submitter?.formEnctype || form.enctype) === multipart
  const faulty = uploads && fileFields(form).find((field) => !check(field))
  if (held || faulty) event.preventDefault()
  if (faulty) faulty.focus()
  if (held || faulty) return
  hold(true, { said: uploads })
  // Nobody goes back to an answer, but to where it may be asked for.
  if (form.dataset.back) history.replaceState(null, '', form.dataset.back)
})

for (const field of fileFields(document)) {
  field.addEventListener('change', () => check(field))
  leaveOut(field).addEventListener('click', () => {
    const kept = new DataTransfer()
    for (const file of [...field.files].filter(fits(field)).slice(0, most(field))) kept.items.add(file)
    field.files = kept.files
    check(field)
    field.focus()
  })
  // A browser may bring back what was chosen together with the page.
  if (field.files.length > 0) check(field)
}

// Whoever goes back finds the form as they left it, asked for anew: its place in the history says what it was sent under,
// and no longer that it was an answer, which no browser asks for again.
const once = document.querySelector('input[name=once][data-stays]')
if (once) {
  once.value = history.state?.once ?? once.value
  history.replaceState({ once: once.value }, '')
  // A browser keeps what was typed: what the page brought along counts as that.
  for (const field of once.form.querySelectorAll('textarea, input:not([type=hidden], [type=file])')) {
    const { value } = field
    field.value = value
  }
}

// What a browser too old for it on anything but a field doesn't focus by itself.
if (!('autofocus' in HTMLElement.prototype)) document.querySelector('[autofocus]')?.focus()
