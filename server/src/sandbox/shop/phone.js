// A customer's phone: the thread of a number, live, and texts with pictures.
const $ = (selector) => document.querySelector(selector)
const form = $('[data-form]')
const thread = $('[data-thread]')
const error = $('[data-error]')
const texts = new Map()
let events = null

function element(name, text, className) {
  const made = document.createElement(name)
  if (text) made.textContent = text
  if (className) made.className = className
  return made
}

function draw() {
  const own = form.from.value
  const sorted = [...texts.values()].sort((a, b) => (a.at < b.at ? -1 : 1))
  thread.replaceChildren(
    ...sorted.map((text) => {
      const item = element('li', text.body, text.from === own ? 'own' : '')
      for (const file of text.media) {
        const picture = element('img')
        picture.src = `/demo/phone/api/media/${file.id}`
        picture.alt = 'A picture that came with the text'
        item.append(picture)
      }
      item.append(element('small', `${text.from} · ${new Date(text.at).toLocaleTimeString()}`))
      return item
    }),
  )
  thread.scrollTop = thread.scrollHeight
}

async function follow() {
  const number = encodeURIComponent(form.from.value)
  events?.close()
  texts.clear()
  const answer = await fetch(`/demo/phone/api/thread?number=${number}`)
  for (const text of answer.ok ? await answer.json() : []) texts.set(text.id, text)
  draw()
  events = new EventSource(`/demo/phone/api/live?number=${number}`)
  events.addEventListener('text', (event) => {
    const text = JSON.parse(event.data)
    texts.set(text.id, text)
    draw()
  })
}

const base64 = (file) =>
  new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.readAsDataURL(file)
  })

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  error.textContent = ''
  const media = await Promise.all(
    [...form.files.files].map(async (file) => ({ contentType: file.type, content: await base64(file) })),
  )
  const text = { from: form.from.value, to: form.to.value, body: form.message.value, media }
  const answer = await fetch('/demo/phone/api/texts', { method: 'POST', body: JSON.stringify(text) })
  if (!answer.ok) return void (error.textContent = (await answer.json()).message)
  form.message.value = ''
  form.files.value = ''
  form.message.focus()
})

form.from.addEventListener('change', follow)
$('[data-fault]').addEventListener('change', (event) =>
  fetch('/demo/phone/api/misbehave', { method: 'POST', body: JSON.stringify({ what: event.target.value }) }),
)
void follow()
