import type { Queued } from '#core/runs/queue-view.ts';
import { typedVerbs } from '../card-buttons.ts';
import type { ReplyOf } from '../reply.ts';
import { listWords, rehearsalWords } from '../wording.ts';
import type { Block } from './block.ts';
import { appointment, bold, code, command, moment, theirs } from './ink.ts';
import { bar, lines, note, text } from './kit.ts';
import { said } from './said.ts';

/** The line as it stands, what stands beside it, and what can be done with each run. */
export function queue(reply: ReplyOf<'queue'>): Block[] {
  const { sending, waiting, aside } = reply.queue;
  const first = sending ? 2 : 1;
  const rest = [
    ...waiting.map((run, at) => withVerbs(run, listWords.waiting(run, first + at, named(run)))),
    ...aside.map((run) => withVerbs(run, listWords.aside(run, asideOf(run)))),
  ];
  return [
    ...said(reply),
    ...(sending ? [text(`${withVerbs(sending, listWords.sending(sending, named(sending)))}\n${far(sending)}`)] : []),
    lines(rest),
    ...(sending || rest.length > 0 ? [note(listWords.howToDo(command))] : []),
  ];
}

const named = ({ title, requestedBy, isRehearsal }: Queued) => ({
  title: rehearsalWords.said(bold(title), isRehearsal),
  by: theirs(requestedBy),
});
const asideOf = (run: Queued) => ({
  ...named(run),
  at: run.dueAt && moment(run.dueAt),
  sendAt: run.sendAt && appointment(run.sendAt),
});
const far = (run: Queued) => `${bar(run.done, run.people)} ${listWords.done(run)}`;

const withVerbs = ({ id, state }: Queued, line: string) =>
  [line, ...typedVerbs(state).map((verb) => code(listWords.typed(verb, id)))].join(' · ');
