import { figure, middle } from '../figures.ts';
import { openOurs } from '../ours/ours.ts';
import type { Row } from '../row.ts';

/** How long somebody who presses Send waits for something to happen. */
export const firstMail: Row = {
  name: 'first-mail',
  about: 'from the saved list to the first mail',

  async run(stage, { quick }) {
    const ours = await openOurs(stage);
    await ours.run(100);
    const sizes = quick ? [100] : [1_000, 10_000];
    const figures = [];
    for (const rows of sizes) {
      const waits = [];
      for (let round = 0; round < (quick ? 1 : 5); round++) waits.push((await ours.run(rows)).firstMailMs);
      figures.push(
        figure({
          figure: `first mail of ${rows.toLocaleString('en')} people`,
          timed: 'from Send pressed on the saved list until the result of the first accepted letter is being written',
          ours: middle(waits, ' ms'),
          against: '',
          values: waits,
          unit: ' ms',
          goal: { atMost: 300 },
        }),
      );
    }
    await ours.close();
    return figures;
  },
};
