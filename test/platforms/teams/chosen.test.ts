/** Actions in the menu of a Teams message: what arrives, in which words, and how it is answered. */
import { describe, expect, it } from 'vitest'
import { sentence } from '../../../src/chat/say.ts'
import { readChosen, wordsOf } from '../../../src/platforms/teams/chosen.ts'
import { readCard } from '../../support/teams-cards.ts'
import { channel, form, open, personal, serve } from './alone.fixture.ts'

const payload = (more: object = {}) => ({
  commandId: 'test.do',
  commandContext: 'message',
  messagePayload: {
    id: '1',
    createdDateTime: '2026-11-23T06:00:00.000Z',
    linkToMessage: 'https://teams.example/l/1',
    from: { user: { displayName: 'Cleo' }, application: null },
    body: { contentType: 'html', content: '<p>No &lt;keys&gt; yet</p>' },
    ...more,
  },
})

describe('a chosen message', () => {
  it('is read with its words, author, link and moment', () => {
    expect(readChosen(payload())).toEqual({
      menu: 'test.do',
      message: {
        text: 'No <keys> yet',
        author: 'Cleo',
        link: 'https://teams.example/l/1',
        at: new Date('2026-11-23T06:00:00Z'),
      },
    })
  })

  it('is read with what there is of it; without a message there is nothing to act on', () => {
    const bare = { from: null, createdDateTime: 'soon', linkToMessage: null }
    expect(readChosen(payload({ ...bare, body: { contentType: 'text', content: ' a <b> \n' } }))?.message).toEqual({
      text: 'a <b>',
    })
    expect(readChosen(payload({ ...bare, body: null }))?.message).toEqual({ text: '' })
    expect(readChosen({ commandId: 'test.do' })).toBeNull()
  })

  it.each([
    ['<div>One</div><div>two<br>three</div>', 'One\ntwo\nthree'],
    ['<p>a&nbsp;b</p>\n<p>&nbsp;</p>\n<p>c</p>', 'a b\nc'],
    ['<ul><li>one</li>\n<li>two</li></ul>', 'one\ntwo'],
    ['Hi <at id="0">Ana</at>, <a href="https://a.io/?a=1&amp;b=2" title="x">here</a>', 'Hi Ana, here'],
    ['<emoji id="smile" alt="🙂" title="Smile"></emoji> <img src="x" alt="a &quot;plan&quot;">', '🙂 a "plan"'],
    [
      '&amp;lt;b&amp;gt; &#128077; &#x1F44D; &#99999999; &unknown; 1 < 2',
      '&lt;b&gt; 👍 👍 &#99999999; &unknown; 1 < 2',
    ],
    ['<attachment id="1"></attachment>', ''],
  ])('as HTML becomes its words: %s', (html, words) => {
    expect(wordsOf(html)).toBe(words)
  })

  it('however it is made, is read in the time that its length takes', () => {
    for (const part of ['<a', '<', '<a alt="', '&a', ' ', 'a'.repeat(50)]) {
      const from = performance.now()
      wordsOf(part.repeat(100_000))
      expect(performance.now() - from, part).toBeLessThan(2_000)
    }
  })
})

describe('an action', () => {
  it('opens its form as a dialog; what is sent in it is answered there', async () => {
    const { invoke, called } = await serve(({ kind }) =>
      kind === 'menu' ? { do: 'open', form } : { do: 'tell', message: sentence('Kept.') },
    )
    const { body } = await invoke(channel, 'composeExtension/fetchTask', payload())
    expect(body?.task).toMatchObject({ type: 'continue', value: { title: 'Secret plans' } })
    expect(called[0]).toMatchObject({ kind: 'menu', what: 'test.do', origin: { channel: channel.id } })
    const [send] = readCard(body?.task.value.card.content).actions
    const { body: said } = await invoke(channel, 'composeExtension/submitAction', {
      commandId: 'test.do',
      commandContext: 'message',
      data: send?.data,
    })
    expect(said?.task).toEqual({ type: 'message', value: 'Kept.' })
    expect(called[1]).toMatchObject({ kind: 'submit', what: 'test.form' })
    expect(called[1]?.origin.once).toBeTruthy()
  })

  it('in a conversation that the bot is not in makes known who acted, and no way to write there', async () => {
    const { invoke, stored, introduced, channels } = await serve(() => ({ do: 'tell', message: sentence('Not here.') }))
    const { body } = await invoke(channel, 'composeExtension/fetchTask', payload())
    expect(body?.task).toEqual({ type: 'message', value: 'Not here.' })
    expect(introduced.map(({ account }) => account)).toEqual(['ana'])
    expect([...stored.keys()]).toEqual(['ana'])
    expect(channels).toEqual([])
    await invoke({ ...personal, id: '19:ana_cleo@unq.gbl.spaces' }, 'composeExtension/fetchTask', payload())
    expect(stored.get('ana')).not.toHaveProperty('conversation')
  })

  it('without a message says where it belongs', async () => {
    const { invoke, called } = await serve()
    const { body } = await invoke(channel, 'composeExtension/fetchTask', { commandId: 'test.do' })
    expect(body?.task.value).toBe('Choose this in the menu of a message.')
    expect(called).toEqual([])
    expect(open.allowUnauthenticated).toBe(true)
  })
})
