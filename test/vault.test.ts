import { describe, expect, it } from 'vitest'
import { createVault, VaultError } from '../src/vault.ts'

const token = 'xoxb-1-secret'

describe('the vault', () => {
  it('gives back what was put in, and shows nothing of it', () => {
    const vault = createVault('a secret')
    const one = vault.seal(token, 'slack T1')
    expect(vault.open(one, 'slack T1')).toBe(token)
    expect(one.keyId).toBe(vault.keyId)
    expect(JSON.stringify(one)).not.toContain('xoxb')
    expect(vault.seal(token, 'slack T1').sealed).not.toBe(one.sealed)
    // Another process with the same secret.
    expect(createVault('a secret').open(one, 'slack T1')).toBe(token)
  })

  it('says plainly that the secret is another one, or missing', () => {
    const one = createVault('a secret').seal(token, 'slack T1')
    expect(() => createVault('another').open(one, 'slack T1')).toThrow(
      /^The token of slack T1 was stored with another TANDEM_SECRET \(key [0-9a-f]{8}; this one is [0-9a-f]{8}\)\. Set that one again/,
    )
    expect(() => createVault(undefined)).toThrow('TANDEM_SECRET is missing')
    expect(() => createVault('')).toThrow(VaultError)
  })

  it('opens nothing that was changed, cut short, or moved to another installation', () => {
    const vault = createVault('a secret')
    const one = vault.seal(token, 'slack T1')
    const bytes = Buffer.from(one.sealed, 'base64')
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => vault.open({ ...one, sealed: changed.toString('base64') }, 'slack T1')).toThrow(VaultError)
      const cut = bytes.subarray(0, at).toString('base64')
      expect(() => vault.open({ ...one, sealed: cut }, 'slack T1')).toThrow(VaultError)
    }
    expect(() => vault.open(one, 'slack T2')).toThrow('changed or damaged')
  })
})
