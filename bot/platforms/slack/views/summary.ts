import type { KnownBlock } from '@slack/types';
import type { ReplyOf } from '../../../reply.ts';
import { count, duration, people, runStates } from '../../../wording.ts';
import { actions, escaped, heading, note, text } from '../kit.ts';
import { finishedButtons } from './finished.ts';
import { reasonLines } from './reasons.ts';
import { totals } from './totals.ts';

/** What came of a run. The five numbers always stand there and add up to the whole list. */
export function summary({ report }: ReplyOf<'summary'>): KnownBlock[] {
  const { title, startedAt, endedAt } = report;
  const took = startedAt && endedAt ? ` in ${duration((endedAt.getTime() - startedAt.getTime()) / 1000)}` : '';
  return [
    heading(`${runStates[report.state]}: ${people(report.totals.invited)} invited`),
    text(`*${escaped(title)}*, ${people(report.people)}${took}`),
    totals(report.totals),
    ...reasonLines(report),
    ...differs(report),
    ...unknown(report),
    ...actions(finishedButtons(report)),
  ];
}

function differs({ differs, forecast, totals }: ReplyOf<'summary'>['report']): KnownBlock[] {
  if (differs === 0) return [];
  return [
    note(
      `${people(differs)} differ from the preview (${count(forecast.invite)} to invite, ${count(totals.invited)} invited): the details mark them.`,
    ),
  ];
}

function unknown({ totals }: ReplyOf<'summary'>['report']): KnownBlock[] {
  if (totals.unknown === 0) return [];
  return [
    note(
      `Of ${people(totals.unknown)} it cannot be known whether the mail arrived. They are never mailed again by themselves.`,
    ),
  ];
}
