/** SVG -> PNG. What draws it is loaded with the first picture: most houses never need it. */
import { createRequire } from 'node:module'
import { indexed } from './indexed.ts'

/** Found as npm put it, from src/ and from dist/ alike. */
const { resolve } = createRequire(import.meta.url)
const fontFiles = () => ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => resolve(`dejavu-fonts-ttf/ttf/${name}`))

/** DejaVu has no emoji, and nothing here draws colored letters: a box would stand in their place. */
const emoji = /\p{Emoji_Presentation}|\p{Emoji_Modifier}|\ufe0f/gu
/** Scripts that DejaVu does not have: looking for the machine's own fonts takes time, and is done for these only. */
const foreign = /[\u0900-\u109f\u1100-\u1cff\u2e80-\ufaff]/

/** `width` in pixels; the height follows. Drawn in a thread of its own, since a big one takes a fifth of a second. */
export async function pngOf(svg: string, width: number): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js')
  const drawn = await renderAsync(svg.replace(emoji, ''), {
    fitTo: { mode: 'width', value: width },
    font: {
      fontFiles: fontFiles(),
      loadSystemFonts: foreign.test(svg),
      defaultFontFamily: 'DejaVu Sans',
      sansSerifFamily: 'DejaVu Sans',
    },
  })
  return indexed(drawn)
}
