/** What the sender of a mail that was too large is told, in the languages of the chat. */
const words: Record<string, (size: string, most: string, files: string) => string> = {
  en: (size, most, files) =>
    `Your mail did not reach us: it has ${size}, and we take mails of up to ${most}. That is room for about ${files} of files, which grow when they are mailed.\n\nPlease send it again with fewer or smaller files, or with a link to them. You may simply answer this mail.`,
  ar: (size, most, files) =>
    `لم تصلنا رسالتك: حجمها ${size}، ونحن نستقبل رسائل حتى ${most}. يتسع ذلك لملفات بحجم ${files} تقريبًا، لأن الملفات تكبر عند إرسالها بالبريد.\n\nيرجى إرسالها مرة أخرى بملفات أقل أو أصغر، أو مع رابط إليها. يمكنك الرد على هذه الرسالة مباشرة.`,
  de: (size, most, files) =>
    `Ihre E-Mail hat uns nicht erreicht: Sie ist ${size} groß, wir nehmen E-Mails bis ${most} an. Das reicht für etwa ${files} an Dateien, die beim Versenden größer werden.\n\nBitte senden Sie sie noch einmal mit weniger oder kleineren Dateien oder mit einem Link dorthin. Sie können einfach auf diese E-Mail antworten.`,
  es: (size, most, files) =>
    `Su correo no nos ha llegado: ocupa ${size} y aceptamos correos de hasta ${most}. Caben unos ${files} de archivos, que aumentan de tamaño al enviarse.\n\nEnvíelo de nuevo con menos archivos o más pequeños, o con un enlace a ellos. Puede responder a este correo.`,
  fr: (size, most, files) =>
    `Votre e-mail ne nous est pas parvenu : il fait ${size} et nous acceptons des e-mails jusqu’à ${most}. Cela laisse environ ${files} pour les fichiers, qui grossissent lors de l’envoi.\n\nVeuillez le renvoyer avec moins de fichiers, des fichiers plus petits ou un lien. Vous pouvez répondre à cet e-mail.`,
  nl: (size, most, files) =>
    `Uw e-mail heeft ons niet bereikt: hij is ${size} groot en wij nemen e-mails tot ${most} aan. Dat is ruimte voor ongeveer ${files} aan bestanden, die bij het verzenden groter worden.\n\nStuur hem opnieuw met minder of kleinere bestanden, of met een link ernaartoe. U kunt deze e-mail gewoon beantwoorden.`,
}

/** Files grow by this as mail carries them (base64, with its line ends). */
const growth = 1.37

/** In words for the sender; sizes in bytes. */
export function tooLargeWords(locale: string, size: number, largest: number): string {
  const language = locale.toLowerCase().split('-')[0] ?? 'en'
  const [text = words['en'], speaks = 'en'] = words[language] ? [words[language], language] : []
  const unit = (bytes: number, round: (value: number) => number) =>
    new Intl.NumberFormat(speaks, { style: 'unit', unit: 'megabyte' }).format(round(bytes / 100_000) / 10)
  return text?.(unit(size, Math.ceil), unit(largest, Math.floor), unit(largest / growth, Math.floor)) ?? ''
}

const unanswered =
  /^(?:list-[a-z-]+\s*:|precedence\s*:\s*(?:list|bulk|junk)|x-auto-response-suppress\s*:.*\b(?:all|autoreply)\b|(?:return-path|x-envelope-from)\s*:\s*<\s*>)/im

/** Whether a mail may be answered by a machine (RFC 3834): not what came by a list, nor what asks for no answers. */
export const mayBeAnswered = (headers: string): boolean => !unanswered.test(headers)
