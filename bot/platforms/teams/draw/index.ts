import { type Reply, show } from '../../../reply.ts';
import type { Block, Button, Menu } from '../../../views/block.ts';
import { isDetails } from '../../../views/details.ts';
import { type Form, form, isForm } from '../../../views/forms.ts';
import { views } from '../../../views/index.ts';
import { note } from '../../../views/kit.ts';
import { buttons, detailsWords, formWords, listWords } from '../../../wording.ts';
import type { Action, AdaptiveCard, Element } from './adaptive.ts';
import { drawBlock, drawBlocks } from './blocks.ts';
import { drawField } from './fields.ts';
import { collectMentions } from './mentions.ts';
import { refreshOf } from './refresh.ts';
import { type Room, withinRoom } from './room.ts';

export type { AdaptiveCard } from './adaptive.ts';

export type DrawContext = {
  /** Everybody in the conversation reads it, or one person alone, or one person in a dialog. */
  view: 'shared' | 'own' | 'dialog';
  simulated: boolean;
  /** What Teams calls people to this bot (29:…), by their Entra ids: for mentions and for whom a card refreshes itself. */
  mris: ReadonlyMap<string, string>;
  /** In a dialog: goes with what is submitted, so that the same answer counts once. */
  dialog?: string;
  /** Of who fills a form in. */
  timeZone?: string | undefined;
};

/** A reply as a card, as large as Teams takes one. */
export function draw(reply: Reply, context: DrawContext): AdaptiveCard {
  return withinRoom((room) => drawIn(room, reply, context));
}

/** What stands above a dialog. */
export function dialogTitle(reply: Reply): string {
  if (isForm(reply)) return form(reply).title;
  return isDetails(reply) ? detailsWords.title : formWords.product;
}

function drawIn(room: Room, reply: Reply, { view, mris, simulated, dialog, timeZone }: DrawContext): AdaptiveCard {
  const mentions = collectMentions(mris);
  const drawing = { mentions, room, inDialog: view === 'dialog', timeZone };
  const asked = dialog !== undefined && isForm(reply) ? form(reply) : undefined;
  const body: Element[] = asked
    ? asked.body.flatMap((part) => (part.kind === 'field' ? drawField(part, drawing) : drawBlock(part, drawing)))
    : drawBlocks(view === 'shared' ? forAll(show(views, reply)) : show(views, reply), drawing);
  if (simulated && isCard(reply)) body.push(...drawBlock(note(listWords.simulated), drawing));
  const entities = mentions.all();
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body,
    ...(asked && { actions: [submit(asked, dialog)] }),
    ...(view === 'shared' && refreshOf(reply, mris)),
    msteams: { width: 'Full', ...(entities.length > 0 && { entities }) },
  };
}

const cards: Reply['kind'][] = ['import', 'run', 'summary', 'approval', 'home'];
const isCard = ({ kind }: Reply) => cards.includes(kind);

const submit = ({ verb, submit, carries }: Form, dialog: string | undefined): Action => ({
  type: 'Action.Submit',
  title: submit,
  style: 'positive',
  data: { verb, dialog, ...carries },
});

const deciding = ['approve', 'reject'];

/** What everybody sees has no button that approves: whoever may approve gets it on a view of their own. */
function forAll(blocks: Block[]): Block[] {
  return blocks.map((block) =>
    block.kind === 'actions' ? { ...block, actions: withoutDeciding(block.actions) } : block,
  );
}

function withoutDeciding(actions: (Button | Menu)[]): (Button | Menu)[] {
  const first = actions.find(({ verb }) => deciding.includes(verb));
  if (!first || 'choices' in first) return actions;
  const own: Button = {
    verb: 'refresh',
    label: buttons.decide,
    style: 'primary',
    ...(first.carries && { carries: first.carries }),
  };
  return [own, ...actions.filter(({ verb }) => !deciding.includes(verb))];
}
