import type { EmailOf, SecretName } from './mailboxDraft.ts'

/** Which secrets of a mailbox are there. */
export const storedSecrets = (email: EmailOf): Record<SecretName, boolean> => ({
  password: email.hasPassword,
  smtpPassword: email.hasSmtpPassword,
  clientId: email.hasClientId,
  clientSecret: email.hasClientSecret,
  refreshToken: email.hasRefreshToken,
  dkimPrivateKey: email.hasDkimPrivateKey,
})
