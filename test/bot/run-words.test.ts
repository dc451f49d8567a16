import { describe, expect, it } from 'vitest';
import { message } from '#bot/platforms/slack/say.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import { runReport } from './longest.ts';

const staff = { title: 'staff.csv', requestedBy: 'Ana', people: 900, forecast: { invite: 900, skip: 0, fail: 0 } };
const totals = { invited: 0, skipped: 0, failed: 0, unknown: 0, cancelled: 0 };
const quiet: Partial<RunReport> = { ...staff, totals, reasons: [], differs: 0, differing: [] };

/** Everything that stands on a card, as one text. */
const card = (kind: 'run' | 'summary', state: RunReport['state'], more: Partial<RunReport>): string =>
  JSON.stringify(message({ kind, report: runReport(state, { ...quiet, ...more }) }).blocks);

describe('the card of a waiting run', () => {
  const ahead = { title: 'staff.csv', requestedBy: 'Ana', state: 'sending' as const, done: 312, people: 900 };

  it.each([
    [{ startsIn: 240 }, '2nd in line, behind Ana’s run “staff.csv” (312 of 900 done), starts in about 4 min.'],
    [{ startsIn: 7 }, '2nd in line, behind Ana’s run “staff.csv” (312 of 900 done), starts in less than a minute.'],
    [{}, '2nd in line, behind Ana’s run “staff.csv” (312 of 900 done). It starts by itself.'],
  ])('says whose run is ahead, how far it is, and when it starts: %j', (more, words) => {
    expect(card('run', 'pending', { queue: { position: 2, ahead, ...more } })).toContain(words);
  });

  it('says of a run that waits as well how long it is', () => {
    const queue = { position: 13, ahead: { ...ahead, state: 'pending' as const } };

    expect(card('run', 'pending', { queue })).toContain(
      '13th in line, behind Ana’s run “staff.csv” (900 people, waits as well)',
    );
  });
});

describe('the summary of a run', () => {
  it('tells those who can be tried again from those who need a fix, and what to do', () => {
    const said = card('summary', 'completed', {
      reasons: [
        { outcome: 'fail', reason: 'PHONE_NOT_PROVISIONED', people: 3, retryable: 1 },
        { outcome: 'fail', reason: 'EMAIL_REJECTED', people: 2 },
        { outcome: 'skip', reason: 'ALREADY_LINKED', people: 4 },
      ],
    });

    const [before, now, needsFix] = said.split(/\*Can succeed now\*|\*Needs a fix\*/);
    expect(before).toContain('4 people skipped: Already linked.');
    expect(now).toContain(
      '1 person failed: There is no corporate phone number for the person. _Press “Retry failed”._ (PHONE_NOT_PROVISIONED)',
    );
    expect(needsFix).toContain('2 people failed: There is no corporate phone number for the person.');
    expect(needsFix).toContain(
      '2 people failed: The mail server refused the address. _Check the address with the person._',
    );
  });

  it('says what differs from the preview', () => {
    const said = card('summary', 'completed', {
      differs: 3,
      differing: [
        { people: 1 },
        { people: 1, outcome: 'fail', reason: 'USER_ARCHIVED' },
        { people: 1, outcome: 'skip', reason: 'ALREADY_LINKED' },
      ],
    });

    expect(said).toContain(
      '3 differ from the preview: 1 with another number now, 1 failed (the person is archived), 1 skipped (already linked). The details name them.',
    );
  });
});

it.each([
  [13.4, '13 per second'],
  [0.17, '10 per minute'],
])('tells a pace of %d in words that say something: %s', (perSecond, words) => {
  expect(card('run', 'sending', { progress: { done: 1, people: 9, putOff: 0, perSecond } })).toContain(words);
});

