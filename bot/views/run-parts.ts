import type { RunReport } from '#core/runs/run-report.ts';
import { approvalWords, labels, quietWords, rehearsalWords, runWords } from '../wording.ts';
import type { Block } from './block.ts';
import { appointment, bold, masked, mention, moment, sign, theirs } from './ink.ts';
import { facts, note, noteIf, text, textIf } from './kit.ts';
import { reasonLines } from './reasons.ts';

/** What a run is called in a sentence about it: its list, and who asked. */
export const called = ({ title, requester, requestedBy }: RunReport) => ({
  title: bold(title),
  who: requester ? mention(requester) : theirs(requestedBy),
});

/** The list as it was frozen. */
export const forecast = (report: RunReport): Block[] => {
  const { invite, skip, fail } = report.forecast;
  return [
    facts({ [labels.invite]: invite, [labels.skip]: skip, [labels.fail]: fail }),
    ...noteIf(runWords.leftOut(report)),
    ...reasonLines(report),
  ];
};

/** Stands on everything about a rehearsal, so that nobody takes it for the real thing. */
export function band({ rehearsal: inbox }: Pick<RunReport, 'rehearsal'>): Block[] {
  return inbox === undefined ? [] : [text(asRehearsal(rehearsalWords.band(masked(inbox))))];
}

export const asRehearsal = (words: string) => `${sign('rehearsal')} ${bold(rehearsalWords.word)}: ${words}`;

export const warning = (words: string | undefined) => textIf(words && `${sign('warning')} ${words}`);
export const cause = (report: RunReport) => warning(runWords.cause(report));

/** A run that came to nothing, and why. */
export const nothingSent = (report: RunReport): Block[] => [
  text(runWords.nothingSent),
  ...cause(report),
  ...textIf(runWords.changed(report)),
  ...(report.state === 'rejected' && report.cause ? [text(runWords.rejectedBecause(theirs(report.cause)))] : []),
];

/** What will happen to a run that is tried first. */
export const tried = (report: RunReport): Block[] => noteIf(runWords.tryFirst(report));

/** For which time it was confirmed. */
export const whenSent = (report: RunReport) =>
  textIf(report.sendAt && runWords.whenSent(report, appointment(report.sendAt)));

/** Whom quiet hours hold up, or will. */
export function quiet(report: RunReport): Block[] {
  if (!report.quiet) return [];
  const ends = { first: appointment(report.quiet.first), last: appointment(report.quiet.last) };
  return noteIf(report.startedAt ? quietWords.during(report, ends) : quietWords.ahead(report, ends));
}

/** Who has said yes, and who still has to. */
export function whatItNeeds({ approval, requestedBy, expiresAt }: RunReport): Block[] {
  if (!approval) return [];
  const name = ({ by }: (typeof approval.given)[number]) => mention(by);
  const who = theirs(requestedBy);
  const lost = approval.given.filter(({ counts }) => !counts).map(name);
  return [
    text(
      [
        approvalWords.needs(approval, { who, names: approvalWords.namesThatCount(approval).map(name) }),
        approvalWords.lost(lost),
        expiresAt && approvalWords.expires(moment(expiresAt)),
      ]
        .filter(Boolean)
        .join(' '),
    ),
  ];
}

/** Who did what, and when. */
export function timeline({ timeline = [], approval }: RunReport): Block[] {
  const steps = timeline.map((step) =>
    approvalWords.step(step, {
      // Who asked knows it, and need not be called.
      by: step.by && (step.what === 'asked' ? theirs(step.by.name) : mention(step.by)),
      at: moment(step.at),
      needed: approval?.needed ?? 1,
    }),
  );
  return noteIf(steps.length > 0 ? steps.join(' · ') : undefined);
}

/** Who, when, and the frozen list's hash, so that two people can be sure they speak of the same list. */
export function footer(report: RunReport): Block {
  const { id, decidedBy, draftedAt, confirmedAt, endedAt, expiresAt, listHash } = report;
  const parts = [
    decidedBy && runWords.decided(report, mention(decidedBy)),
    endedAt ? runWords.ended(moment(endedAt)) : runWords.drafted(moment(draftedAt)),
    expiresAt && !confirmedAt && !endedAt && runWords.expires(moment(expiresAt)),
    runWords.run(id),
    runWords.list(listHash),
  ];
  return note(parts.filter(Boolean).join(' · '));
}
