import { type Figure, figure, middle } from '../figures.ts';
import { letterBytes } from '../letter-bytes.ts';
import { openOurs } from '../ours/ours.ts';
import { newList } from '../people.ts';
import type { Row, Scale } from '../row.ts';
import { hasPostfix, smtpSourceRate, startSmtpSink } from '../sink/postfix.ts';
import { startRecordingSink } from '../sink/recording.ts';
import type { Stage } from '../stage.ts';

/** Against the fastest sender that Debian has, before and after each run, over the same sink. */
export const hundredThousand: Row = {
  name: 'hundred-thousand',
  about: 'a list of 100,000 rows against smtp-source -d -s 20',

  async run(stage, scale) {
    if (!hasPostfix) return [skipped];
    return [await overRecordingSink(stage, scale), await overSmtpSink(stage, scale)];
  },
};

const skipped: Figure = {
  ...{ figure: 'send 100,000 people', timed: '', ours: '', against: 'smtp-source' },
  ...{ value: 'skipped: postfix is not installed', goal: '≥ 0.3 ×' },
};

async function overRecordingSink(stage: Stage, scale: Scale): Promise<Figure> {
  const sink = await startRecordingSink();
  const ours = await openOurs(stage);
  const figure = await compare({ sinkUrl: sink.url, name: 'a sink that records', scale, run: ours.run });
  await ours.close();
  await sink.stop();
  return figure;
}

async function overSmtpSink(stage: Stage, scale: Scale): Promise<Figure> {
  const sink = await startSmtpSink();
  const ours = await openOurs(stage, { sinkUrl: sink.url });
  const figure = await compare({ sinkUrl: sink.url, name: 'smtp-sink', scale, run: ours.run });
  await ours.close();
  await sink.stop();
  return figure;
}

type Contest = {
  sinkUrl: string;
  name: string;
  scale: Scale;
  run(rows: number): Promise<{ seconds: number; checked: number }>;
};

async function compare({ sinkUrl, name, scale: { quick }, run }: Contest): Promise<Figure> {
  const rows = quick ? 2_000 : 100_000;
  const { people } = newList(rows);
  const bytes = await letterBytes();
  await run(quick ? 100 : 500);

  const rounds = [];
  let before = await smtpSourceRate(sinkUrl, bytes);
  for (let round = 0; round < (quick ? 1 : 3); round++) {
    const { seconds, checked } = await run(rows);
    const after = await smtpSourceRate(sinkUrl, bytes);
    rounds.push({ ours: people / seconds, source: (before + after) / 2, checked });
    before = after;
  }

  const checked = rounds.reduce((sum, one) => sum + one.checked, 0);
  return figure({
    figure: `send ${people.toLocaleString('en')} people, ${name}`,
    timed: `as above; smtp-source sends 20,000 letters of ${bytes} bytes before and after; ${checked} letters decoded and compared, none wrong`,
    ours: middle(
      rounds.map(({ ours }) => ours),
      '/s',
    ),
    against: middle(
      rounds.map(({ source }) => source),
      '/s',
    ),
    values: rounds.map(({ ours, source }) => ours / source),
    unit: ' ×',
    goal: { atLeast: 0.3 },
  });
}
