import { extname } from 'node:path';
import { findConversation } from './conversations.ts';
import type { FileMode } from './faults.ts';
import { makeId } from './ids.ts';
import type { ShownFile, Upload } from './types.ts';
import type { World } from './world.ts';

export type StoredFile = {
  id: string;
  name: string;
  title: string;
  user: string;
  /** Seconds. */
  created: number;
  size: number;
  mode: FileMode;
  /** The channels where it was posted; none for a file that was put into a dialog. */
  channels: string[];
};

const types: Record<string, { mimetype: string; pretty: string }> = {
  csv: { mimetype: 'text/csv', pretty: 'CSV' },
  tsv: { mimetype: 'text/tab-separated-values', pretty: 'TSV' },
  txt: { mimetype: 'text/plain', pretty: 'Plain Text' },
  json: { mimetype: 'application/json', pretty: 'JSON' },
  pdf: { mimetype: 'application/pdf', pretty: 'PDF' },
  png: { mimetype: 'image/png', pretty: 'PNG' },
  xlsx: { mimetype: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', pretty: 'Excel Spreadsheet' },
};

export const fileTypeOf = (name: string): string => extname(name).slice(1).toLowerCase() || 'binary';

export const shown = ({ id, name, size }: StoredFile): ShownFile => ({ id, name, size });

type NewFile = { id?: string; user: string; channels?: string[]; upload: Upload };

/** Takes in what somebody uploads. */
export function addFile(world: World, { id = makeId('F'), user, channels = [], upload }: NewFile): StoredFile {
  const { name, content } = upload;
  const file: StoredFile = {
    id,
    name,
    title: name,
    user,
    created: Math.floor(Date.now() / 1000),
    size: content.byteLength,
    mode: user === world.bot.userId ? 'hosted' : world.faultBox.takeFileMode(),
    channels,
  };
  world.state.files.set(file.id, file);
  world.contents.put(file.id, content);
  world.changed();
  return file;
}

/** The app sees what was put into its dialogs, and what is in the channels that it is in. */
export function appSees(world: World, { user, channels }: StoredFile): boolean {
  const own = user === world.bot.userId || channels.length === 0;
  return own || channels.some((channel) => findConversation(world, channel)?.withBot);
}

/** The file as it arrives in events and dialogs; a file from another workspace tells nothing but its id. */
export function fileInEvent(world: World, file: StoredFile): Record<string, unknown> {
  if (file.mode !== 'check_file_info') return fileObject(world, file);
  return { id: file.id, created: 0, timestamp: 0, mode: 'file_access', file_access: 'check_file_info', user: null };
}

/** The file as files.info tells it. */
export function fileObject(world: World, file: StoredFile): Record<string, unknown> {
  if (file.mode === 'tombstone') return { id: file.id, created: file.created, mode: 'tombstone', user: file.user };
  if (file.mode === 'hidden_by_limit') return { id: file.id, created: file.created, mode: 'hidden_by_limit' };

  const type = fileTypeOf(file.name);
  const { mimetype, pretty } = types[type] ?? { mimetype: 'application/octet-stream', pretty: 'Binary' };
  const common = {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    filetype: type,
    pretty_type: pretty,
    user: file.user,
    user_team: world.workspace.id,
    editable: false,
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    file_access: 'visible',
    has_rich_preview: false,
    channels: file.channels.filter((channel) => channel.startsWith('C')),
    groups: [],
    ims: file.channels.filter((channel) => channel.startsWith('D')),
    permalink: `https://${world.domain}.slack.com/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
  };
  if (file.mode === 'external') {
    const url = `https://docs.google.com/spreadsheets/d/${file.id}/edit`;
    return {
      ...common,
      mimetype,
      size: 0,
      mode: 'external',
      is_external: true,
      external_type: 'gdrive',
      url_private: url,
    };
  }

  return {
    ...common,
    ...addresses(world, file),
    mimetype,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
  };
}

function addresses(world: World, { id, name }: StoredFile): { url_private: string; url_private_download: string } {
  const base = `${world.url()}/files-pri/${world.workspace.id}-${id}`;
  const ending = encodeURIComponent(name.toLowerCase());
  return { url_private: `${base}/${ending}`, url_private_download: `${base}/download/${ending}` };
}
