import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { z } from 'zod';
import { asOfVersion15 } from './elements.ts';

// Its ES modules cannot be loaded by Node; what browsers load can.
const { AdaptiveCard, SerializationContext, Versions }: typeof AdaptiveCards = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
);

// Teams takes 28 KB of a card, and says so for the message; what is below stays clear of what it adds.
const MOST_BYTES = 25 * 1024;
const MOST_REFRESHED = 60;

const Refresh = z.object({
  action: z.object({ type: z.literal('Action.Execute'), verb: z.string().min(1) }),
  userIds: z.array(z.string().regex(/^(29|8):/)).max(MOST_REFRESHED),
});

/** Why Teams would not show this card as it was meant: what Microsoft's renderer says, and what Teams itself asks for. */
export function checkCard(card: unknown, isKnown: (mri: string) => boolean): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(card) ?? '');
  if (bytes > MOST_BYTES) return [`The card has ${bytes} bytes`];
  const { card: plain, findings } = asOfVersion15(card);
  return [...findings, ...rendered(plain), ...executes(card), ...refreshes(card, isKnown)];
}

function rendered(card: unknown): string[] {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  const found = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  const { validationEvents } = parsed.validateProperties();
  return [...found, ...validationEvents].map(({ message }) => message);
}

const Execute = z.looseObject({ type: z.literal('Action.Execute') });

/** Teams sends nothing for an Action.Execute without a verb. */
function executes(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { data: action } = Execute.safeParse(value);
  const own = action && typeof action['verb'] !== 'string' ? ['An Action.Execute has no verb'] : [];
  return [...own, ...Object.values(value).flatMap(executes)];
}

function refreshes(card: unknown, isKnown: (mri: string) => boolean): string[] {
  if (typeof card !== 'object' || card === null || !('refresh' in card)) return [];
  const { data: refresh, error } = Refresh.safeParse(card.refresh);
  if (!refresh) return [`refresh: ${error?.issues[0]?.message}`];
  return refresh.userIds.filter((mri) => !isKnown(mri)).map((mri) => `refresh.userIds: nobody is ${mri}`);
}
