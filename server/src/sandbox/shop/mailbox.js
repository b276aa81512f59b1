// A customer's mail program: lists the inbox of an address, shows a mail, writes and answers.
const $ = (selector) => document.querySelector(selector)
const address = $('[name=address]')
const list = $('[data-mails]')
const sheet = $('[data-sheet]')
const dialog = $('[data-dialog]')
const form = $('[data-form]')
const error = $('[data-error]')
let answering = null
let open = null
let events = null

function element(name, text, className) {
  const made = document.createElement(name)
  if (text) made.textContent = text
  if (className) made.className = className
  return made
}

function show(mail) {
  open = mail.id
  const answer = element('button', 'Answer', 'primary')
  answer.type = 'button'
  answer.addEventListener('click', () => write(mail))
  const files = mail.files.length ? [element('p', `Files: ${mail.files.join(', ')}`, 'meta')] : []
  sheet.replaceChildren(
    element('h2', mail.subject || '(no subject)'),
    element('p', `From ${mail.from} to ${mail.to}, ${new Date(mail.at).toLocaleString()}`, 'meta'),
    element('pre', mail.text),
    ...files,
    answer,
  )
  for (const button of list.querySelectorAll('button'))
    button.setAttribute('aria-current', String(button.dataset.id === String(open)))
}

async function read() {
  const answer = await fetch(`/demo/mailbox/api/mails?address=${encodeURIComponent(address.value)}`)
  if (!answer.ok) return list.replaceChildren(element('li', 'There is no such mailbox.', 'empty'))
  const mails = await answer.json()
  if (mails.length === 0) list.replaceChildren(element('li', 'Nothing has come yet.', 'empty'))
  else
    list.replaceChildren(
      ...mails.map((mail) => {
        const item = element('li')
        const button = element('button', mail.subject || '(no subject)')
        button.type = 'button'
        button.dataset.id = mail.id
        button.append(element('small', `${mail.from} · ${new Date(mail.at).toLocaleTimeString()}`))
        button.addEventListener('click', () => show(mail))
        item.append(button)
        return item
      }),
    )
}

function follow() {
  events?.close()
  events = new EventSource(`/demo/mailbox/api/live?address=${encodeURIComponent(address.value)}`)
  events.addEventListener('change', read)
  void read()
}

function write(mail) {
  answering = mail
  form.reset()
  error.textContent = ''
  form.from.value = address.value
  form.to.value = mail ? mail.from : $('[data-support]').dataset.support
  form.subject.value = mail ? `Re: ${mail.subject.replace(/^re:\s*/i, '')}` : ''
  form.message.value = mail ? `\n\n${mail.from} wrote:\n${mail.text.trim().replace(/^/gm, '> ')}` : ''
  dialog.showModal()
  const first = mail ? form.message : form.subject
  first.focus()
  if (mail) form.message.setSelectionRange(0, 0)
}

const base64 = (file) =>
  new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.readAsDataURL(file)
  })

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const files = await Promise.all(
    [...form.files.files].map(async (file) => ({
      name: file.name,
      contentType: file.type || 'application/octet-stream',
      content: await base64(file),
    })),
  )
  const mail = {
    from: form.from.value,
    to: form.to.value,
    subject: form.subject.value,
    message: form.message.value,
    files,
    ...(answering && {
      inReplyTo: answering.messageId,
      references: `${answering.references} ${answering.messageId}`.trim(),
    }),
  }
  const answer = await fetch('/demo/mailbox/api/mails', { method: 'POST', body: JSON.stringify(mail) })
  if (!answer.ok) return void (error.textContent = (await answer.json()).message)
  dialog.close()
})

address.addEventListener('change', follow)
$('[data-new]').addEventListener('click', () => write(null))
$('[data-cancel]').addEventListener('click', () => dialog.close())
$('[data-fault]').addEventListener('change', (event) =>
  fetch('/demo/mailbox/api/misbehave', { method: 'POST', body: JSON.stringify({ what: event.target.value }) }),
)
follow()
