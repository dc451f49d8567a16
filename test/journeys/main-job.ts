import { expect } from 'vitest';
import type { State } from '#bot/playground/page/state.ts';
import { adam, type Chat, numbersOf, rosa, said } from '../harness/chat.ts';
import { sampleList } from './lists.ts';

type Inbox = () => Promise<State['mails']>;

/** The main job from the dropped list to the mails, with somebody else's approval in between. */
export async function doTheMainJob(chat: Chat, inbox: Inbox): Promise<void> {
  await chat.type(rosa, '/muster settings approval.policy other-person-over:10');
  await chat.message(rosa, 'approval.policy is now other-person-over:10');

  await chat.importList(rosa, sampleList());
  const checked = await chat.message(rosa, 'Check this list', '"apply"');
  expect(numbersOf(checked)).toMatchObject({ New: 12, Changed: 0, Unchanged: 0, Wrong: 5 });

  await chat.press(rosa, checked, 'apply');
  const applied = await chat.message(rosa, 'List imported', '"invite"');
  expect(applied.ts).toBe(checked.ts);

  const draft = await chat.inviteFrom(rosa, applied, 'sample.csv');
  expect(draft.threadTs).toBe(applied.ts);
  expect(numbersOf(draft)).toMatchObject({ Invite: 12, Skip: 1, Fail: 4 });

  await chat.press(rosa, draft, 'send');
  const waiting = await chat.message(rosa, 'Approval needed', '"approve"');
  await chat.press(rosa, waiting, 'approve');
  await chat.message(rosa, 'somebody else has to approve it');

  await chat.press(adam, waiting, 'approve');
  const summary = await chat.message(rosa, 'Completed: 12 people invited');
  expect(summary.threadTs).toBe(applied.ts);
  expect(numbersOf(summary)).toMatchObject({ Invited: 12, Skipped: 1, Failed: 4, Unknown: 0, Cancelled: 0 });
  const card = await chat.message(rosa, 'Run completed');
  expect(card.ts).toBe(draft.ts);
  expect(said(card)).toContain('Approved by <@U0ADAM>');

  await chat.press(rosa, summary, 'details');
  const details = await chat.modal(rosa, 'Details');
  expect(JSON.stringify(details.view.blocks)).toContain('page 1 of 2');

  const mails = await inbox();
  expect(mails).toHaveLength(12);
  expect(new Set(mails.map(({ to }) => to)).size).toBe(12);
}
