import {
  type Action,
  AdaptiveCard,
  type CardElement,
  CardObjectRegistry,
  ExecuteAction,
  GlobalRegistry,
  HostConfig,
  OpenUrlAction,
  SerializationContext,
  ShowCardAction,
  SubmitAction,
} from 'adaptivecards';
import type { Card } from '../../../../teams/types.ts';
import { h } from '../../base/dom.ts';
import { whileBusy } from '../../blocks/button.ts';
import { teamsLook } from './host-config.ts';
import { markdownHtml } from './markdown.ts';
import { pickInput, type Search } from './pick.ts';
import { ProgressBar } from './progress-bar.ts';

export type Pressed = {
  verb: string;
  /** It sends off what was filled in; any other is a command, or opens a dialog. */
  sendsOff: boolean;
  /** What the button carries. */
  data: Record<string, unknown>;
  /** What was filled in. */
  inputs: Record<string, string>;
};

export type CardDeeds = {
  press(pressed: Pressed): Promise<void>;
  search: Search;
};

/** A card as Microsoft's own renderer shows it. */
export function showCard(json: Card, { press, search }: CardDeeds): HTMLElement {
  const names = namesIn(json);
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownHtml(text, names);
    result.didProcess = true;
  };
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(teamsLook);
  card.parse(json, contextOf(search));
  card.onExecuteAction = (action) => void execute(card, action, press);
  card.onInlineCardExpanded = (action, isExpanded) => {
    if (isExpanded && action instanceof ShowCardAction)
      action.card.renderedElement?.scrollIntoView({ block: 'nearest' });
  };
  const shown = card.render();
  return h('div', { class: 'teams-card' }, shown);
}

function contextOf(search: Search): SerializationContext {
  const context = new SerializationContext();
  const elements = new CardObjectRegistry<CardElement>();
  GlobalRegistry.populateWithDefaultElements(elements);
  elements.register('ProgressBar', ProgressBar);
  elements.register('Input.ChoiceSet', pickInput(search));
  context.setElementRegistry(elements);
  return context;
}

async function execute(card: AdaptiveCard, action: Action, press: CardDeeds['press']): Promise<void> {
  if (action instanceof OpenUrlAction) return openLink(action.url);
  if (!(action instanceof ExecuteAction || action instanceof SubmitAction)) return;
  const { renderedElement: shown } = action;
  if (!shown || shown.ariaBusy === 'true') return;
  const pressed = pressedOf(action, card);
  await whileBusy(shown, () => press(pressed));
}

type Carrying = { verb: string; data: Record<string, unknown> };
const nothing: Carrying = { verb: '', data: {} };

/** What the button was made with, apart from what was filled in: the renderer mixes them. An empty field says so. */
function pressedOf(action: ExecuteAction | SubmitAction, card: AdaptiveCard): Pressed {
  const { verb, data }: Carrying = { ...nothing, ...action.toJSON() };
  return {
    verb: verb || String(data['verb'] ?? ''),
    sendsOff: action instanceof SubmitAction && !('msteams' in data),
    data,
    inputs: Object.fromEntries(card.getAllInputs().flatMap(({ id, value }) => (id ? [[id, String(value ?? '')]] : []))),
  };
}

function openLink(url: string | undefined): void {
  if (url && /^https?:/i.test(url)) open(url, '_blank', 'noopener,noreferrer');
}

function namesIn({ msteams }: Card): string[] {
  if (typeof msteams !== 'object' || msteams === null || !('entities' in msteams)) return [];
  const { entities } = msteams;
  if (!Array.isArray(entities)) return [];
  return entities.flatMap(({ text }: { text?: unknown }) => /^<at>(.*)<\/at>$/.exec(String(text))?.[1] ?? []);
}
