import type { Evidence } from '#core/audit/take-evidence.ts';
import type { Signature } from '#core/signature.ts';
import { auditFile } from '../audit-file.ts';
import { evidenceReadme } from '../wording.ts';
import { peopleFile } from './people-files.ts';
import { openZip } from './zip.ts';

type Maker = { version: string; signature: Signature; madeAt: Date };

/**
 * The evidence of a run as one ZIP. Its manifest names every file with its hash and is signed, so whoever trusts the key
 * can trust all of it. The same evidence at the same moment makes the same bytes.
 */
export async function packEvidence(evidence: Evidence, { version, signature, madeAt }: Maker): Promise<Uint8Array> {
  const { run, totals, list, people, trail, chain, takenBy } = evidence;
  const zip = openZip();
  const files = [
    await zip.add('README.txt', [Buffer.from(evidenceReadme)]),
    await zip.add('run.json', [json({ ...run, totals, list: list ?? null })]),
    await zip.add('rows.csv', peopleFile('rows', people())),
    await zip.add('mails.csv', peopleFile('mails', people())),
    await zip.add('links.csv', peopleFile('links', people())),
    await zip.add('audit.csv', auditFile(trail())),
  ];
  const manifest = json({
    format: 'muster-evidence-1',
    run: run.id,
    company: run.company,
    madeAt,
    madeBy: takenBy,
    product: `Muster ${version}`,
    auditTrail: { entries: chain.entries, lastHash: chain.hash },
    files,
  });
  await zip.add('manifest.json', [manifest]);
  await zip.add('manifest.json.sig', [signature.sign(manifest)]);
  await zip.add('public-key.pem', [Buffer.from(signature.publicKey)]);
  return zip.end();
}

const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
