import { commandNamed } from '../../../commands/index.ts';
import type { Button, Menu } from '../../../views/block.ts';
import type { Confirm } from '../../../wording.ts';
import type { Action, Element } from './adaptive.ts';

/** Microsoft's renderer shows five of a set and Teams six, and those behind them not at all. */
const MOST_ACTIONS = 5;

export type Pressing = { inDialog: boolean };

export function actionSets(actions: (Button | Menu)[], pressing: Pressing): Element[] {
  const drawn = actions.flatMap((action) =>
    'choices' in action ? choices(action, pressing) : press(action, pressing),
  );
  const sets = Array.from({ length: Math.ceil(drawn.length / MOST_ACTIONS) }, (_, index) =>
    drawn.slice(index * MOST_ACTIONS, (index + 1) * MOST_ACTIONS),
  );
  return sets.map((actions) => ({ type: 'ActionSet', actions }));
}

/** A button is the command of its verb; one that opens a dialog has to be of the kind that can. */
export function press(button: Button, { inDialog }: Pressing): Action {
  const { verb, label, carries, style, confirm, spoken } = button;
  const look = {
    title: label,
    ...(style && { style: style === 'primary' ? ('positive' as const) : ('destructive' as const) }),
    ...(spoken && { tooltip: spoken }),
  };
  const data = { ...carries };
  if (confirm) return { ...look, type: 'Action.ShowCard', card: asking(confirm, { ...button, inDialog }) };
  if (inDialog) return { ...look, type: 'Action.Submit', data: { verb, ...data } };
  if (commandNamed(verb)?.opens?.(data))
    return { ...look, type: 'Action.Submit', data: { msteams: { type: 'task/fetch' }, verb, ...data } };
  return { ...look, type: 'Action.Execute', verb, data };
}

/** Cards have no question of their own: it unfolds below the button, and folds away by the same. */
function asking({ title, text, yes }: Confirm, { inDialog, confirm: _, ...button }: Button & Pressing) {
  const body: Element[] = [
    { type: 'TextBlock', text: title, weight: 'Bolder', wrap: true },
    { type: 'TextBlock', text, wrap: true, spacing: 'Small' },
  ];
  return {
    type: 'AdaptiveCard' as const,
    version: '1.5' as const,
    body,
    actions: [press({ ...button, label: yes }, { inDialog })],
  };
}

/** One button for each; the one that is shown cannot be pressed. */
const choices = ({ verb, choices, chosen }: Menu, pressing: Pressing): Action[] =>
  choices.map(({ label, carries }, index) => ({
    ...press({ verb, label: index === chosen ? `✓ ${label}` : label, carries }, pressing),
    ...(index === chosen && { isEnabled: false as const }),
  }));
