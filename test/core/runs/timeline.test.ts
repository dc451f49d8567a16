import { expect, it } from 'vitest';
import type { Approval } from '#core/runs/approval-of.ts';
import { timelineOf } from '#core/runs/timeline-of.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 14, minute));
const [rosa, ben, dora] = ['Rosa', 'Ben', 'Dora'].map((name) => ({ name, users: [] }));
if (!rosa || !ben || !dora) throw new Error('Somebody is missing');

const approval: Approval = {
  ...{ needed: 2, askable: [], able: 0, reminders: 0 },
  given: [
    { id: '1', by: ben, at: at(2), counts: true },
    { id: '2', by: dora, at: at(3), counts: true },
  ],
};
const asked = { approval, requester: rosa, confirmedAt: at(1) };
const steps = [
  { what: 'asked', at: at(1), by: rosa },
  { what: 'approved', at: at(2), by: ben, number: 1 },
  { what: 'approved', at: at(3), by: dora, number: 2 },
];

it('tells who asked, who said yes, when sending began and when it was done', () => {
  const sent = timelineOf({ ...asked, state: 'completed', startedAt: at(4), endedAt: at(5) });

  expect(sent.timeline).toEqual([...steps, { what: 'started', at: at(4) }, { what: 'sent', at: at(5) }]);
});

it.each([
  ['rejected', { state: 'rejected' as const, decidedBy: ben }, { what: 'rejected', by: ben }],
  ['expired', { state: 'expired' as const }, { what: 'expired' }],
  ['void', { state: 'cancelled' as const, decidedBy: ben, cause: 'list-changed' }, { what: 'void' }],
])('ends where a run is %s', (_, ending, step) => {
  expect(timelineOf({ ...asked, ...ending, endedAt: at(5) }).timeline?.slice(3)).toEqual([{ ...step, at: at(5) }]);
});

it('leaves an end by somebody’s hand to the foot of the card', () => {
  const withdrawn = timelineOf({ ...asked, state: 'cancelled', decidedBy: rosa, endedAt: at(5) });

  expect(withdrawn.timeline).toEqual(steps);
});

it('has nothing to tell of a run that nobody else had to approve, nor of a draft', () => {
  expect(timelineOf({ state: 'completed', confirmedAt: at(1), startedAt: at(2), endedAt: at(3) })).toEqual({});
  expect(timelineOf({ state: 'draft', approval })).toEqual({});
});
