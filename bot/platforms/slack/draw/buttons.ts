import type { ActionsBlock, ConfirmationDialog, KnownBlock, Button as SlackButton, StaticSelect } from '@slack/types';
import type { Button, Carries, Menu } from '../../../views/block.ts';
import { cut } from '../../../views/cut.ts';
import type { Confirm } from '../../../wording.ts';
import { limits } from '../limits.ts';
import { plain } from './plain.ts';

/** A verb may stand in a block once: the same one again goes into a block of its own. */
export function actionBlocks(actions: (Button | Menu)[]): KnownBlock[] {
  const blocks: ActionsBlock[] = [];
  const taken = new Set<string>();
  for (const action of actions) {
    const last = blocks.at(-1);
    if (last && !taken.has(action.verb)) last.elements.push(element(action));
    else {
      taken.clear();
      blocks.push({ type: 'actions', elements: [element(action)] });
    }
    taken.add(action.verb);
  }
  return blocks;
}

const element = (action: Button | Menu) => ('choices' in action ? menu(action) : button(action));

export const button = ({ verb, label, carries, style, confirm, spoken }: Button): SlackButton => ({
  type: 'button',
  action_id: verb,
  text: plain(label, limits.button),
  ...(carries && { value: value(carries) }),
  ...(style && { style }),
  ...(confirm && asking(confirm)),
  ...(spoken && { accessibility_label: cut(spoken, limits.button) }),
});

/** "<id>:<card version>[:<page>[:<filter>]]", as hear/fields.ts reads it. */
const value = ({ id, version, page, filter }: Carries) =>
  [id, version, ...(page ? [page] : []), ...(filter ? [filter] : [])].join(':');

function menu({ verb, choices, chosen }: Menu): StaticSelect {
  const options = choices.map(({ label, carries }) => ({ text: plain(label, limits.option), value: value(carries) }));
  const initial = options[chosen];
  return { type: 'static_select', action_id: verb, options, ...(initial && { initial_option: initial }) };
}

const asking = ({ title, text, yes, no }: Confirm): { confirm: ConfirmationDialog } => ({
  confirm: {
    title: plain(title, limits.confirmTitle),
    text: plain(text, limits.confirmText),
    confirm: plain(yes, limits.confirmChoice),
    deny: plain(no, limits.confirmChoice),
  },
});
