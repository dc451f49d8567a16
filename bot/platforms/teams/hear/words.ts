import type { Heard } from '../../define.ts';
import type { Activity } from '../activity.ts';

// A message may have 28 KB, and an answer that repeats them is too long.
const LONGEST_TYPED = 3_000;
const LONGEST_VERB = 100;

const signs: Record<string, string> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** Whom the words name besides us, by what Teams calls them to this bot. */
export const mentioned = ({ entities, recipient }: Activity): string[] =>
  (entities ?? []).flatMap(({ type, mentioned }) =>
    type === 'mention' && mentioned && isPerson(mentioned) && mentioned.id !== recipient.id ? [mentioned.id] : [],
  );

type Mentioned = { id: string; type?: string | null | undefined };

// A mention of a team, a channel or a tag says so.
const isPerson = ({ id, type }: Mentioned) => /^(29|8):/.test(id) && (type ?? 'person') === 'person';

/**
 * "import staff" → verb and words; nothing typed asks for help. Our own mention goes; that of somebody else becomes @ and their
 * Entra id where `known` has it, that of a tag @group: and its id.
 */
export function typed(activity: Activity, known: ReadonlyMap<string, string>): Heard['asked'] {
  const plain = named(activity, known)
    .slice(0, LONGEST_TYPED)
    .replace(/\[([^\]\n]*)\]\((?:mailto|tel|https?):[^)\s]*\)/g, '$1')
    .replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (sign) => signs[sign] ?? sign);
  const [verb = 'help', ...words] = plain.split(/\s+/).filter(Boolean);
  return { verb: verb.toLowerCase().slice(0, LONGEST_VERB), words };
}

/** Each mention stands in the text as <at>…</at>, in the order of the entities. */
function named({ text, entities, recipient }: Activity, known: ReadonlyMap<string, string>): string {
  let left = text ?? '';
  let done = '';
  for (const { type, mentioned, text: shown } of entities ?? []) {
    if (type !== 'mention' || !mentioned || !shown) continue;
    const at = left.indexOf(shown);
    if (at === -1) continue;
    done += left.slice(0, at) + wordFor(mentioned, { botId: recipient.id, known });
    left = left.slice(at + shown.length);
  }
  return done + left;
}

type Names = { botId: string; known: ReadonlyMap<string, string> };

function wordFor(mentioned: Mentioned & { name?: string | null | undefined }, { botId, known }: Names): string {
  if (mentioned.id === botId) return ' ';
  if (isPerson(mentioned)) return ` @${known.get(mentioned.id) ?? 'nobody-known'} `;
  return mentioned.type === 'channel' ? ` ${mentioned.id} ` : ` @group:${mentioned.id.replace(/\s/g, '')} `;
}
