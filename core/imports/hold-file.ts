import { deny } from '../deny.ts';
import type { Operator, Place } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { type Needs, transaction } from '../store/db.ts';
import { type GivenFile, keepHeld } from '../store/held-files.ts';
import { readSettings } from '../store/settings.ts';
import { type Audience, type Risk, riskOf } from './audience.ts';
import { shownFileName } from './file-name.ts';

export type HeldFile = { id: string; fileName: string; risk: Risk; members?: number };

/** `go-on`: nothing stands against it. `asked-before`: who gave it has been asked, and the file was told of again. */
export type Held = HeldFile | 'go-on' | 'asked-before';

/** A list that too many can read is not opened before who gave it says what is to become of it. */
export async function holdFile(
  { db }: Needs,
  operator: Operator,
  { audience, ...file }: GivenFile & { place: Place; audience: Audience },
): Promise<Outcome<Held>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'import-members');
    if (denied) return refuse(denied);
    const { 'import.wide-channel': most } = await readSettings(tx, operator.companyId);
    const risk = riskOf(audience, most);
    if (!risk) return done('go-on');

    const fileName = shownFileName(file.fileName);
    const id = await keepHeld(tx, operator, { ...file, fileName });
    if (id === undefined) return done('asked-before');
    await audit(tx, operator, 'file-held', { subject: 'file', id }, { risk });
    const { members } = audience;
    return done({ id, fileName, risk, ...(risk === 'wide' && members !== undefined && { members }) });
  });
}
