import { fillDemo } from './page-demo.ts';
import { ASKER } from './page-fake.ts';
import { everyField, view } from './page-samples.ts';
import { makePageWorld } from './page-world.ts';

/** `node --import tsx test/playground/page-dev.ts`: the page over fakes, to look at while working on it. */
const world = await makePageWorld(Number(process.env['PORT'] ?? 3111));
fillDemo(world.slack, world.mailbox);
world.slack.choices = ['Markets / Equities / London', 'Markets / Rates / London', 'Wealth / Singapore'].map(
  (label) => ({ label, value: label }),
);
world.slack.answer = ({ name, args }) => {
  if (name === 'type' && args[2] === '/muster import') world.slack.open(ASKER, view(everyField()));
  if (name === 'submit') world.slack.open(ASKER, undefined);
};
console.log(`${world.url}/playground`);
