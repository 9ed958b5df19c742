/** The buttons of a retro's card: what everybody can do, and what whoever runs it can. */
import type { Block, Button } from '../../../chat/message.ts'
import { isPhase, nextPhase, phaseNames } from '../rules/phases.ts'
import type { Phase } from '../rules/records.ts'
import type { RetroView } from '../rules/view.ts'
import { buttons, count } from './lines.ts'

export function everybody({ retro, notes, before }: RetroView): Block[] {
  const value = { retro: retro.id }
  const read: Button = { press: 'retro.notes', label: `Read all ${count(notes.length, 'note')}`, value }
  const happened: Button = { press: 'retro.facts', label: 'What happened', value }
  const act: Button = { press: 'retro.act', label: 'Add an action item', value, opens: true }
  switch (retro.phase) {
    case 'collect':
      return buttons(
        { press: 'retro.write', label: 'Write notes', value, style: 'primary', opens: true },
        { press: 'retro.mine', label: 'My notes', value },
        { press: 'retro.ready', label: 'I am ready', value },
        happened,
        before.length > 0 && { press: 'retro.actions', label: 'Open action items', value },
      )
    case 'group':
      return buttons(read, { press: 'retro.mine', label: 'My notes', value })
    case 'vote':
      return buttons(
        { press: 'retro.vote', label: 'Vote', value, style: 'primary', opens: true },
        { press: 'retro.dots', label: 'My dots', value },
        read,
      )
    case 'discuss':
      return buttons(act, read, happened)
    case 'act':
      return buttons({ ...act, style: 'primary' }, read)
    case 'closed':
      return buttons(
        read,
        { press: 'retro.export', label: 'Markdown', value: { ...value, as: 'md' }, style: 'quiet' },
        { press: 'retro.export', label: 'CSV', value: { ...value, as: 'csv' }, style: 'quiet' },
      )
    case 'skipped':
      return []
  }
}

const nextLabels: Record<Phase, string> = {
  collect: 'Group now',
  group: 'Vote now',
  vote: 'Discuss now',
  discuss: 'Act now',
  act: 'Close',
}

/** Others are told who runs it. */
export function steering({ retro }: RetroView): Block[] {
  const { phase } = retro
  if (!isPhase(phase)) return []
  const value = { retro: retro.id }
  const next: Button = {
    press: 'retro.next',
    label: nextLabels[phase],
    value: { ...value, phase },
    confirm: {
      title: `${nextLabels[phase]}?`,
      text: `${phaseNames[phase]} ends for everybody and cannot be opened again.`,
      yes: nextPhase(phase) === 'closed' ? 'Close' : 'Move on',
    },
  }
  const time: Button | false = phase !== 'act' && { press: 'retro.time', label: 'Set the end', value, opens: true }
  const off: Button = {
    press: 'retro.skip',
    label: 'Call it off',
    value,
    style: 'quiet',
    confirm: { title: 'Call it off?', text: 'All notes in it are deleted.', yes: 'Call it off' },
  }
  switch (phase) {
    case 'collect':
      return buttons(
        next,
        time,
        { press: 'retro.pass', label: 'Not this time', value, style: 'quiet' },
        !retro.anonymous && {
          press: 'retro.anonymous',
          label: 'Make it anonymous',
          value,
          style: 'quiet',
          confirm: {
            title: 'Make it anonymous?',
            text: 'Names leave the notes that are written already, too. It cannot be taken back.',
            yes: 'Make it anonymous',
          },
        },
        off,
      )
    case 'group':
      return buttons(
        next,
        { press: 'retro.group', label: 'Name a theme', value, opens: true },
        retro.settings.suggest && { press: 'retro.alike', label: 'Notes alike', value },
        { press: 'retro.themes', label: 'Change themes', value },
        time,
        off,
      )
    case 'vote':
    case 'discuss':
      return buttons(next, time, off)
    case 'act':
      return buttons(next, { press: 'retro.none', label: 'No action item, because...', value, opens: true })
  }
}
