import { type Figure, figure, shown } from '../figures.ts';
import { memory } from '../gauges.ts';
import { checkLetters } from '../ours/check.ts';
import { draft, importList, openCompany, send } from '../ours/company.ts';
import { startOurs } from '../ours/process.ts';
import { newList } from '../people.ts';
import type { Row } from '../row.ts';
import { startRecordingSink } from '../sink/recording.ts';
import type { Stage } from '../stage.ts';

// As many as fit into a file (`import.max-bytes`).
const ROWS_OF_A_FILE = 100_000;

/** Whether ten times as many people take ten times as long, and no more memory. */
export const million: Row = {
  name: 'million',
  about: 'time per person and memory at 1,000,000 people against 100,000 (asks for --million)',

  async run(stage, scale) {
    if (!scale.million) return [skipped];
    const of = scale.quick ? 1_000 : ROWS_OF_A_FILE;
    const small = await sendUnit(stage, { files: 1, of });
    const large = await sendUnit(stage, { files: 10, of });
    const micros = ({ seconds, people }: Done) => (seconds * 1e6) / people;
    const timed = 'from Send to the last result, everybody of one org unit';
    return [
      figure({
        figure: `time per person at ${large.people.toLocaleString('en')}`,
        timed: `${timed}; ${small.checked + large.checked} letters decoded and compared, none wrong`,
        ours: `${shown(micros(large))} µs`,
        against: `${shown(micros(small))} µs at ${small.people.toLocaleString('en')}`,
        values: [micros(large) / micros(small)],
        unit: ' ×',
        goal: { atMost: 1.3 },
      }),
      figure({
        figure: `memory at ${large.people.toLocaleString('en')}`,
        timed: 'highest resident memory of the jobs process, started for this run',
        ours: `${shown(large.megabytes)} MB`,
        against: `${shown(small.megabytes)} MB at ${small.people.toLocaleString('en')}`,
        values: [large.megabytes],
        unit: ' MB',
        goal: { atMost: 450 },
      }),
    ];
  },
};

const skipped: Figure = {
  ...{ figure: 'time per person and memory at 1,000,000', timed: '', ours: '', against: '' },
  ...{ value: 'skipped: ask for it with --million', goal: '≤ 1.3 ×, ≤ 450 MB' },
};

type Done = { people: number; seconds: number; megabytes: number; checked: number };

/** So many files into one org unit, and a run for all of it by a process that did nothing else. */
async function sendUnit(stage: Stage, { files, of }: { files: number; of: number }): Promise<Done> {
  const databaseUrl = await stage.makeDatabase();
  const sink = await startRecordingSink();
  const company = await openCompany(databaseUrl);
  const where = { databaseUrl, sinkUrl: sink.url };

  const importer = await startOurs(where);
  let people = 0;
  for (let file = 0; file < files; file++) {
    const list = newList(of, 'Everybody');
    people += list.people;
    await importList(company, list.csv);
  }
  await importer.stop();
  const { id: unit } = await company.db.orgUnit.findFirstOrThrow({ where: { path: 'Everybody' } });
  const run = await draft(company, { kind: 'units', unitIds: [unit], withSubUnits: false });
  await stage.settle(databaseUrl);

  const sender = await startOurs(where);
  const sent = await send(company, run);
  const megabytes = memory(sender.pid).highest;
  await sender.stop();
  const checked = await checkLetters(company, [sent.runId], await sink.take());
  await sink.stop();
  await company.close();
  if (sent.invited !== people) throw new Error(`${sent.invited} of ${people} people were invited`);
  return { people, seconds: sent.seconds, megabytes, checked };
}
