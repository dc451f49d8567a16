import type { Element, Place } from '../elements.ts';
import { fileTypeOf } from '../files.ts';
import type { InputValue } from '../input-value.ts';
import type { ViewState } from '../modals.ts';
import type { Upload } from '../types.ts';

/** docs.slack.dev, file_input: 10 MB for each file, ten files. */
const fileBytes = 10 * 1024 * 1024;
const mostFiles = 10;

/** Slack's client does not let such files be chosen. Answers in words what is wrong. */
export function refusedFile(element: Element, uploads: Upload[]): string | undefined {
  if (element.type !== 'file_input') return uploads.length > 0 ? 'Files can only be added to a file input.' : undefined;
  const { filetypes = [], max_files = mostFiles } = element;
  if (uploads.length > max_files) return `At most ${max_files} files can be added here.`;

  for (const { name, content } of uploads) {
    if (content.byteLength > fileBytes) return `${name} is larger than 10 MB.`;
    if (filetypes.length > 0 && !filetypes.includes(fileTypeOf(name))) {
      return `${name} cannot be added: only ${filetypes.join(', ')} files.`;
    }
  }
  return undefined;
}

/** What Slack's client asks for before it sends a dialog, by block id. */
export function missingInputs(inputs: Place[], state: ViewState): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, blockId, actionId, element } of inputs) {
    const value = state[blockId]?.[actionId];
    const optional = block.type === 'input' && block.optional === true;
    const error = isEmpty(value)
      ? !optional && 'Please complete this required field.'
      : wrongText(element, value?.value ?? '');
    if (error) errors[blockId] = error;
  }
  return errors;
}

function isEmpty(value: InputValue | undefined): boolean {
  if (!value) return true;
  const { type, ...held } = value;
  return Object.values(held).every((one) => one === null || one === '' || (Array.isArray(one) && one.length === 0));
}

function wrongText(element: Element, text: string): string | undefined {
  if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(text)) return 'Please enter a valid email address.';
  if (element.type === 'url_text_input' && !URL.canParse(text)) return 'Please enter a valid URL.';
  if (element.type === 'number_input') return wrongNumber(text, element.is_decimal_allowed);
  if (element.type !== 'plain_text_input') return undefined;

  const { min_length = 0, max_length = 3000 } = element;
  if (text.length < min_length) return `Please enter at least ${min_length} characters.`;
  return text.length > max_length ? `Please enter at most ${max_length} characters.` : undefined;
}

function wrongNumber(text: string, decimals: boolean): string | undefined {
  const number = Number(text);
  return Number.isFinite(number) && (decimals || Number.isInteger(number)) ? undefined : 'Please enter a valid number.';
}
