import { type Figure, figure, middle } from '../figures.ts';
import { type Ours, openOurs } from '../ours/ours.ts';
import type { Row } from '../row.ts';

type Span = { first: Date; last: Date };

/** Whether mails leave as fast as a company has set, and no faster. */
export const rate: Row = {
  name: 'rate',
  about: 'the rate at which mails leave against the one that is set (`mail.rate`)',

  async run(stage, { quick }) {
    const ours = await openOurs(stage);
    await ours.run(quick ? 100 : 500);
    const figures = [];
    for (const perSecond of quick ? [50] : [50, 1_000])
      figures.push(await keep(ours, perSecond, { seconds: quick ? 3 : 15, rounds: quick ? 1 : 3 }));
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
    const { runId, invited } = await ours.run(perSecond * seconds);
    achieved.push((invited - 1) / (await spanOf(ours, runId)));
  }
  return figure({
    figure: `rate of ${perSecond.toLocaleString('en')} mails a second`,
    timed: `${seconds} s of mails by one process; their number by the time from the first result to the last; the largest difference counts`,
    ours: middle(achieved, '/s'),
    against: `${perSecond}/s set`,
    values: achieved.map((rate) => Math.abs(rate / perSecond - 1) * 100),
    unit: ' %',
    goal: { atMost: 2 },
    of: (differences) => Math.max(...differences),
  });
}

async function spanOf({ company: { db, companyId } }: Ours, runId: string): Promise<number> {
  const [span] = await db.$queryRaw<Span[]>`
    SELECT min(sent_at) AS first, max(sent_at) AS last FROM invitation
     WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid`;
  if (!span) throw new Error('Nobody was mailed');
  return (span.last.getTime() - span.first.getTime()) / 1_000;
}
