import { APPROVER, ASKER, type FakeMailbox, type FakeSlack } from './page-fake.ts';
import { card, everyBlock } from './page-samples.ts';

/** Fills a fake workspace with something of everything, to look at and to photograph. */
export function fillDemo(slack: FakeSlack, mailbox: FakeMailbox): void {
  const list = slack.keep({ name: 'new joiners.csv', content: Buffer.from('email\nann@example.com\n') });
  slack.post({
    user: ASKER.id,
    text: 'Good morning! Here are the new joiners of *Markets*, please have a look.',
    files: [list],
  });
  slack.post({ user: ASKER.id, text: 'It is _12 people_, and `role` is empty for some. See https://example.com/wiki' });
  const root = slack.post({ text: 'About to invite 12 people', blocks: card() });
  slack.post({ threadTs: root.ts, text: `Sent for approval to <@${APPROVER.id}>.` });
  slack.post({ threadTs: root.ts, user: APPROVER.id, text: 'Looks fine to me :+1:' });
  slack.post({
    onlyFor: ASKER.id,
    text: 'You asked for a run of *12 people*. Somebody else has to approve it.',
    viaResponse: true,
  });
  slack.post({ text: 'Everything there is', blocks: everyBlock(), channel: 'C2', edited: true });
  for (const [index, name] of ['amelia.hart', 'jonas.weber', 'wei.ling.tan', 'grace.kim'].entries()) {
    mailbox.receive({
      to: `${name}@example.com`,
      subject: 'Link your phone to Northwind Bank',
      date: new Date(Date.now() - index * 60_000).toISOString(),
      text: `Hello ${name},\n\nopen this link on your computer and scan the code with your phone:\nhttp://127.0.0.1:3000/link/abcdefgh\n\nIt is valid for 24 hours.\n`,
      html: `<html><head><style>p{font-family:sans-serif}</style></head><body style="margin:0;background:#eef2ef;padding:32px"><div style="max-width:480px;margin:auto;background:#fff;border-radius:12px;padding:32px"><p style="font-size:20px"><b>Link your phone</b></p><p>Hello ${name}, open this page and scan the code.</p><p><a style="background:#0f766e;color:#fff;padding:10px 18px;border-radius:8px;text-decoration:none" href="http://127.0.0.1:3000/link/abc">Open my link</a></p></div></body></html>`,
    });
  }
  mailbox.receive({ to: 'ops@example.com', subject: 'Plain only', text: 'No HTML here.' });
}
