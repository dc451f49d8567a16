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
    const { invited, spanSeconds } = await ours.run(perSecond * seconds);
    achieved.push((invited - 1) / spanSeconds);
  }
  return figure({
    figure: `rate of ${perSecond.toLocaleString('en')} mails a second`,
    timed: `${seconds} s of mails by one process; their number by the time from the first that reaches the sink to the last; the largest difference counts`,
    ours: middle(achieved, '/s'),
    against: `${perSecond}/s set`,
    values: achieved.map((rate) => Math.abs(rate / perSecond - 1) * 100),
    unit: ' %',
    goal: { atMost: 2 },
    of: (differences) => Math.max(...differences),
  });
}
