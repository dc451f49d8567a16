import type { Approval } from '#core/runs/approval-of.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import type { Step } from '#core/runs/timeline-of.ts';
import { changedPeople } from './changed-people.ts';
import { count, people, plural } from './numbers.ts';

const counted = ({ given }: Approval) => given.filter(({ counts }) => counts);
const missing = (approval: Approval) => Math.max(0, approval.needed - counted(approval).length);

/** How many have to say yes besides the next one who does. */
export const stillMissing = (approval: Approval | undefined) => (approval ? Math.max(0, missing(approval) - 1) : 0);

const grantMore = 'An owner can give the permission “approve-runs” to more people.';

type Named = { title: string; who: string };

/** What is said of approvals. Names and moments come as the platform writes them. */
export const approvalWords = {
  /** Of a draft: what Send will need. */
  ahead({ approval, ownWordWillDo, overLimit }: RunReport): string | undefined {
    if (overLimit !== undefined) return undefined;
    if (ownWordWillDo)
      return 'Fewer than two people may approve runs here, so the confirmation of whoever presses Send is enough.';
    if (!approval) return undefined;
    const { needed, over = 0, able } = approval;
    const who = needed === 1 ? 'somebody else has' : `${count(needed)} other people have`;
    const when = over > 0 ? `Over ${people(over)}, ${who}` : `${who.charAt(0).toUpperCase()}${who.slice(1)}`;
    return [`${when} to approve before anything is sent.`, tooFew(needed, able)].filter(Boolean).join(' ');
  },

  /** "1 of 2 so far: Ana. Needed: 1 more of the people who may approve, not Rosa." */
  needs(approval: Approval, { who, names }: { who: string; names: string[] }): string {
    const { needed, able } = approval;
    const left = missing(approval);
    const sofar = names.length > 0 ? `${count(names.length)} of ${count(needed)} so far: ${names.join(', ')}. ` : '';
    const more = names.length > 0 ? ' more' : '';
    const need =
      left === 1
        ? `Needed: 1${more} of the people who may approve, not ${who}.`
        : `Needed: ${count(left)}${more} different people who may approve, not ${who}.`;
    return [sofar + need, tooFew(left, able)].filter(Boolean).join(' ');
  },
  namesThatCount: counted,
  /** Who said yes and may not do so any more. */
  lost: (names: string[]) =>
    names.length > 0 ? `Does not count any more, because they may not approve now: ${names.join(', ')}.` : undefined,
  expires: (at: string) => `If it is not approved, it expires ${at} and nothing is sent.`,

  askedIn: (where: string) => `Those who may approve are asked in ${where}; they can press here too.`,
  askedHere:
    'I may not speak in the channel of those who approve, so they are asked here. Invite me there (/invite @Muster), or choose another one with “settings approval.channel”.',
  /** Behind whoever it was asked for by. */
  askedFor: (where: string | undefined) => `in ${where ?? 'a direct conversation'}`,
  approved: ({ forecast }: RunReport) => `Approved: invite ${people(forecast.invite)}`,

  step({ what, number }: Step, { by, at, needed }: { by: string | undefined; at: string; needed: number }): string {
    const which = number !== undefined && needed > 1 && number <= needed ? ` (${number} of ${needed})` : '';
    return `${steps[what]}${which}${by ? ` by ${by},` : ''} ${at}`;
  },

  /** Said in its thread to who asked for it: one has said yes. */
  given(report: RunReport, number: number, { who, title, by, sendAt }: Named & { by: string; sendAt: string }): string {
    const needed = report.approval?.needed ?? 1;
    const which = needed > 1 && number <= needed ? ` (${number} of ${needed})` : '';
    const then = number >= needed ? ` ${sentThen(report, sendAt)}` : '';
    return `${who}, your run from ${title} is approved by ${by}${which}.${then}`;
  },
  /** The same where it comes to nothing. */
  decided(report: RunReport, { who, title, by, reason }: Named & { by: string; reason: string }): string {
    const run = `${who}, your run from ${title}`;
    if (report.state === 'rejected') return `${run} is rejected by ${by}: ${reason}`;
    if (report.state === 'expired')
      return `${run} has expired: it was not approved within a day. Nothing was sent; draft it again with “invite”.`;
    if (report.cause !== 'list-changed') return `${run} was withdrawn by ${by}. Nothing was sent.`;
    return `${run} is void: ${changedPeople(report.differing)}. Nothing was sent; its card offers to draft it again.`;
  },

  /** Below the card of the approvers. Who is named once follows the thread from then on. */
  reminder({ forecast, approval }: RunReport, { title, names, at }: { title: string; names: string[]; at: string }) {
    const what = `inviting ${people(forecast.invite)} from ${title}`;
    const far =
      approval && approval.needed > 1
        ? ` (${count(counted(approval).length)} of ${count(approval.needed)} so far)`
        : '';
    const first = names.length > 0 ? `${names.join(', ')}: ${what} waits for your approval` : undefined;
    return `${first ?? `${what.charAt(0).toUpperCase()}${what.slice(1)} still waits for an approval`}${far}. It expires ${at}.`;
  },

  chosen: (by: string) =>
    `${by} has chosen this channel for approvals: runs that wait for one are shown here, to be approved or rejected.`,
  tooFewApprovers: (approvers: number) =>
    `${plural(approvers, 'person', 'people')} may approve runs so far, and whoever asks for a run does not count: that is too few. ${grantMore}`,
};

const sentThen = (report: RunReport, sendAt: string) =>
  report.state === 'scheduled' ? `It will be sent ${sendAt}.` : 'It is sent as soon as it is its turn.';

function tooFew(needed: number, able: number): string | undefined {
  if (able >= needed) return undefined;
  const who = able === 0 ? 'Nobody else may approve it so far' : `Only ${people(able)} may approve it so far`;
  return `${who}. ${grantMore}`;
}

const steps: Record<Step['what'], string> = {
  asked: 'Asked for',
  approved: 'Approved',
  rejected: 'Rejected',
  expired: 'Expired',
  void: 'Void since',
  started: 'Sending began',
  sent: 'Sent',
};
