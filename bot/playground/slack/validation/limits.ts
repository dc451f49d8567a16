import type { KnownBlock, PlainTextOption } from '@slack/types';
import type { CheckedView } from '../modals.ts';
import type { Finding } from './finding.ts';

export const blockLimits = (_blocks: KnownBlock[]): Finding[] => [];
export const viewLimits = (_view: CheckedView): Finding[] => [];
export const optionLimits = (_options: PlainTextOption[]): Finding[] => [];
