import type { RunReport } from '#core/runs/run-report.ts';
import { people } from './numbers.ts';

/** How many people of a run have no result yet. */
export const peopleLeft = ({ progress, forecast }: RunReport) =>
  progress ? progress.people - progress.done : forecast.invite;

/** "588 people to go" */
export const leftOf = (report: RunReport) => `${people(peopleLeft(report))} to go`;
