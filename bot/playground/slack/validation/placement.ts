import type { KnownBlock } from '@slack/types';
import type { Finding } from './finding.ts';

export const placement = (_blocks: KnownBlock[], _surface: 'message' | 'modal' | 'home'): Finding[] => [];
