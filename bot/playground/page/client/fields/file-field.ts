import type { FileInput } from '@slack/types';
import { h, on } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { sizeOf } from '../upload.ts';
import type { Field } from './field.ts';
import { filesOf } from './value.ts';

/** Slack's limit for a file_input. */
const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** The native input lies invisibly over the whole zone, so clicking, dropping and tabbing are the browser's own. */
export function fileField(element: FileInput): Field {
  const most = element.max_files ?? 10;
  const control = h('input', {
    type: 'file',
    class: 'file-native',
    multiple: most > 1,
    accept: element.filetypes?.map((type) => `.${type}`).join(','),
  });
  const told = h('div', { class: 'file-told' });
  const zone = h('div', { class: 'file-zone' }, icon('file'), told, control);
  const files = () => [...(control.files ?? [])];
  const tell = () => {
    zone.classList.toggle('filled', files().length > 0);
    zone.classList.remove('over');
    told.replaceChildren(...tellFiles(files(), element.filetypes));
  };
  on(control, 'change', tell);
  on(zone, 'dragenter', () => zone.classList.add('over'));
  on(zone, 'dragleave', () => zone.classList.remove('over'));
  on(zone, 'drop', () => zone.classList.remove('over'));
  tell();

  return {
    actionId: element.action_id ?? '',
    element: zone,
    control,
    isGroup: false,
    read: files,
    write: (value) => {
      control.files = transfer(filesOf(value));
      tell();
    },
    problem: () => problemWith(files(), most, element.filetypes),
    onChange: (changed) => void on(control, 'change', changed),
  };
}

function tellFiles(files: File[], types: string[] | undefined): HTMLElement[] {
  if (files.length > 0) {
    return files.map(({ name, size }) =>
      h('div', {}, h('strong', {}, name), h('span', { class: 'faint' }, ` ${sizeOf(size)}`)),
    );
  }
  const kinds = types?.length ? `${types.map((type) => type.toUpperCase()).join(' or ')}, up to 10 MB` : 'Up to 10 MB';
  return [h('div', {}, h('strong', {}, 'Choose a file'), ' or drop it here'), h('div', { class: 'faint' }, kinds)];
}

function problemWith(files: File[], most: number, types: string[] | undefined): string | undefined {
  if (files.length > most) return `Please choose at most ${most === 1 ? 'one file' : `${most} files`}.`;
  if (files.some(({ size }) => size > MAX_FILE_BYTES)) return 'Please choose a file of at most 10 MB.';
  const fits = ({ name }: File) => !types?.length || types.some((type) => name.toLowerCase().endsWith(`.${type}`));
  return files.every(fits) ? undefined : `This type of file is not taken here, only ${types?.join(', ')}.`;
}

function transfer(files: File[]): FileList {
  const carrier = new DataTransfer();
  for (const file of files) carrier.items.add(file);
  return carrier.files;
}
