/** Undoes a transfer encoding piece by piece; whatever the mail did wrong, something comes out. */
export interface Decoder {
  write(bytes: Buffer): Buffer
  /** What is left at the end. */
  end(): Buffer
}

const nothing = Buffer.alloc(0)

/** The decoder for a Content-Transfer-Encoding, also as badly written as `Quoted Printable`. */
export function createDecoder(encoding: string): Decoder {
  switch (encoding.toLowerCase().replace(/[\s_]+/g, '-')) {
    case 'base64':
      return base64()
    case 'quoted-printable':
      return quotedPrintable()
    case 'uuencode':
    case 'x-uuencode':
    case 'x-uue':
      return uuencode()
    default:
      return { write: (bytes) => bytes, end: () => nothing }
  }
}

function base64(): Decoder {
  let left = ''
  return {
    write(bytes) {
      const text = left + bytes.toString('latin1').replace(/[^A-Za-z0-9+/]+/g, '')
      const whole = text.length - (text.length % 4)
      left = text.slice(whole)
      return Buffer.from(text.slice(0, whole), 'base64')
    },
    end: () => Buffer.from(left, 'base64'),
  }
}

function quotedPrintable(): Decoder {
  let left = ''
  return {
    write(bytes) {
      const text = left + bytes.toString('latin1')
      const cut = text.lastIndexOf('=')
      const whole = cut >= 0 && cut > text.length - 4 ? cut : text.length
      left = text.slice(whole)
      return unquotedPrintable(text.slice(0, whole))
    },
    end: () => unquotedPrintable(left),
  }
}

function unquotedPrintable(text: string): Buffer {
  const plain = text
    .replace(/=[ \t]*(\r?\n|$)/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}

function uuencode(): Decoder {
  let left = ''
  let inside = false
  const decode = (lines: string[]) =>
    lines.map((line) => {
      if (/^begin \d{3,4} /.test(line)) inside = true
      else if (line === 'end') inside = false
      else if (inside) return uuLine(line)
      return nothing
    })
  return {
    write(bytes) {
      const lines = (left + bytes.toString('latin1')).split(/\r?\n/)
      left = lines.pop() ?? ''
      return Buffer.concat(decode(lines))
    },
    end: () => Buffer.concat(decode([left])),
  }
}

/** One line: its length in bytes, then four signs for three bytes, each 32 above its six bits. */
function uuLine(line: string): Buffer {
  const six = (at: number) => ((line.charCodeAt(at) || 32) - 32) & 63
  const bytes = Buffer.alloc(Math.ceil(six(0) / 3) * 3)
  for (let at = 1, to = 0; to < bytes.length; at += 4, to += 3) {
    bytes.writeUIntBE((six(at) << 18) | (six(at + 1) << 12) | (six(at + 2) << 6) | six(at + 3), to, 3)
  }
  return bytes.subarray(0, six(0))
}
