import { describe, expect, it } from 'vitest'
import { ChannelUnavailableError } from '../../errors.ts'
import { inWords } from './trouble.ts'

const failure = (code: string, message = '') => Object.assign(new Error(message), { code })

describe('what went wrong with a mail server', () => {
  it.each([
    [failure('ECONNREFUSED', 'connect ECONNREFUSED 192.0.2.1:993'), /refuses connections/],
    [failure('ESOCKET', 'connect ECONNREFUSED 192.0.2.1:25'), /refuses connections/],
    [failure('CERT_HAS_EXPIRED', 'certificate has expired'), /cannot be trusted: certificate has expired/],
    [failure('ESOCKET', 'self-signed certificate'), /cannot be trusted/],
    [failure('ERR_TLS_CERT_ALTNAME_INVALID', 'Hostname/IP does not match'), /cannot be trusted/],
    [failure('ESOCKET', 'ssl3_get_record:wrong version number'), /Choose STARTTLS/],
    [failure('ETLS', 'Server does not support STARTTLS'), /does not offer STARTTLS/],
    [failure('CONNECT_TIMEOUT'), /does not answer/],
    [failure('ETIMEDOUT', 'Greeting never received'), /does not answer/],
    [failure('NoConnection', 'Connection not available'), /closed the connection/],
    [
      Object.assign(failure('EAUTH', 'Invalid login'), { response: '535 5.7.8 no' }),
      /refused the sign-in: 535 5\.7\.8 no/,
    ],
    [failure('EPROTOCOL', 'Something new'), /did not do what was asked: Something new/],
  ])('is said in words: %s', (error, words) => {
    expect(inWords(error, 'mail.example.com:993')).toMatch(words)
    expect(inWords(error, 'mail.example.com:993')).toContain('mail.example.com:993')
  })
  it('is said once only', () => {
    expect(inWords(new ChannelUnavailableError('There is no password.'), 'x:1')).toBe('There is no password.')
  })
})
