import { describe, expect, it } from 'vitest';
import { formatDate } from '#bot/playground/page/client/mrkdwn/date.ts';
import { readMarkdown, readMrkdwn } from '#bot/playground/page/client/mrkdwn/read.ts';

const paragraph = (...inside: unknown[]) => [{ kind: 'paragraph', inside }];
const text = (words: string) => ({ kind: 'text', text: words });

describe('reading mrkdwn', () => {
  it('understands bold, italic, strike and code', () => {
    const read = readMrkdwn('*a* _b_ ~c~ `d*e*`');

    expect(read).toEqual(
      paragraph(
        { kind: 'bold', inside: [text('a')] },
        text(' '),
        { kind: 'italic', inside: [text('b')] },
        text(' '),
        { kind: 'strike', inside: [text('c')] },
        text(' '),
        { kind: 'code', text: 'd*e*' },
      ),
    );
  });

  it('leaves signs inside words and lonely signs alone', () => {
    const read = readMrkdwn('2*3*4, org_unit_name and * star *');

    expect(read).toEqual(paragraph(text('2*3*4, org_unit_name and * star *')));
  });

  it('keeps what looks like HTML as the characters it is', () => {
    const read = readMrkdwn('<img src=x onerror=alert(1)> &lt;b&gt; &amp;amp;');

    expect(read).toEqual(paragraph(text('<img src=x onerror=alert(1)> <b> &amp;')));
  });

  it('refuses links that are no web, mail or phone address', () => {
    const read = readMrkdwn('<javascript:alert(1)|press me>');

    expect(JSON.stringify(read)).not.toContain('"link"');
  });

  it('understands links, people, channels and groups', () => {
    const read = readMrkdwn(
      '<https://example.com/?a=1&amp;b=2|here> <@U1|maya> <#C1|general> <!subteam^S1|@ops> <!here>',
    );

    expect(read).toEqual(
      paragraph(
        { kind: 'link', url: 'https://example.com/?a=1&b=2', inside: [text('here')] },
        text(' '),
        { kind: 'person', id: 'U1' },
        text(' '),
        { kind: 'channel', id: 'C1', name: 'general' },
        text(' '),
        { kind: 'group', name: '@ops' },
        text(' '),
        { kind: 'group', name: '@here' },
      ),
    );
  });

  it('finds a mention behind a stray sign', () => {
    const read = readMrkdwn('a < b, says <@U1>');

    expect(read).toEqual(paragraph(text('a < b, says '), { kind: 'person', id: 'U1' }));
  });

  it('understands a date with its format, link and fallback', () => {
    const read = readMrkdwn('<!date^1700000000^{date_short_pretty} at {time}^https://example.com/|some day>');

    expect(read).toEqual(
      paragraph({
        kind: 'date',
        seconds: 1700000000,
        format: '{date_short_pretty} at {time}',
        url: 'https://example.com/',
        fallback: 'some day',
      }),
    );
  });

  it('separates quotes, lists and preformatted text', () => {
    const read = readMrkdwn('before\n&gt; *quoted*\n• one\n• two\n```a &lt; *b*```after');

    expect(read).toEqual([
      ...paragraph(text('before')),
      { kind: 'quote', inside: paragraph({ kind: 'bold', inside: [text('quoted')] }) },
      { kind: 'list', ordered: false, items: [[text('one')], [text('two')]] },
      { kind: 'pre', text: 'a < *b*' },
      ...paragraph(text('after')),
    ]);
  });

  it('shows known emoji and leaves unknown names', () => {
    expect(readMrkdwn(':tada: :no_such_thing: 10:30:00')).toEqual(paragraph(text('🎉 :no_such_thing: 10:30:00')));
  });

  it('reads 40,000 characters of signs without getting stuck', () => {
    const started = performance.now();

    readMrkdwn('*_~`<'.repeat(8000));

    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('reading Markdown', () => {
  it('understands headings, bold, links and lists', () => {
    const read = readMarkdown('# Title\n\n**bold** [link](https://example.com)\n\n1. one\n2. two');

    expect(read).toEqual([
      { kind: 'heading', level: 1, inside: [text('Title')] },
      ...paragraph({ kind: 'bold', inside: [text('bold')] }, text(' '), {
        kind: 'link',
        url: 'https://example.com',
        inside: [text('link')],
      }),
      { kind: 'list', ordered: true, items: [[text('one')], [text('two')]] },
    ]);
  });
});

describe('showing dates', () => {
  const now = new Date(2026, 4, 20, 12, 0);
  const seconds = (...at: [number, number, number, number, number]) => new Date(...at).getTime() / 1000;

  it('says today and yesterday where the format is a pretty one', () => {
    expect(formatDate(seconds(2026, 4, 20, 9, 5), '{date_short_pretty} at {time}', now)).toBe('Today at 09:05');
    expect(formatDate(seconds(2026, 4, 19, 9, 5), '{date_pretty}', now)).toBe('Yesterday');
    expect(formatDate(seconds(2026, 3, 2, 9, 5), '{date_short_pretty}', now)).toBe('2 Apr 2026');
  });

  it('leaves a format that Slack does not know to the fallback', () => {
    expect(formatDate(1700000000, '{weekday}', now)).toBeUndefined();
  });
});
