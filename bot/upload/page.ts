import { frame } from '../page/frame.ts';
import { type Html, html } from '../page/html.ts';
import { uploadWords as words } from '../wording.ts';
import { script } from './script.ts';

const english = { language: 'en', direction: 'ltr' as const };

/** The form, and what was wrong with what was sent before. */
export function formPage(limit: number, wrong?: string): string {
  const body = [
    ...(wrong ? [html`<p class="wrong" role="alert">${wrong}</p>`] : []),
    paragraph(words.about),
    html`<form method="post" enctype="multipart/form-data">
<label for="file">${words.file.label}</label>
<input type="file" id="file" name="file" accept=".csv,.txt,text/csv,text/plain" aria-describedby="file-hint">
<p class="hint" id="file-hint">${words.file.hint(limit)}</p>
<label for="pasted">${words.paste.label}</label>
<textarea id="pasted" name="pasted" aria-describedby="pasted-hint" spellcheck="false"></textarea>
<p class="hint" id="pasted-hint">${words.paste.hint}</p>
<label class="tick"><input type="checkbox" name="add_numbers" value="yes" checked><span>${words.addNumbers}</span></label>
<label class="tick"><input type="checkbox" name="login_mail" value="yes"><span>${words.loginMail}</span></label>
<button type="submit">${words.submit}</button>
<progress hidden aria-label="${words.sending}"></progress>
<p class="hint" role="status" data-sending="${words.sending}" data-trouble="${words.trouble}"></p>
</form>`,
  ];
  return frame(english, words.title, body, { script });
}

/** A page of one sentence, with nothing to do on it. */
export const saidPage = (title: string, said: string): string => frame(english, title, [paragraph(said)]);

const paragraph = (said: string): Html => html`<p>${said}</p>`;
