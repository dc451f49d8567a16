import MarkdownIt from 'markdown-it';

// What Teams shows in cards, and no more: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
const markdown = new MarkdownIt('zero', { html: false, linkify: false, breaks: true }).enable([
  'emphasis',
  'link',
  'list',
  'newline',
  'escape',
]);

/** HTML of what somebody wrote, with nothing of theirs in it but words. `names`: who is mentioned, as it stands in the text. */
export function markdownHtml(text: string, names: readonly string[]): string {
  return markdown.render(text).replace(/&lt;at&gt;([^<]*?)&lt;\/at&gt;/g, (written, name: string) => {
    return names.includes(name) ? `<span class="mention">${name}</span>` : written;
  });
}
