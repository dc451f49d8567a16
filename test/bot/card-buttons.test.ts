import { expect, it } from 'vitest';
import { importButtons, runButtons } from '#bot/card-buttons.ts';
import { commandNamed } from '#bot/commands/index.ts';
import { ImportState, RunState } from '#prisma/generated/enums.ts';
import { importReport, runReport } from './longest.ts';

const verbs = (buttons: { verb: string }[]) => buttons.map(({ verb }) => verb);
const within = { forecast: { invite: 3, skip: 0, fail: 0 } };

it('has a command for every button', () => {
  const all = [
    ...Object.values(ImportState).flatMap((state) => importButtons(importReport(state))),
    ...Object.values(RunState).flatMap((state) => runButtons(runReport(state))),
  ];

  expect(verbs(all).filter((verb) => !commandNamed(verb))).toEqual([]);
});

it('offers a draft to be sent, and one over the limit to be split', () => {
  const { overLimit: _, ...draft } = runReport('draft', within);

  expect(verbs(runButtons(draft))).toEqual(['send', 'later', 'discard', 'details']);
  expect(verbs(runButtons(runReport('draft')))).toEqual(['split', 'discard', 'details']);
});

it('offers to try a long draft on a few first', () => {
  const { overLimit: _, ...draft } = runReport('draft', { forecast: { invite: 6, skip: 0, fail: 0 } });

  expect(verbs(runButtons(draft))).toEqual(['send', 'later', 'try', 'discard', 'details']);
});

it('offers no Send where nobody can be invited, and no Import where every row is wrong', () => {
  const { overLimit: _, ...nobody } = runReport('draft', { forecast: { invite: 0, skip: 1, fail: 1 } });
  const wrong = importReport('ready', { counts: { total: 2, new: 0, changed: 0, unchanged: 0, wrong: 2 } });

  expect(verbs(runButtons(nobody))).toEqual(['discard', 'details']);
  expect(verbs(importButtons(wrong))).toEqual(['discard', 'details']);
});

it('offers to retry only where somebody can succeed now', () => {
  expect(verbs(runButtons(runReport('completed')))).toEqual(['details', 'download', 'retry']);
  expect(verbs(runButtons(runReport('completed', { retryable: 0 })))).toEqual(['details', 'download']);
});

it('offers to send at once, or to withdraw, what waits for its time', () => {
  const { overLimit: _, startedAt: __, ...scheduled } = runReport('scheduled', within);

  expect(runButtons(scheduled).map(({ label }) => label)).toEqual(['Send now', 'Withdraw run', 'Details']);
});
