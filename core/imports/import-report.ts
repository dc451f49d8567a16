import type { Actor } from '../operator.ts';
import type { ImportState } from '../states.ts';
import type { UploadFate } from '../store/uploads.ts';
import type { Column } from './columns.ts';
import type { ProblemCode } from './problem.ts';
import type { Rejection } from './rejection.ts';

export type ImportCounts = { total: number; new: number; changed: number; unchanged: number; wrong: number };

/** What everybody in the channel may see of an import: counts, lines and codes, never a value from the file. */
export type ImportReport = {
  id: string;
  version: number;
  state: ImportState;
  fileName: string;
  requestedBy: string;
  decidedBy?: Actor;
  createdAt: Date;
  endedAt?: Date;
  addNumbers: boolean;
  sendLoginMail: boolean;
  /** Where others could read the file, and whether it still stands there. */
  upload?: { fate: UploadFate; seenIn: string; platform: string };
  /** Of a rehearsal: the inbox that gets its login mails, masked. */
  rehearsal?: string;
  counts: ImportCounts;
  /** Headers of columns that mean nothing to us. All empty where one of them may be a person's. */
  ignored: string[];
  rejection?: Rejection;
  /** How many rows have each problem, most frequent first. */
  problems: { code: ProblemCode; rows: number }[];
  /** The first ten wrong rows, by line. */
  wrongRows: { line: number; code: ProblemCode; column?: Column; of?: number }[];
  /** Of an applied import: how many numbers it added, and how many people may be invited from it. */
  numbersAdded: number;
  /** How many rows came out otherwise when applied than they were shown, because the directory had changed meanwhile. */
  differs?: number;
};
