/** What nodemailer says of a failed step. */
export interface SmtpFailure extends Error {
  code?: string
  responseCode?: number
  response?: string
  /** The SMTP command that failed. */
  command?: string
  recipient?: string
  rejectedErrors?: SmtpFailure[]
}

/** A recipient that a mail server did not take a mail for. */
export interface Refusal {
  address: string
  /** `5.1.1`, or the three digits where it gave no more. */
  code: string
  /** It will not be taken later either. */
  forGood: boolean
  words: string
}

/** Which recipients were refused and why, from the errors of a mail that was sent or not. */
export function refusalsOf(errors: SmtpFailure[] | undefined): Refusal[] {
  return (errors ?? []).map(({ recipient = '', response = '', responseCode = 0 }) => {
    const forGood = responseCode >= 500
    const said = response.replaceAll(/\s+/g, ' ').trim()
    return {
      address: recipient.toLowerCase(),
      code: /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(said)?.[1] ?? String(responseCode),
      forGood,
      words: `${recipient} was ${forGood ? 'refused' : 'not taken for now'}: ${said}.`,
    }
  })
}
