const forms = {
  email: /^[^\s@<>(),;:"\\[\]]{1,64}@[^\s@<>(),;:"\\[\]]{1,255}$/,
  phone: /^\+[1-9]\d{4,14}$/,
}

/** Whether a message can be sent there: to a mail address, or to a telephone number as +49… */
export const isAddress = (kind: 'email' | 'phone', value: string): boolean => forms[kind].test(value)
