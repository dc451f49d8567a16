import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodList, sampleList } from '../journeys/lists.ts';
import type { Seat } from './seat.ts';
import { sitAtSlack } from './slack-seat.ts';
import { sitAtTeams } from './teams-seat.ts';

let slack: Seat;
let teams: Seat;
beforeAll(async () => {
  [slack, teams] = await Promise.all([sitAtSlack(), sitAtTeams()]);
});
afterAll(async () => {
  await Promise.all([slack.close(), teams.close()]);
});

/** The same person does the same on both: what they read has to be the same, word for word and number for number. */
async function onBoth(script: (seat: Seat) => Promise<unknown>): Promise<void> {
  const [atSlack, atTeams] = await Promise.all([script(slack), script(teams)]);

  expect(atTeams).toEqual(atSlack);
}

describe('what is typed', () => {
  it.each([
    ['about', 'Muster 0'],
    ['help', 'This is what I can do'],
    ['imports', 'No list has been brought in yet'],
    ['runs', 'There has been no run yet'],
    ['queue', 'Nothing is being sent'],
    ['numbers', 'There is no such corporate number'],
    ['units', 'There are no org units yet'],
    ['settings', 'These are the settings'],
    ['settings run.max-records 12x', '“run.max-records” takes'],
    ['settings nonsense 1', 'There is no setting “nonsense”'],
    ['who nobody@acme.test', 'I do not know nobody@acme.test'],
    ['log', 'I cannot find that run'],
    ['status', 'I cannot find that run'],
    ['xyzzy', 'I do not know'],
    ['approve', 'Use the button on the card'],
    ['audit verify', 'I cannot find that run'],
    ['verify', 'audit'],
  ])('“%s” is answered alike', async (typed, expected) => {
    await onBoth(async (seat) => {
      await seat.type('rosa', typed);
      return (await seat.see('rosa', expected)).words;
    });
  });

  it.each([
    'import',
    'invite',
    'settings',
    'runs',
    'queue',
    'numbers',
    'who ida@acme.test',
    'grant @Adam Approver approve-runs',
  ])('“%s” of somebody who may not is refused alike', async (typed) => {
    await onBoth(async (seat) => {
      await seat.type('olga', typed);
      return (await seat.see('olga', 'permission')).words;
    });
  });
});

it('goes from the list to the summary with the same words and numbers, through an approval by somebody else', async () => {
  await onBoth(async (seat) => {
    const read: string[][] = [];
    const keep = async (...found: Parameters<Seat['see']>) => {
      const seen = await seat.see(...found);
      read.push(seen.words);
      return seen;
    };
    await seat.type('rosa', 'settings approval.policy other-person-over:10');
    await keep('rosa', 'approval.policy is now');
    await seat.typeForAll('rosa', 'grant @Adam Approver approve-runs');
    await keep('rosa', 'Adam Approver may now');
    await seat.typeForAll('rosa', 'settings approval.channel here');
    await seat.see('rosa', 'approval.channel is now');

    await seat.drop('rosa', sampleList());
    const checked = await keep('rosa', 'Check this list', '[Import]');
    await seat.press('rosa', checked, 'apply');
    const applied = await keep('rosa', 'List imported', '[Invite');
    await seat.press('rosa', applied, 'apply');
    await keep('rosa', 'has been imported already');

    await seat.press('rosa', applied, 'invite');
    await seat.invite('rosa');
    const draft = await keep('rosa', 'to WhatsApp?', '[Send]');
    await seat.press('rosa', draft, 'send');
    await seat.see('rosa', 'Approval needed', '[Withdraw run]');
    await seat.press('rosa', draft, 'approve');
    await keep('rosa', 'somebody else');

    const asked = await keep('adam', 'Approval needed', '[Approve]', '[Reject…]');
    await seat.press('olga', asked, 'approve');
    await keep('olga', '“approve-runs”');
    await seat.press('adam', asked, 'approve');
    await keep('rosa', 'approved by Adam Approver');
    await keep('rosa', '12 people invited', 'Invited 12', '[Details]');
    await seat.press('adam', asked, 'approve');
    await keep('adam', 'by Adam Approver');
    read.push(seat.mails());
    return read;
  });

  expect(slack.mails()).toHaveLength(12);
});

it('says alike why a run was rejected, and that a list was discarded', async () => {
  await onBoth(async (seat) => {
    await seat.drop('rosa', goodList(12, 'other.csv'));
    const checked = await seat.see('rosa', 'Check this list', 'other.csv', '[Import]');
    await seat.press('rosa', checked, 'apply');
    await seat.press('rosa', await seat.see('rosa', 'List imported', 'other.csv'), 'invite');
    await seat.invite('rosa');
    await seat.press('rosa', await seat.see('rosa', 'to WhatsApp?', 'other.csv', '[Send]'), 'send');
    const asked = await seat.see('adam', 'Approval needed', 'other.csv', '[Reject…]');
    await seat.press('adam', asked, 'reject');
    await seat.reject('adam', 'Wrong department');
    const rejected = await seat.see('rosa', 'Run rejected', 'Wrong department', '[Details]');

    await seat.drop('rosa', goodList(3, 'third.csv'));
    const third = await seat.see('rosa', 'Check this list', 'third.csv');
    await seat.press('rosa', third, 'discard');
    const discarded = await seat.see('rosa', 'third.csv was discarded');
    return [rejected.words, discarded.words];
  });
});

it('leaves nothing that Teams would not have taken', () => {
  expect(teams.violations()).toEqual([]);
});
