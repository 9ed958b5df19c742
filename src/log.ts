/** JSON lines for operators: ids, counts and handler names. Never a message's text, never a token. */
export type Level = 'debug' | 'info' | 'warn' | 'error'
export type Fields = Record<string, string | number | boolean | null | undefined>

export interface Log {
  debug(event: string, fields?: Fields): void
  info(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  error(event: string, fields?: Fields): void
}

const order: Level[] = ['debug', 'info', 'warn', 'error']
const secretKey = /token|secret|password|authorization|cookie|signature/i
/** Tokens inside an error's own words: Slack's, bearer values, credentials in addresses. */
const secretText = /xox[a-z]-[\w-]+|xapp-[\w-]+|bearer\s+[\w.-]+|(?<=:\/\/[^\s:/]+:)[^\s@]+(?=@)/gi

export function createLog({
  level = 'info',
  write = (line: string) => process.stderr.write(`${line}\n`),
}: {
  level?: Level
  write?: (line: string) => void
} = {}): Log {
  const at =
    (name: Level) =>
    (event: string, fields: Fields = {}) => {
      if (order.indexOf(name) < order.indexOf(level)) return
      const safe = Object.entries(fields).map(([key, value]) => [key, safely(key, value)])
      write(JSON.stringify({ time: new Date().toISOString(), level: name, event, ...Object.fromEntries(safe) }))
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

function safely(key: string, value: Fields[string]): Fields[string] {
  if (secretKey.test(key)) return '[secret]'
  return typeof value === 'string' ? value.replace(secretText, '[secret]') : value
}
