import type { OpenView } from '../../../slack/types.ts';
import { tryAct } from '../act.ts';
import { button, freshId, h, on } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { whileBusy } from '../blocks/button.ts';
import { avatar } from '../message/avatar.ts';
import { contextOf } from '../message/list.ts';
import { notices, noticesOf } from '../parts/notices.ts';
import type { Page, Store } from '../store.ts';
import { readUploads } from '../upload.ts';
import { viewForm } from './form.ts';

type Form = ReturnType<typeof viewForm>;

/** The modal on top, as a real dialog. */
export function modal(store: Store, focusAfter: () => void) {
  const title = h('h2', { id: freshId('modal'), tabindex: -1 });
  const sign = h('span', {});
  const complaints = notices(store, 'inline');
  const body = h('div', { class: 'modal-body' });
  const closing = button({ class: 'button' }, () => void close());
  const submitting = h('button', { type: 'submit', class: 'button primary' });
  const dismiss = button(
    { class: 'tool', 'aria-label': 'Dismiss', title: 'Dismiss' },
    () => void close(),
    icon('close'),
  );
  const form = h(
    'form',
    { class: 'modal-form', novalidate: true },
    h('header', { class: 'modal-head' }, sign, title, dismiss),
    complaints.element,
    body,
    h('footer', { class: 'dialog-actions' }, closing, submitting),
  );
  const element = h('dialog', { class: 'dialog modal', 'aria-labelledby': title.id }, form);
  /** Views below the top keep what was entered until they are on top again. */
  const forms = new Map<string, Form>();
  let open: OpenView | undefined;

  on(element, 'cancel', (event) => {
    // A file chooser inside that is cancelled sends the same event.
    if (event.target !== element) return;
    event.preventDefault();
    void close();
  });
  on(form, 'submit', (event) => {
    event.preventDefault();
    void submit();
  });

  return { element, show };

  function show(page: Page) {
    const next = page.chat === 'slack' ? page.server?.snapshot.modal : undefined;
    const view = next && !page.closedViews.has(next.id) ? next : undefined;
    if (!view) return hide();
    complaints.show(noticesOf(page));
    if (open && JSON.stringify(open) === JSON.stringify(view)) return;

    const isNew = open?.id !== view.id;
    open = view;
    showFrame(view, page);
    const content = formOf(view.id);
    content.show(view);
    if (body.firstElementChild !== content.element) body.replaceChildren(content.element);
    if (!element.open) element.showModal();
    if (isNew || !element.contains(document.activeElement)) focusFirst();
  }

  function showFrame({ view }: OpenView, page: Page) {
    if (view.type !== 'modal') return;
    title.textContent = view.title.text;
    sign.replaceChildren(avatar(page.server?.snapshot.bot.name ?? '', true));
    closing.textContent = view.close?.text ?? (view.submit ? 'Cancel' : 'Close');
    submitting.textContent = view.submit?.text ?? 'Submit';
    submitting.hidden = !view.submit;
    submitting.disabled = !view.submit;
  }

  function formOf(viewId: string): Form {
    const existing = forms.get(viewId) ?? viewForm(contextOf(store, { viewId }));
    forms.set(viewId, existing);
    return existing;
  }

  function focusFirst() {
    const wanted = body.querySelector<HTMLElement>('[data-autofocus]');
    (wanted ?? title).focus();
  }

  function hide() {
    open = undefined;
    if (!element.open) return;
    element.close();
    // What had the focus before may be gone, and then the browser leaves it in what is now hidden.
    const { activeElement } = document;
    if (activeElement === document.body || element.contains(activeElement)) focusAfter();
  }

  async function close() {
    if (!open) return;
    const viewId = open.id;
    store.change({ closedViews: new Set([...store.get().closedViews, viewId]) });
    await tryAct(store, { act: 'close', viewId });
  }

  async function submit() {
    const view = open;
    const current = view && forms.get(view.id);
    if (!view || !current || submitting.ariaBusy === 'true') return;
    const problems = current.problems();
    current.complain(problems);
    if (Object.keys(problems).length > 0) return;

    await whileBusy(submitting, () => send(view.id, current));
    // The same errors as before would not be shown again by an unchanged view.
    if (open && open.id === view.id) current.complain(open.errors ?? {});
  }
  async function send(viewId: string, current: Form) {
    const { values, files } = current.collect();
    await tryAct(store, async () => {
      const uploads = Object.entries(files).map(async ([blockId, list]) => [blockId, await readUploads(list)] as const);
      return { act: 'submit', viewId, values, files: Object.fromEntries(await Promise.all(uploads)) };
    });
  }
}
