import type { Channel } from '@switchboard/prisma'
import { shopCustomers } from './shop-customers.ts'
import { escapeHtml } from '../platform/html.ts'
import { page } from './html.ts'

const products = [
  ['bike-fjord', 'Fjord', 'City bicycle with a low entry', '€ 749'],
  ['bike-polar', 'Polar', 'E-bike, 110 km with one charge', '€ 2,490'],
  ['bike-skerry', 'Skerry', 'Gravel bicycle, steel frame', '€ 1,390'],
  ['bike-tuft', 'Tuft', 'For children from five years', '€ 329'],
] as const

const card = ([file, name, what, price]: (typeof products)[number]) => `
      <li>
        <img src="/demo/${file}.svg" alt="" width="400" height="320" />
        <h2>${name}</h2><p>${what}</p><p class="price">${price}</p>
      </li>`

const logIn = ([id, { name }]: [string, { name: string }]) =>
  `<button type="button" data-log-in="${id}" hidden>Log in as ${escapeHtml(name)}</button>`

/** The page of a shop that has the chat on it. */
export function shopPage(channel: Pick<Channel, 'publicKey'> | null, brand: string, canLogIn: boolean): string {
  const account = canLogIn
    ? `<div class="account" data-account role="group" aria-label="Account">
        <span data-who aria-live="polite"></span>
        ${Object.entries(shopCustomers).map(logIn).join('\n        ')}
        <button type="button" data-log-out hidden>Log out</button>
      </div>`
    : ''
  const body = `<header class="bar">
      <a class="mark" href="/demo">${escapeHtml(brand)}</a>
      <nav aria-label="Shop"><a href="/demo#bicycles">Bicycles</a><a href="/demo/mailbox">Mailbox</a><a href="/demo/phone">Phone</a><a href="/demo/mails">Hub’s mail</a><a href="/">Inbox</a></nav>
      ${account}
    </header>
    <main>
      <section class="hero">
        <h1>Bicycles for every kind of weather</h1>
        <p>Built in our own workshop, sent within two days, and taken back for a hundred.</p>
        <div><button type="button" class="primary" data-chat>Ask us about a bicycle</button></div>
      </section>
      <ul class="products" id="bicycles">${products.map(card).join('')}
      </ul>
      <section class="note">
        <h2>This is a demonstration</h2>
        <p>${channel ? 'Write in the chat at the corner' : 'Set up a website chat in the settings, then write in it here'},
          and answer from the <a href="/">inbox</a> in another window.</p>
        <p>Log in as one of two customers to see a verified person: this page's server signs who they are. Log in on a
          second browser and the conversation is there; log out and it is gone.</p>
      </section>
    </main>`
  const embed = channel
    ? `<script async src="/widget.js" data-channel="${escapeHtml(channel.publicKey)}"></script>`
    : ''
  return page(`${brand} — bicycles`, body, `<script src="/demo/shop.js"></script>\n    ${embed}`)
}

/** Mail that the hub sent while no mail server is set, newest first. */
export function mailsPage(mails: { to: string; subject: string; text: string; createdAt: Date }[]): string {
  const one = (mail: (typeof mails)[number]) => `<article>
        <h2>${escapeHtml(mail.subject)}</h2>
        <p class="meta">To ${escapeHtml(mail.to)}, ${mail.createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC</p>
        <pre>${withLinks(mail.text)}</pre>
      </article>`
  const list =
    mails.length > 0 ? mails.map(one).join('\n') : '<p>Nothing was sent yet. Invite somebody, or reset a password.</p>'
  const body = `<header class="bar"><a class="mark" href="/demo">Mails</a>
      <nav aria-label="Demonstration"><a href="/demo">Shop</a><a href="/">Inbox</a></nav></header>
    <main class="mails"><h1>Mails of the hub</h1>
      <p class="meta">No mail server is set, so mail is kept here instead of being sent.</p>
      ${list}
    </main>`
  return page('Mails', body)
}

const withLinks = (text: string) =>
  escapeHtml(text).replace(/https?:\/\/[^\s<>"']+/g, (address) => `<a href="${address}">${address}</a>`)
