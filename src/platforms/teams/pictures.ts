/** Pictures of charts for Teams: an address of ours, else inside the message, smaller until they fit. */

import { pngOf } from '../../charts/png.ts'
import { pictureSvg } from '../../charts/svg.ts'
import { errorFields } from '../../chat/boundary.ts'
import { type Chart, chartsIn, type Message } from '../../chat/message.ts'
import type { Pictures } from '../../chat/ports.ts'
import type { Log } from '../../log.ts'
import { limits } from './limits.ts'

/** Below the last one nobody could read it. */
const widths = [1_000, 800, 640, 500]

export interface PicturesOptions {
  pictures?: Pictures | undefined
  log: Log
}

/** The addresses of all charts of these messages that can be seen. */
export async function picturesOf(
  { pictures, log }: PicturesOptions,
  installation: string,
  messages: Message[],
): Promise<Map<Chart, string>> {
  const found = new Map<Chart, string>()
  let room: number = limits.pictureBytes
  for (const chart of messages.flatMap(({ blocks }) => chartsIn(blocks))) {
    try {
      const url = pictures
        ? await pictures.address({ platform: 'teams', installation }, chart)
        : await inside(chart, room)
      if (!url) continue
      found.set(chart, url)
      if (!pictures) room -= url.length
    } catch (error) {
      // News go out without their picture.
      log.warn('teams.picture', { ...errorFields(error) })
    }
  }
  return found
}

async function inside(chart: Chart, room: number): Promise<string | null> {
  const svg = pictureSvg(chart)
  if (!svg) return null
  for (const width of widths) {
    const url = `data:image/png;base64,${Buffer.from(await pngOf(svg, width)).toString('base64')}`
    if (url.length <= room) return url
  }
  return null
}
