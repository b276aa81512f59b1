// The page's own script: what a site with accounts does around the chat.
const key = 'demo-shop-customer'
const account = document.querySelector('[data-account]')
const who = document.querySelector('[data-who]')
const logOut = document.querySelector('[data-log-out]')
const logIns = [...document.querySelectorAll('[data-log-in]')]

// Calls made before widget.js has loaded wait in the queue.
window.Switchboard =
  window.Switchboard ||
  function () {
    ;(window.Switchboard.q = window.Switchboard.q || []).push(arguments)
  }

function show(customer) {
  who.textContent = customer ? `Signed in as ${customer.name}` : 'Not signed in'
  logOut.hidden = !customer
  for (const button of logIns) button.hidden = Boolean(customer)
}

async function logIn(id) {
  const answer = await fetch(`/demo/identity/${id}`, { method: 'POST' })
  if (!answer.ok) return leave()
  const { attributes, ...claim } = await answer.json()
  localStorage.setItem(key, id)
  window.Switchboard('identify', { ...claim, attributes })
  show(claim)
}

function leave() {
  localStorage.removeItem(key)
  window.Switchboard('reset')
  show(null)
}

for (const button of logIns) button.addEventListener('click', () => logIn(button.dataset.logIn))
logOut?.addEventListener('click', leave)
for (const button of document.querySelectorAll('[data-chat]')) {
  button.addEventListener('click', () => window.Switchboard('open'))
}

if (account) {
  const kept = localStorage.getItem(key)
  if (kept) logIn(kept)
  else show(null)
}
