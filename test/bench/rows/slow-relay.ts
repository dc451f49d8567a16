import { figure, middle } from '../figures.ts';
import { openOurs } from '../ours/ours.ts';
import { newList } from '../people.ts';
import type { Row } from '../row.ts';

const LATENCY_MS = 20;
const LANES = 64;
// MAIL, RCPT and DATA travel together where the server announces PIPELINING (RFC 2920); the letter waits for the 354.
const ROUND_TRIPS = 2;

/** A relay that is far away: only more lanes help. */
export const slowRelay: Row = {
  name: 'slow-relay',
  about: `a relay each of whose replies takes ${LATENCY_MS} ms to come`,

  async run(stage, { quick }) {
    const ideal = LANES / ((ROUND_TRIPS * LATENCY_MS) / 1_000);
    const rows = quick ? 1_000 : 20_000;
    const { people } = newList(rows);
    const ours = await openOurs(stage, { latencyMs: LATENCY_MS });
    await ours.run(quick ? 100 : 500);

    const rates = [];
    for (let round = 0; round < (quick ? 1 : 3); round++) rates.push(people / (await ours.run(rows)).seconds);
    await ours.close();
    return [
      figure({
        figure: `slow relay, ${people.toLocaleString('en')} people`,
        timed: `from Send to the last result; ideal is ${LANES} lanes ÷ (${ROUND_TRIPS} round trips × ${LATENCY_MS} ms)`,
        ours: middle(rates, '/s'),
        against: `${ideal}/s ideal`,
        values: rates.map((rate) => rate / ideal),
        unit: ' ×',
        goal: { atLeast: 0.85 },
      }),
    ];
  },
};
