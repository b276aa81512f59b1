import { isDaemonAddress } from '../../../address.ts'
import { all, readable, type Headers } from '../mime/headers.ts'
import { senderOf } from '../sender.ts'

const daemonNames =
  /mailer[- ]daemon|mail delivery (?:sub)?(?:system|service|agent)|mail (?:system|administrator|gateway)|system administrator|^"?postmaster/i

/** Whether a mail program, not a person, wrote the mail to say what became of another. */
export const isDaemon = (headers: Headers): boolean =>
  isDaemonAddress(senderOf(headers)?.address ?? '') || daemonNames.test(readable(headers, 'from'))

/** Sent with the empty return path that programs use so that nobody answers them. */
export const hasNoReturnPath = (headers: Headers): boolean =>
  [...all(headers, 'return-path'), ...all(headers, 'x-envelope-from')].some((value) =>
    /^\s*(?:<\s*>|<mailer-daemon(?:@[^>]*)?>)\s*$/i.test(value),
  )

const failures =
  /undeliver|not delivered|non.?deliver|delivery (?:status|failure|failed|report|problem|error|has failed|incomplete|delay|unsuccess)|returned (?:e-?mail|mail|message|to sender)|unable to deliver|(?:mail|message) rejected|rejected:|mail (?:delivery|system|could not)|failure notice|could(?: not|n't) be delivered|message (?:not|undeliv|delayed|could not)|delayed mail|warning: (?:could not|message)|delivery temporarily|returning message|mail status report|mail failure|nicht zugestellt|unzustellbar|zustellung|échec de|non remis|no se (?:ha )?(?:pudo|podido) entregar|no entregado|devuelto|impossibile (?:consegnare|recapitare)|mancata consegna|não (?:foi )?entregue|falha na entrega|onbestelbaar|niet (?:af)?geleverd|недоставлен|не доставлен|配信不能|配送失败|退信|送信できません/i

/** Whether the subject is that of a note about a mail that did not arrive. */
export const speaksOfFailure = (headers: Headers): boolean => failures.test(readable(headers, 'subject'))
