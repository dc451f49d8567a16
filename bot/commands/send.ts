import { sendRun } from '#core/runs/send-run.ts';
import { cardCommand } from './card.ts';

export const send = cardCommand({ name: 'send', summary: 'Send the invitations on this card', act: sendRun });
