import type { Row } from '../row.ts';
import { command } from './command.ts';
import { firstMail } from './first-mail.ts';
import { hundredThousand } from './hundred-thousand.ts';
import { million } from './million.ts';
import { rate } from './rate.ts';
import { slowRelay } from './slow-relay.ts';
import { tenThousand } from './ten-thousand.ts';

export const rows: Row[] = [tenThousand, hundredThousand, slowRelay, firstMail, command, rate, million];
