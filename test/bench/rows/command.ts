import { setTimeout as pause } from 'node:timers/promises';
import { bot, people as cast, channels, workspace } from '#bot/playground/cast.ts';
import { startSlackDouble } from '#bot/playground/slack/index.ts';
import { type Figure, figure, median, quantile, shown } from '../figures.ts';
import { checkLetters } from '../ours/check.ts';
import { draft, importList, openCompany, send } from '../ours/company.ts';
import { profiled, startOurs } from '../ours/process.ts';
import { newList } from '../people.ts';
import { startProbe, type Waits } from '../probe.ts';
import type { Row } from '../row.ts';
import { startRecordingSink } from '../sink/recording.ts';

const botToken = 'xoxb-bench-token';
const signingSecret = 'bench-signing-secret';

const colleagues = Array.from({ length: 20 }, (_, i) => {
  const name = `Colleague ${i}`;
  return {
    id: `U0BENCH${i}`,
    name,
    about: 'types',
    email: `colleague${i}@example.com`,
    isAdmin: false,
    isOwner: false,
    isGuest: false,
  };
});

/** Whether people who type notice that mails are sent, where one process does everything. */
export const command: Row = {
  name: 'command',
  about: 'a slash command every 20 ms while 100,000 people are mailed by the same process',

  async run(stage, { quick }) {
    const databaseUrl = await stage.makeDatabase();
    const sink = await startRecordingSink();
    const company = await openCompany(databaseUrl);
    const where = { databaseUrl, sinkUrl: sink.url };
    const { csv, people } = newList(quick ? 2_000 : 100_000);

    const importer = await startOurs(where);
    const importId = await importList(company, csv);
    await importer.stop();
    await company.db.outbox.deleteMany();
    const run = await draft(company, { kind: 'import', importId });
    await stage.settle(databaseUrl);

    const slack = await startSlackDouble({
      ...{
        workspace,
        people: [...cast, ...colleagues],
        channels,
        bot: { ...bot, botToken, signingSecret },
        commands: ['/muster'],
      },
    });
    const ours = await startOurs(where, {
      ...{ ROLE: 'all', SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slack.apiUrl },
    });
    slack.deliverTo(`${ours.url}/slack/events`);
    const asked = {
      eventsUrl: `${ours.url}/slack/events`,
      signingSecret,
      command: 'about',
      people: colleagues.map(({ id }) => id),
    };
    const warmUp = await startProbe(asked);
    await pause(2_000);
    await warmUp.end();

    const probe = await startProbe(asked);
    const sent = await profiled(ours, () => send(company, run));
    const waits = await probe.end();
    const checked = await checkLetters(company, [sent.runId], await sink.take());

    await ours.stop();
    await slack.stop();
    await sink.stop();
    await company.close();
    if (sent.invited !== people) throw new Error(`${sent.invited} of ${people} people were invited`);
    const timed = `${waits.acknowledged.length} commands "about" in ${shown(sent.seconds)} s, ${shown(people / sent.seconds)} mails/s; ${checked} letters decoded and compared, none wrong`;
    return [...told('acknowledged', timed, waits), ...told('answered', `until the words came; ${timed}`, waits)];
  },
};

function told(what: 'acknowledged' | 'answered', timed: string, waits: Waits): Figure[] {
  const values = waits[what];
  const ours = `median ${shown(median(values))} ms`;
  const line = { timed, ours, against: '', unit: ' ms' };
  return [
    figure({ ...line, figure: `command ${what}, p99`, values: [quantile(values, 0.99)], goal: { atMost: 60 } }),
    figure({ ...line, figure: `command ${what}, slowest`, values: [Math.max(...values)], goal: { atMost: 300 } }),
  ];
}
