import type { ImportReport } from '#core/imports/import-report.ts';
import { maskPeopleIn } from '#core/mask.ts';
import type { Actor } from '#core/operator.ts';
import { RunCause } from '#core/runs/cause.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import type { Reply } from './reply.ts';
import { forAllWords } from './wording.ts';

/** `isPrivate`: where nothing about anybody may stand, not even masked, files keep their names to themselves. */
type Manner = { isPrivate: boolean };

/**
 * A reply as everybody in a conversation may read it. Words that somebody else chose, such as names of files, reasons and
 * names of colleagues, may hold an address or a number, which are masked in them.
 */
export function forAll(reply: Reply, manner: Manner): Reply {
  switch (reply.kind) {
    case 'import':
      return { ...reply, report: importForAll(reply.report, manner) };
    case 'approved':
      return { ...reply, report: runForAll(reply.report, manner), by: actor(reply.by, manner) };
    case 'run':
    case 'summary':
    case 'posted-summary':
    case 'alarm':
    case 'started':
    case 'approval':
    case 'reminder':
    case 'decided':
      return { ...reply, report: runForAll(reply.report, manner) };
    case 'approvals-here':
    case 'summaries-here':
      return { ...reply, chosenBy: colleague(reply.chosenBy, manner) };
    default:
      return reply;
  }
}

function importForAll(report: ImportReport, manner: Manner): ImportReport {
  const { isPrivate } = manner;
  const { fileName, requestedBy, decidedBy, ignored, rehearsal } = report;
  return {
    ...report,
    fileName: isPrivate ? forAllWords.list : maskPeopleIn(fileName),
    requestedBy: colleague(requestedBy, manner),
    ...(decidedBy && { decidedBy: actor(decidedBy, manner) }),
    ignored: isPrivate ? [] : ignored.map(maskPeopleIn),
    ...(rehearsal !== undefined && isPrivate && { rehearsal: forAllWords.inbox }),
  };
}

function runForAll(report: RunReport, manner: Manner): RunReport {
  const { requester, decidedBy, approval, timeline, queue, leftAfter, cause, rehearsal } = report;
  const { isPrivate } = manner;
  const title = (words: string) => (isPrivate ? forAllWords.list : maskPeopleIn(words));
  return {
    ...report,
    title: title(report.title),
    requestedBy: colleague(report.requestedBy, manner),
    ...(requester && { requester: actor(requester, manner) }),
    ...(decidedBy && { decidedBy: actor(decidedBy, manner) }),
    ...(approval && {
      approval: {
        ...approval,
        given: approval.given.map((one) => ({ ...one, by: actor(one.by, manner) })),
        askable: approval.askable.map((one) => actor(one, manner)),
      },
    }),
    ...(timeline && {
      timeline: timeline.map((step) => ({ ...step, ...(step.by && { by: actor(step.by, manner) }) })),
    }),
    ...(queue && {
      queue: {
        ...queue,
        ahead: {
          ...queue.ahead,
          title: title(queue.ahead.title),
          requestedBy: colleague(queue.ahead.requestedBy, manner),
        },
      },
    }),
    ...(isPrivate && { problemRows: [] }),
    ...(leftAfter && isPrivate && { leftAfter: { ...leftAfter, some: [] } }),
    ...(cause !== undefined && { cause: causeForAll(cause, manner) }),
    ...(rehearsal !== undefined && isPrivate && { rehearsal: forAllWords.inbox }),
  };
}

/** The words of who rejected a run may name anybody. */
function causeForAll(cause: string, { isPrivate }: Manner): string {
  if (RunCause.safeParse(cause).success) return cause;
  return isPrivate ? forAllWords.reason : maskPeopleIn(cause);
}

const actor = ({ name, users }: Actor, manner: Manner): Actor => ({ name: colleague(name, manner), users });

/** A chat lets its people call themselves by their address. */
function colleague(name: string, { isPrivate }: Manner): string {
  const shown = maskPeopleIn(name);
  return isPrivate && shown !== name ? forAllWords.colleague : shown;
}