describe('the card of a run that stands still', () => {
  const progress = { done: 312, people: 900, putOff: 0 };
  const rosa = { name: 'Rosa', users: [{ platform: 'slack', userId: 'U0ROSA' }] };
  const { cause: _, decidedBy: __, endedAt: ___, ...begun } = runReport('paused', quiet);
  const still = (state: RunReport['state'], more: Partial<RunReport>): string =>
    JSON.stringify(message({ kind: 'run', report: { ...begun, state, progress, ...more } }).blocks);

  it('mentions who paused it, says how many are left and when it ends', () => {
    const said = still('paused', { decidedBy: rosa });

    expect(said).toContain('Paused: 588 people to go');
    expect(said).toContain('Paused by <@U0ROSA>.');
    expect(said).toMatch(/Nobody is mailed until somebody presses Resume.* If nobody does, it ends <!date/);
    expect(said).toContain('312 of 900 (34 %)');
  });

  it('says why it has paused itself, and what to do', () => {
    const said = still('paused', { cause: 'mail-server-login' });

    expect(said).toContain('It has paused itself.');
    expect(said).toContain('The mail server refuses our login. Whoever runs Muster should look at SMTP_URL');
  });

  it('says how many wait for the end of quiet hours, until when, and how to end them', () => {
    const [first, last] = [new Date('2026-11-23T00:00Z'), new Date('2026-11-23T08:00Z')];
    const asked = { ...progress, done: 896, putOff: 4, dueAt: first };

    const said = still('deferred', { progress: asked, quiet: { people: 4, others: 0, first, last } });
    const both = still('deferred', { progress: asked, quiet: { people: 3, others: 1, first, last: first } });

    expect(said).toContain('Waits for the end of quiet hours: 4 people to go');
    expect(said).toMatch(
      /4 people wait for the end of quiet hours, between <!date.*\(00:00 UTC\) and <!date.*\(08:00 UTC\)\./,
    );
    expect(said).toContain('“settings quiet-hours off”');
    expect(said).not.toContain('patience');
    expect(both).toContain('Waits for mail servers: 4 people to go');
    expect(both).toContain('The mail servers of 1 person asked for patience');
  });

  it('says until when it waits for mail servers, and that other runs may go on', () => {
    const said = still('deferred', { progress: { ...progress, done: 896, putOff: 4, dueAt: new Date() } });

    expect(said).toContain('Waits for mail servers: 4 people to go');
    expect(said).toMatch(/They are tried again by themselves, about <!date.*other runs may go on meanwhile/);
  });

  it('says in numbers what Cancel will do', () => {
    const said = still('sending', {});

    expect(said).toContain(
      '312 of 900 done. The other 588 will not be mailed. Mails that are leaving at this moment (64 at most)',
    );
  });

  it('says that nothing was sent where it is withdrawn before its turn', () => {
    const { startedAt: ____, ...waiting } = begun;
    const asked = JSON.stringify(message({ kind: 'run', report: { ...waiting, state: 'pending' } }).blocks);
    const gone = JSON.stringify(
      message({ kind: 'run', report: { ...waiting, state: 'cancelled', decidedBy: rosa } }).blocks,
    );

    expect(asked).toContain('Withdraw run');
    expect(asked).toContain('Nothing was sent. None of its 900 people will be invited by it.');
    expect(gone).toContain('Run withdrawn');
    expect(gone).toContain('Nothing was sent.');
    expect(gone).toContain('Withdrawn by <@U0ROSA>');
  });
});

describe('the summary of a cancelled run', () => {
  const over = { totals: { ...totals, invited: 315, cancelled: 585 }, resumable: 585 };

  it('names the mails that still left, masked, and offers to draft the rest', () => {
    const said = card('summary', 'cancelled', {
      ...over,
      leftAfter: { people: 3, some: ['b•••@y.test', 'c•••@y.test'] },
    });

    expect(said).toContain('After Cancel, 3 mails that were leaving still left: b•••@y.test, c•••@y.test and 1 more.');
    expect(said).toContain('585 people were never mailed. “Draft the rest” makes a new draft of them.');
    expect(said).toContain('Draft the rest (585)');
  });

  it('offers no second draft of the same people', () => {
    const said = card('summary', 'cancelled', { ...over, resumable: 0 });

    expect(said).toContain('585 people were never mailed. They are in a new run by now.');
    expect(said).not.toContain('Draft the rest');
  });

  it('says so where nothing left any more', () => {
    expect(card('summary', 'cancelled', { ...over, leftAfter: { people: 0, some: [] } })).toContain(
      'No mail left after Cancel.',
    );
  });
});
