import { figure, middle } from '../figures.ts';
import { openOurs } from '../ours/ours.ts';
import { newList } from '../people.ts';
import type { Row } from '../row.ts';
import { openUsual } from '../usual/usual.ts';

/** The usual design and ours, in turns. */
export const tenThousand: Row = {
  name: 'ten-thousand',
  about: 'a list of 10,000 rows against the usual design: a job for each person, ten at a time',

  async run(stage, { quick }) {
    const usual = await openUsual(stage);
    const ours = await openOurs(stage);
    const rows = quick ? 300 : 10_000;
    const people = newList(rows).people;
    const pairs = [];
    // A service has been up for a while.
    await usual.run(quick ? 100 : 500);
    await ours.run(quick ? 100 : 500);
    for (let pair = 0; pair < (quick ? 1 : 5); pair++)
      pairs.push({ theirs: await usual.run(rows), mine: await ours.run(rows) });
    await usual.close();
    await ours.close();

    const whole = pairs.map(({ theirs, mine }) => ({
      theirs: theirs.saveSeconds + theirs.seconds,
      mine: mine.saveSeconds + mine.seconds,
    }));
    const rate = (seconds: number[]) =>
      middle(
        seconds.map((one) => people / one),
        '/s',
      );
    const each = (ms: number[]) =>
      middle(
        ms.map((one) => (one * 1_000) / people),
        ' µs',
      );
    const checked = pairs.reduce((sum, { mine }) => sum + mine.checked, 0);
    return [
      figure({
        figure: `send ${people.toLocaleString('en')} people`,
        timed: 'from the saved list (Send pressed; all jobs still to be queued) until the last result is committed',
        ours: rate(pairs.map(({ mine }) => mine.seconds)),
        against: rate(pairs.map(({ theirs }) => theirs.seconds)),
        values: pairs.map(({ theirs, mine }) => theirs.seconds / mine.seconds),
        unit: ' ×',
        goal: { atLeast: 12 },
      }),
      figure({
        figure: `… with the list's way into the database`,
        timed:
          'the same, and before it the file read, checked, saved (ours: checked by a job, applied to the directory, frozen as a draft)',
        ours: rate(whole.map(({ mine }) => mine)),
        against: rate(whole.map(({ theirs }) => theirs)),
        values: whole.map(({ theirs, mine }) => theirs / mine),
        unit: ' ×',
        goal: { atLeast: 12 },
      }),
      figure({
        figure: 'CPU per invitation',
        timed:
          'user and system time of our Node processes while it is sent (ours: the jobs process and this one in place of the bot)',
        ours: each(pairs.map(({ mine }) => mine.sendCpuMs)),
        against: each(pairs.map(({ theirs }) => theirs.sendCpuMs)),
        values: pairs.map(({ theirs, mine }) => mine.sendCpuMs / theirs.sendCpuMs),
        unit: ' ×',
        goal: { atMost: 0.08 },
      }),
      figure({
        figure: 'CPU per invitation, with the list',
        timed: 'the same from the file on',
        ours: each(pairs.map(({ mine }) => mine.saveCpuMs + mine.sendCpuMs)),
        against: each(pairs.map(({ theirs }) => theirs.saveCpuMs + theirs.sendCpuMs)),
        values: pairs.map(
          ({ theirs, mine }) => (mine.saveCpuMs + mine.sendCpuMs) / (theirs.saveCpuMs + theirs.sendCpuMs),
        ),
        unit: ' ×',
      }),
      figure({
        figure: 'CPU of PostgreSQL per invitation',
        timed: 'user and system time of all its processes while ours are sent, and theirs from the file on',
        ours: each(pairs.map(({ mine }) => mine.postgresCpuMs)),
        against: each(pairs.map(({ theirs }) => theirs.postgresCpuMs)),
        values: pairs.map(({ theirs, mine }) => mine.postgresCpuMs / theirs.postgresCpuMs),
        unit: ' ×',
      }),
      {
        ...{
          figure: 'letters of ours, checked',
          timed: 'each recipient once; every 50th letter decoded and compared with the database',
        },
        ...{
          ours: String(people * pairs.length),
          against: '',
          value: `${checked} decoded, none wrong`,
          goal: 'none wrong',
          reached: true,
        },
      },
    ];
  },
};
