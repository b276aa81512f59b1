import { chownSync, mkdirSync, writeFileSync, chmodSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** Writes the settings of a Dovecot in which every mailbox exists, with the password `pass`; where they stand. */
export function writeDovecot(folder: string, { imapPort, lmtpPort }: { imapPort: number; lmtpPort: number }): string {
  const home = join(folder, 'mail/%u')
  const file = join(folder, 'dovecot.conf')
  mkdirSync(join(folder, 'mail'))
  chownSync(join(folder, 'mail'), idOf('-u', 'mail'), idOf('-g', 'mail'))
  chmodSync(folder, 0o755)
  const lines = [
    'listen = 127.0.0.1',
    'protocols = imap lmtp',
    'ssl = no',
    'disable_plaintext_auth = no',
    'first_valid_uid = 1',
    'mail_max_userip_connections = 100',
    `base_dir = ${folder}/run`,
    `state_dir = ${folder}/state`,
    `log_path = ${folder}/dovecot.log`,
    `mail_home = ${home}`,
    'mail_location = maildir:~/Maildir',
    'recipient_delimiter = +',
    'passdb {\n driver = static\n args = password=pass\n}',
    `userdb {\n driver = static\n args = uid=mail gid=mail home=${home}\n}`,
    `service imap-login {\n inet_listener imap {\n address = 127.0.0.1\n port = ${imapPort}\n }\n inet_listener imaps {\n port = 0\n }\n}`,
    `service lmtp {\n inet_listener lmtp {\n address = 127.0.0.1\n port = ${lmtpPort}\n }\n}`,
    'namespace inbox {\n inbox = yes\n mailbox Sent {\n auto = create\n special_use = \\Sent\n }\n}',
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

const services = `
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`

/**
 * Writes the settings of a Postfix that hands everything for our two domains to LMTP and bounces all else; where they
 * stand. Recipients `refuses-<code>-…` are answered with the code.
 */
export function writePostfix(
  folder: string,
  { smtpPort, lmtpPort, largest }: { smtpPort: number; lmtpPort: number; largest: number },
): string {
  const [etc, queue, data] = ['etc', 'queue', 'data'].map((name) => join(folder, name)) as [string, string, string]
  for (const path of [etc, queue, data]) mkdirSync(path)
  chownSync(data, idOf('-u', 'postfix'), 0)
  const settings = {
    compatibility_level: '3.6',
    queue_directory: queue,
    data_directory: data,
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    myhostname: 'mail.hub.test',
    mydestination: '',
    mynetworks: '127.0.0.0/8',
    maillog_file: join(folder, 'postfix.log'),
    maillog_file_prefixes: folder,
    alias_maps: '',
    alias_database: '',
    local_recipient_maps: '',
    virtual_mailbox_domains: 'hub.test, customer.test',
    virtual_transport: `lmtp:inet:127.0.0.1:${lmtpPort}`,
    default_transport: 'error:5.1.2 no route in this sandbox',
    smtpd_reject_unlisted_recipient: 'no',
    recipient_delimiter: '+',
    smtpd_relay_restrictions: 'permit_mynetworks, reject',
    smtpd_recipient_restrictions: `check_recipient_access regexp:${etc}/access, permit_mynetworks, reject`,
    smtpd_client_connection_rate_limit: '0',
    smtputf8_enable: 'no',
    message_size_limit: String(largest),
    mailbox_size_limit: '0',
    virtual_mailbox_limit: '0',
  }
  writeFileSync(
    join(etc, 'main.cf'),
    Object.entries(settings)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  )
  writeFileSync(join(etc, 'master.cf'), `127.0.0.1:${smtpPort} inet n - n - - smtpd${services}`)
  const codes = { 421: '4.7.0 busy', 451: '4.7.1 greylisted', 550: '5.1.1 no such user' }
  const access = Object.entries(codes).map(([code, words]) => `/^refuses-${code}-/ ${code} ${words}\n`)
  writeFileSync(join(etc, 'access'), access.join(''))
  return etc
}

const idOf = (what: '-u' | '-g', name: string) => Number(execFileSync('id', [what, name], { encoding: 'utf8' }))
