import { expect, it } from 'vitest';
import { message } from '#bot/platforms/slack/say.ts';
import type { Reply } from '#bot/reply.ts';
import { RunState } from '#prisma/generated/enums.ts';
import { longest } from './longest.ts';

const aboutRuns = longest.filter((reply): reply is Extract<Reply, { report: { rehearsal?: string } }> => {
  return 'report' in reply && reply.kind !== 'import';
});

it.each(Object.values(RunState))(
  'shows by a sign and a word that a run is a rehearsal, on every card of state %s',
  (state) => {
    const shown = aboutRuns.filter(({ report }) => report.state === state).map(message);

    for (const { text, blocks } of shown) {
      expect(text).toMatch(/^Rehearsal: /);
      expect(JSON.stringify(blocks)).toContain(':performing_arts: *Rehearsal*: every mail goes to');
    }
  },
);

it('says it in lists, in the details and of a list whose login mails are rehearsed', () => {
  const told = (kind: Reply['kind']) => JSON.stringify(longest.filter((reply) => reply.kind === kind).map(message));

  expect(told('runs')).toContain('Rehearsal: ');
  expect(told('queue')).toContain('Rehearsal: ');
  expect(told('person')).toContain('Rehearsal: Failed');
  expect(told('run-details')).toContain('Rehearsal: Everybody in');
  expect(told('import')).toContain(':performing_arts: *Rehearsal*: login mails go to');
});
