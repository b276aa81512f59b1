import { escapeHtml } from '../../platform/html.ts'
import { page } from '../html.ts'

const bar = (title: string) => `<header class="bar"><span class="mark">${escapeHtml(title)}</span>
      <nav aria-label="Demonstration"><a href="/demo">Shop</a><a href="/demo/mailbox">Mailbox</a><a href="/demo/phone">Phone</a><a href="/">Inbox</a></nav></header>`

const field = (name: string, label: string, more = '') =>
  `<label class="field"><span>${label}</span><input name="${name}" required autocomplete="off" ${more} /></label>`

const fault = (name: string, options: [string, string][]) => `<label class="field fault"><span>The ${name}</span>
          <select data-fault>${options.map(([value, label]) => `<option value="${value}">${label}</option>`).join('')}</select></label>`

/** A customer's mail program. */
export const mailboxPage = (mailbox: string): string =>
  page(
    'Mailbox',
    `${bar('Mailbox')}
    <main class="device" data-support="${escapeHtml(mailbox)}">
      <section class="side">
        <p class="meta">A customer's mailbox. Write to <strong>${escapeHtml(mailbox)}</strong> and answer from the inbox; every
          address at customer.test and example.com exists.</p>
        ${field('address', 'Your address', 'type="email" value="ada@customer.test"')}
        <button type="button" class="primary" data-new>New mail</button>
        ${fault('mail server', [
          ['none', 'works'],
          ['later', 'says “later” three times'],
          ['refuse', 'refuses the next mail'],
          ['drop', 'breaks off the next mail'],
          ['double', 'delivers the next mail twice'],
          ['slow', 'is slow with the next mail'],
        ])}
        <ul class="mails" data-mails aria-label="Mails" aria-live="polite"></ul>
      </section>
      <section class="sheet" data-sheet aria-live="polite"><p class="empty">Choose a mail, or write a new one.</p></section>
    </main>
    <dialog data-dialog aria-labelledby="compose-title">
      <form data-form>
        <h2 id="compose-title">New mail</h2>
        ${field('from', 'From', 'type="email"')}
        ${field('to', 'To', 'type="email"')}
        ${field('subject', 'Subject')}
        <label class="field"><span>Message</span><textarea name="message" rows="9" required></textarea></label>
        <label class="field"><span>Files</span><input name="files" type="file" multiple /></label>
        <p class="error" data-error role="alert"></p>
        <p class="row"><button type="submit" class="primary">Send</button><button type="button" data-cancel>Cancel</button></p>
      </form>
    </dialog>`,
    '<link rel="stylesheet" href="/demo/devices.css" /><script src="/demo/mailbox.js" type="module"></script>',
  )

/** A customer's phone. */
export const phonePage = (number: string): string =>
  page(
    'Phone',
    `${bar('Phone')}
    <main class="device phone" data-support="${escapeHtml(number)}">
      <section class="side">
        <p class="meta">A customer's phone. Text <strong>${escapeHtml(number)}</strong> and answer from the inbox. STOP and START
          work as they do everywhere.</p>
        ${fault('network', [
          ['none', 'works'],
          ['later', 'is busy three times'],
          ['silent', 'takes the next text and never answers'],
          ['unknown', 'says the number does not exist'],
          ['double', 'reports everything twice'],
          ['reverse', 'reports in the wrong order'],
          ['drop', 'loses its reports'],
        ])}
      </section>
      <section class="handset" aria-label="Phone">
        <ol data-thread aria-live="polite" aria-label="Texts"></ol>
        <form data-form>
          ${field('from', 'From', 'type="tel" value="+4915112345678"')}
          ${field('to', 'To', `type="tel" value="${escapeHtml(number)}"`)}
          <label class="field"><span>Message</span><textarea name="message" rows="2"></textarea></label>
          <label class="field"><span>Picture</span><input name="files" type="file" accept="image/*" /></label>
          <p class="error" data-error role="alert"></p>
          <button type="submit" class="primary">Send</button>
        </form>
      </section>
    </main>`,
    '<link rel="stylesheet" href="/demo/devices.css" /><script src="/demo/phone.js" type="module"></script>',
  )
