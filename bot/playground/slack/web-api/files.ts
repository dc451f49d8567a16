import { z } from 'zod';
import { appSees, fileObject, type StoredFile, shown } from '../files.ts';
import { addMessage, findMessage } from '../state.ts';
import type { World } from '../world.ts';
import { messageContent } from './message-content.ts';
import { defineMethod, SlackError, structured } from './method.ts';
import { postingPlace } from './places.ts';

/** Slack answers files.completeUploadExternal before the file is in the channel (node-slack-sdk#1865). */
const sharedAfterMs = 20;

const finished = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

export const files = {
  'files.info': defineMethod({
    scopes: ['files:read'],
    tier: 4,
    args: z.object({ file: z.string() }),
    run({ file: id }, world) {
      const file = world.state.files.get(id);
      if (!file || !appSees(world, file)) throw new SlackError('file_not_found');
      if (file.mode === 'tombstone') throw new SlackError('file_deleted');
      return { file: toldFile(world, file), comments: [], response_metadata: { next_cursor: '' } };
    },
  }),

  'files.delete': defineMethod({
    scopes: ['files:write'],
    tier: 3,
    args: z.object({ file: z.string() }),
    run({ file: id }, world) {
      const file = world.state.files.get(id);
      if (!file || !appSees(world, file)) throw new SlackError('file_not_found');
      if (file.mode === 'tombstone') throw new SlackError('file_deleted');
      // A bot deletes what it has uploaded itself. What people have uploaded is theirs and their administrators'.
      if (file.user !== world.bot.userId) throw new SlackError('cant_delete_file');
      world.state.files.set(id, { ...file, mode: 'tombstone' });
      world.changed();
      return {};
    },
  }),

  'files.getUploadURLExternal': defineMethod({
    scopes: ['files:write'],
    tier: 4,
    args: z.object({ filename: z.string().min(1), length: z.coerce.number().int().positive() }),
    run({ filename, length }, world) {
      const { id, path } = world.uploads.expect(filename, length);
      return { upload_url: `${world.url()}${path}`, file_id: id };
    },
  }),

  'files.completeUploadExternal': defineMethod({
    scopes: ['files:write'],
    tier: 4,
    args: z.object({
      files: structured.pipe(finished),
      channel_id: z.string().optional(),
      thread_ts: z.string().optional(),
      initial_comment: z.string().optional(),
      blocks: structured.optional(),
    }),
    run({ files: wanted, channel_id, thread_ts, initial_comment = '', blocks }, world) {
      const place = channel_id === undefined ? undefined : postingPlace(world, channel_id);
      if (thread_ts && place && !findMessage(world.state, { channel: place.id, ts: thread_ts })) {
        throw new SlackError('thread_not_found');
      }
      const content =
        blocks === undefined
          ? { text: initial_comment }
          : messageContent(world, 'files.completeUploadExternal', { text: initial_comment, blocks });

      const complete = wanted.map(({ id, title }) => {
        const file = world.uploads.complete(world, id, place ? [place.id] : []);
        if (!file) throw new SlackError('file_not_found');
        return { ...file, title: title ?? file.name };
      });
      for (const file of complete) world.state.files.set(file.id, file);

      if (place) {
        world.later(sharedAfterMs, () => {
          addMessage(world.state, {
            channel: place.id,
            user: world.bot.userId,
            ...content,
            files: complete.map(shown),
            ...(thread_ts && { threadTs: thread_ts }),
          });
          world.changed();
        });
      }
      return { files: complete.map(({ id, title }) => ({ id, title })) };
    },
  }),
};

/** Slack takes in uploads after it has told of them: at first files.info may not know size and type. */
function toldFile(world: World, file: StoredFile): Record<string, unknown> {
  const told = fileObject(world, file);
  if (file.mode !== 'late_details') return told;

  world.state.files.set(file.id, { ...file, mode: 'hosted' });
  const { size: _size, mimetype: _type, ...early } = told;
  return early;
}
