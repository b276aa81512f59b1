import sharp from 'sharp'

/** A picture as a customer would send it. */
export interface Picture {
  name: string
  png: Buffer
  thumbnail: Buffer
  width: number
  height: number
}

const width = 900
const height = 675

const scene = (from: string, to: string, content: string) => `
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 675" width="${width}" height="${height}">
  <defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs>
  <rect width="900" height="675" fill="url(#g)"/>${content}</svg>`

const spokes = (cx: number, cy: number, r: number) =>
  Array.from({ length: 24 }, (_, n) => {
    const angle = (n * Math.PI) / 12
    return `<line x1="${cx}" y1="${cy}" x2="${cx + r * Math.cos(angle)}" y2="${cy + r * Math.sin(angle)}"/>`
  }).join('')

const bentWheel = scene(
  '#c9d3d6',
  '#8d9a94',
  `<rect y="500" width="900" height="175" fill="#5f6a66"/><path d="M0 560 L900 535 M0 640 L900 620" stroke="#6e7975" stroke-width="6"/>
   <ellipse cx="450" cy="590" rx="260" ry="26" fill="#3d4643" opacity=".6"/>
   <g stroke="#e8ecea" stroke-width="3">${spokes(450, 335, 205)}</g>
   <path d="M450 105 C600 90 690 210 672 330 C655 420 560 395 560 480 C540 570 420 585 330 535 C210 470 190 300 260 200 C310 130 380 110 450 105 Z" fill="none" stroke="#23292b" stroke-width="34"/>
   <path d="M450 128 C590 115 665 225 648 325 C630 400 536 385 536 470 C515 545 420 560 342 515 C235 450 215 310 280 215 C325 150 390 132 450 128 Z" fill="none" stroke="#b9c2c4" stroke-width="10"/>
   <circle cx="450" cy="335" r="26" fill="#2f3638"/><circle cx="450" cy="335" r="10" fill="#9aa5a8"/>`,
)

const flatTyre = scene(
  '#dfe6df',
  '#a9b7a6',
  `<rect y="545" width="900" height="130" fill="#7b776f"/><g stroke="#d9dedc" stroke-width="3">${spokes(450, 330, 190)}</g>
   <path d="M225 330 a225 225 0 1 1 450 0 C675 440 640 520 600 552 L300 552 C255 515 225 430 225 330 Z" fill="none" stroke="#22262a" stroke-width="44"/>
   <circle cx="450" cy="330" r="196" fill="none" stroke="#c2cacc" stroke-width="12"/><circle cx="450" cy="330" r="24" fill="#30363a"/>
   <path d="M270 556 q180 34 360 0 l14 16 q-190 30 -388 0 Z" fill="#1b1f22"/><path d="M620 470 l26 -12 l-6 26 Z" fill="#d7a93c"/>`,
)

const parcel = scene(
  '#e7e2da',
  '#b8ad9d',
  `<rect y="520" width="900" height="155" fill="#8f8474"/><path d="M170 220 L470 165 L740 235 L735 545 L450 605 L180 540 Z" fill="#c8995e"/>
   <path d="M170 220 L470 165 L740 235 L455 300 Z" fill="#dbb27a"/><path d="M455 300 L450 605 L735 545 L740 235 Z" fill="#b3834a"/>
   <path d="M315 192 L600 268 L600 330 L575 300 L560 345 L540 290" fill="none" stroke="#efe3c4" stroke-width="26"/>
   <path d="M560 400 l60 -50 l-12 55 l70 -10 l-52 48 l58 40 l-80 -14 l-20 62 l-26 -64 l-62 18 l44 -48 Z" fill="#3e2f1e"/>
   <rect x="225" y="370" width="150" height="96" transform="rotate(6 300 418)" fill="#f4f1ea"/><path d="M245 395 l112 12 M243 418 l112 12 M241 441 l70 8" stroke="#4a4a4a" stroke-width="7"/>`,
)

const receipt = scene(
  '#5b4a3f',
  '#41342c',
  `<g transform="rotate(-4 450 340)"><path d="M285 40 H615 V620 l-30 -18 l-30 18 l-30 -18 l-30 18 l-30 -18 l-30 18 l-30 -18 l-30 18 l-30 -18 l-30 18 l-30 -18 Z" fill="#faf8f2"/>
   <g font-family="monospace" fill="#333" font-size="24"><text x="450" y="100" text-anchor="middle" font-size="30" font-weight="bold">NORDLICHT</text>
   <text x="450" y="132" text-anchor="middle" font-size="20">Cycles · Hamburg</text><text x="315" y="200">1 Helmet</text><text x="585" y="200" text-anchor="end">89,00</text>
   <text x="315" y="240">1 Lock</text><text x="585" y="240" text-anchor="end">64,00</text><text x="315" y="280">1 Inspection</text><text x="585" y="280" text-anchor="end">0,00</text>
   <path d="M315 305 H585" stroke="#333" stroke-width="2" stroke-dasharray="7 5"/><text x="315" y="345" font-size="30" font-weight="bold">Total €</text><text x="585" y="345" text-anchor="end" font-size="30" font-weight="bold">153,00</text>
   <text x="315" y="390" font-size="20">VAT 19 % incl. 24,43</text><text x="450" y="520" text-anchor="middle" font-size="20">Thank you and ride safe</text></g>
   <g fill="#333">${Array.from({ length: 34 }, (_, n) => `<rect x="${330 + n * 7}" y="425" width="${(n * 5) % 3 === 0 ? 4 : 2}" height="56"/>`).join('')}</g></g>`,
)

/** What scripts can name, with the names that telephones give to pictures. */
const drawings = new Map([
  ['bent-wheel', { name: 'IMG_2041.png', svg: bentWheel }],
  ['flat-tyre', { name: 'IMG_0318.png', svg: flatTyre }],
  ['parcel', { name: 'parcel.png', svg: parcel }],
  ['receipt', { name: 'receipt.png', svg: receipt }],
])

/** Draws every picture that scripts can name. */
export async function drawPictures(): Promise<Map<string, Picture>> {
  const drawn = [...drawings].map(async ([key, { name, svg }]) => {
    const png = await sharp(Buffer.from(svg)).png({ compressionLevel: 6 }).toBuffer()
    const thumbnail = await sharp(png).resize({ width: 480 }).webp({ quality: 78 }).toBuffer()
    return [key, { name, png, thumbnail, width, height }] as const
  })
  return new Map(await Promise.all(drawn))
}
