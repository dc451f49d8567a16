import { type Figure, figure, middle } from '../figures.ts';
import { type Ours, openOurs } from '../ours/ours.ts';
import type { Row } from '../row.ts';

/** Whether mails leave as fast as a company has set, and no faster. */
export const rate: Row = {
  name: 'rate',
  about: 'the rate at which mails leave against the one that is set (`mail.rate`)',

  async run(stage, { quick }) {
    const ours = await openOurs(stage);
    await ours.run(quick ? 100 : 500);
    const figures = [];
    for (const perSecond of quick ? [50] : [50, 1_000])
      figures.push(await keep(ours, perSecond, { seconds: quick ? 3 : 20, rounds: quick ? 1 : 3 }));
    await ours.close();
    return figures;
  },
};

async function keep(
  ours: Ours,
  perSecond: number,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<Figure> {
  await ours.company.set('mail.rate', String(perSecond));
  const achieved = [];
  for (let round = 0; round < rounds; round++) {
    achieved.push(rateOf((await ours.run(perSecond * seconds)).times));
  }
  return figure({
    figure: `rate of ${perSecond.toLocaleString('en')} mails a second`,
    timed: `${seconds} s of mails by one process; arrivals at the sink by their time, from the second second on (before it, connections are opened); the largest difference counts`,
    ours: middle(achieved, '/s'),
    against: `${perSecond}/s set`,
    values: achieved.map((rate) => Math.abs(rate / perSecond - 1) * 100),
    unit: ' %',
    goal: { atMost: 2 },
    of: (differences) => Math.max(...differences),
  });
}

const START_MS = 1_000;

function rateOf(times: number[]): number {
  const [first = 0] = times;
  const counted = times.filter((time) => time >= first + START_MS);
  const [begin = 0] = counted;
  return ((counted.length - 1) * 1_000) / ((counted.at(-1) ?? begin) - begin);
}
