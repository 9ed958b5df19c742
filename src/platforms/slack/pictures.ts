/** Pictures of charts for Slack: an address of ours that it fetches, else an upload; words where neither can be. */
import { createHash } from 'node:crypto'
import { pngOf } from '../../charts/png.ts'
import { remembering } from '../../charts/remembering.ts'
import { pictureSvg } from '../../charts/svg.ts'
import { type Chart, chartsIn, type Message } from '../../chat/message.ts'
import type { Names, Pictures } from '../../chat/ports.ts'
import type { Log } from '../../log.ts'
import { type Api, refusedBlocks, slackError } from './api.ts'
import { limits } from './limits.ts'
import { readerOf } from './names.ts'
import { type SlackMessage, withoutPictures } from './render.ts'
import type { Picture, Reader } from './text.ts'

export interface Illustrating {
  /** Everything that drawing these needs: names, and the pictures of their charts. `upload`: there is time to wait for one. */
  reader(installation: string, messages: Message[], options?: { upload: boolean }): Promise<Reader>
}

export interface IllustratingOptions {
  api: Api
  names: Names
  pictures?: Pictures | undefined
  log: Log
}

const pixels = 1_000
/** Uploads that are remembered, so that a card which is drawn again does not bring its file again. */
const remembered = 200

export function createIllustrating(options: IllustratingOptions): Illustrating {
  const { api, names, pictures, log } = options
  const uploads = remembering<string>(remembered)

  async function pictureOf(installation: string, chart: Chart, upload: boolean): Promise<Picture | undefined> {
    try {
      if (pictures) {
        const address = await pictures.address({ platform: 'slack', installation }, chart)
        return address ? { image_url: address } : undefined
      }
      const id = upload ? await uploaded(installation, chart) : null
      return id ? { slack_file: { id } } : undefined
    } catch (error) {
      // News go out without their picture.
      log.warn('slack.picture', { code: slackError(error) ?? (error as Error).name })
      return undefined
    }
  }

  function uploaded(installation: string, chart: Chart): Promise<string | null> {
    const key = createHash('sha256')
      .update(JSON.stringify([installation, chart]))
      .digest('base64')
    return uploads(key, () => upload(installation, chart))
  }

  async function upload(installation: string, chart: Chart): Promise<string | null> {
    const svg = pictureSvg(chart)
    if (!svg) return null
    const file = Buffer.from(await pngOf(svg, pixels))
    const client = await api.client(installation)
    // In no channel: there it would be a message of its own.
    const sent = await client.filesUploadV2({ file, filename: 'chart.png', title: chart.title, alt_text: chart.title })
    return fileIn(sent) ?? null
  }

  return {
    async reader(installation, messages, { upload: may } = { upload: true }) {
      const charts = messages.flatMap(({ blocks }) => chartsIn(blocks))
      const found = new Map<Chart, Picture | undefined>()
      for (const chart of charts) found.set(chart, await pictureOf(installation, chart, may))
      return { ...(await readerOf(names, messages)), picture: (chart) => found.get(chart) }
    },
  }
}

/** Posts; again in a moment where Slack has not looked at an upload yet; with words where it does not take a picture. */
export async function withPictures<T>(
  drawn: SlackMessage,
  post: (drawn: SlackMessage) => Promise<T>,
  { pauseMs = limits.pictureTryMs } = {},
): Promise<T> {
  const uploaded = drawn.blocks.some((block) => block.type === 'image' && 'slack_file' in block)
  for (let tries = uploaded ? limits.pictureTries : 1; ; tries -= 1) {
    try {
      return await post(drawn)
    } catch (error) {
      const words = withoutPictures(drawn)
      if (!words || !refusedBlocks.has(slackError(error) ?? '')) throw error
      if (tries <= 1) return post(words)
      await new Promise((resume) => setTimeout(resume, pauseMs))
    }
  }
}

/** The answer of an upload holds one answer for each file, with the file in a list. */
function fileIn(sent: unknown): string | undefined {
  const { files = [] } = sent as { files?: { id?: string; files?: { id?: string }[] }[] }
  return files[0]?.files?.[0]?.id ?? files[0]?.id
}
