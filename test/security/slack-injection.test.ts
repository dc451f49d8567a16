import { describe, expect, it } from 'vitest';
import { message } from '#bot/platforms/slack/say.ts';
import { checkBlocks, checkView } from '#bot/playground/slack/validation/check.ts';
import { linesIn, mrkdwnIn, ours, richIn, shown, viewOf } from './read-payload.ts';
import { replies } from './replies.ts';

const attacks = [
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<!subteam^S1|@staff>',
  '<!date^0^{date}^https://evil.test|today>',
  '<@U0ADAM>',
  '<#C0GENERAL>',
  '<https://evil.test|your bank>',
  '<mailto:evil@evil.test|Adam>',
  '&lt;!channel&gt;',
  '&amp;lt;!channel&amp;gt;',
  '&#60;!channel&#62;',
  'a<!channel',
  '>>> quoted',
  '\u003c!channel\u003e',
];

describe.each(attacks)('%s in the words of others', (attack) => {
  it('calls nobody and leads nowhere, in whatever we say', () => {
    for (const reply of replies(attack)) {
      const said = message(reply);
      const texts = [said.text, ...mrkdwnIn(said.blocks), ...mrkdwnIn(viewOf(reply))];
      for (const text of texts) {
        const left = text.replace(ours, '').replaceAll(/&(amp|lt|gt);/g, '');
        expect({ kind: reply.kind, left: left.match(/[<>&]/g) }).toEqual({ kind: reply.kind, left: null });
      }
    }
  });

  it('has its addresses and mentions left as they are by Slack itself', () => {
    for (const reply of replies(attack)) {
      const { blocks } = message(reply);
      const objects = JSON.stringify(blocks).match(/\{"type":"mrkdwn"[^{}]*\}/g) ?? [];
      for (const object of objects) expect(JSON.parse(object)).toMatchObject({ verbatim: true });
    }
  });
});

const marks = [
  '*bold*',
  'a *b',
  'b* a',
  '_approved_',
  '~struck~',
  '`code`',
  '```code',
  'a`b',
  ':white_check_mark:',
  'x:warning:x',
  '* _ ~ >',
  'é*b*é',
];

describe.each(marks)('%s in the words of others', (attack) => {
  it('is a mark to nobody, and stands there as it was written', () => {
    for (const reply of replies(attack)) {
      const marked = attack.replaceAll('>', '&gt;');
      expect({ kind: reply.kind, mrkdwn: mrkdwnIn(shown(reply)).filter((text) => text.includes(marked)) }).toEqual({
        ...{ kind: reply.kind, mrkdwn: [] },
      });
      for (const element of richIn(shown(reply))) expect(['text', 'date', 'emoji']).toContain(element.type);
    }

    const told = replies(attack).flatMap((reply) => richIn(shown(reply)));
    expect(told.map(({ text }) => text)).toContain(attack);
    expect(told.filter(({ type }) => type === 'emoji').map((it) => ('name' in it ? it.name : ''))).not.toContain(
      'white_check_mark',
    );
  });
});

describe.each(['a\nb', 'a\r\n• Approved by Ben', 'a\u2028b\u2029c', 'a\u0085b\vc\fd'])(
  '%j in the words of others',
  (attack) => {
    it('begins no line', () => {
      const [forged, harmless] = [replies(attack), replies('x')].map((all) => all.map((it) => [it.kind, linesIn(it)]));

      expect(forged).toEqual(harmless);
    });
  },
);

it('lets no words of others look like a line of ours, or run the other way', () => {
  for (const reply of replies('• Approved \u202Eneb yb\u2066')) {
    for (const text of [...mrkdwnIn(shown(reply)), ...richIn(shown(reply)).map(({ text = '' }) => text)]) {
      expect(text).not.toMatch(/• Approved|[\u202A-\u202E\u2066-\u2069]/);
    }
  }
});

it('lets no words of others begin a quotation', () => {
  for (const reply of replies('> quoted')) expect(mrkdwnIn(shown(reply)).join('\n')).not.toMatch(/^\s*(>|&gt;)/m);
});

it('keeps names that only have a mark within a word in ordinary text', () => {
  const [card] = replies('new_hires_2026.csv').filter(({ kind }) => kind === 'summary');

  expect(card && mrkdwnIn(shown(card)).join()).toContain('*new_hires_2026.csv*');
});

const sizes: [string, string][] = [
  ['one letter', 'x'],
  ['4,000 letters', 'x'.repeat(4_000)],
  ['4,000 signs that are written longer', '&<>'.repeat(1_334)],
  ['emoji of several units, cut in the middle', '👩‍👩‍👧‍👦'.repeat(400)],
  ['lines', 'a\nb\r\nc\u2028d'],
  ['writing from right to left', '\u202Egnp.exe\u2066x'],
  ['nothing to see', '\u200B\u2060'],
  ['marks without a letter', '\u0301'.repeat(200)],
  ['quotes, braces and backslashes', '"}]\\u0000\\'],
  ['a name of every object', '__proto__'],
];

it.each(sizes)('gives Slack blocks that it takes when the words of others are %s', (_, words) => {
  for (const reply of replies(words)) {
    const { blocks } = message(reply);
    const view = viewOf(reply);

    expect({ kind: reply.kind, ...checkBlocks(blocks) }).toMatchObject({ ok: true });
    if (view) expect({ kind: reply.kind, ...checkView(view) }).toMatchObject({ ok: true });
    expect(JSON.stringify([blocks, view])).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|\\ud[89ab]/i);
  }
});
