import type { ActionsBlockElement, InputBlockElement, SectionBlockAccessory } from '@slack/types';
import { offeredConversations } from '../../../slack/offered-conversations.ts';
import type { BlockContext } from '../blocks/context.ts';
import { choicesField } from './choices-field.ts';
import { fileField } from './file-field.ts';
import { momentField } from './moment-field.ts';
import { searchField } from './search-field.ts';
import { multiSelectField, selectField } from './select-field.ts';
import { textField } from './text-field.ts';
import type { Value } from './value.ts';

/** Something a person fills in. */
export type Field = {
  actionId: string;
  element: HTMLElement;
  /** What gets the label, the focus and the error: one control, or the group of them. */
  control: HTMLElement;
  /** A group is named by a legend, a single control by a label. */
  isGroup: boolean;
  read(): Value;
  write(value: Value): void;
  /** What Slack itself would refuse, beyond "required". */
  problem?(): string | undefined;
  /** Called after every change by hand. */
  onChange(changed: () => void): void;
};

type AnyElement = InputBlockElement | ActionsBlockElement | SectionBlockAccessory;

/** Undefined for elements that hold no value (buttons, images) and those the playground does not know. */
export function makeField(element: AnyElement, context: BlockContext): Field | undefined {
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'datepicker':
    case 'timepicker':
      return textField(element);
    case 'datetimepicker':
      return momentField(element);
    case 'static_select':
    case 'users_select':
      return selectField(element, context.people);
    case 'channels_select':
    case 'conversations_select':
      return selectField(element, offeredConversations(element, context.channels) ?? []);
    case 'multi_static_select':
    case 'multi_users_select':
      return multiSelectField(element, context.people);
    case 'external_select':
    case 'multi_external_select':
      return searchField(element, context);
    case 'checkboxes':
    case 'radio_buttons':
      return choicesField(element, context.names);
    case 'file_input':
      return fileField(element);
    default:
      return undefined;
  }
}
