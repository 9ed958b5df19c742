/** Tokens of workspaces that installed Tandem themselves: whether they can be read, and renewed where they are rotated. */
import type { Finding } from '../chat/ports.ts'
import type { Tx } from '../db.ts'

export async function tokens(
  tx: Tx,
  organizationId: number,
  keyId: string,
  moment: (at: Date) => string,
): Promise<Finding[]> {
  const where = { installation: { organizationId } }
  const all = await tx.installationSecret.count({ where })
  const locked = await tx.installationSecret.count({ where: { ...where, keyId: { not: keyId } } })
  const failing = await tx.installationSecret.findMany({
    where: { ...where, renewalError: { not: null } },
    include: { installation: { select: { name: true } } },
    orderBy: { installationId: 'asc' },
  })
  return [stored(all, locked), ...failing.map((one) => unrenewed(one.installation.name, one, moment))]
}

function stored(all: number, locked: number): Finding {
  const label = 'Stored tokens'
  if (locked === 0) return { label, value: `${all}, encrypted` }
  return {
    label,
    value: `${locked} of ${all} cannot be read`,
    advice: `${locked} tokens were stored with another TANDEM_SECRET: set that one again, or install the app anew at /slack/install.`,
  }
}

function unrenewed(
  name: string,
  { renewalError, endsAt }: { renewalError: string | null; endsAt: Date | null },
  moment: (at: Date) => string,
): Finding {
  const until = endsAt ? `; the one at hand ends ${moment(endsAt)}` : ''
  return {
    label: `Token of ${name}`,
    value: `could not be renewed (${renewalError})${until}`,
    advice: `The token of ${name} could not be renewed. It is tried again every few minutes; if Slack keeps saying ${renewalError}, install the app anew at /slack/install before it ends: nothing is lost by that.`,
  }
}
