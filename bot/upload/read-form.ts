import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { GivenList } from '#core/imports/receive-upload.ts';
import { uploadWords as words } from '../wording.ts';

type Read = { list: GivenList } | { status: 400 | 413; wrong: string };

const Text = z.string().max(1_000_000);

/** What was filled in, or what is wrong with it. `limit`: bytes of a list. */
export async function readForm(request: FastifyRequest, limit: number): Promise<Read> {
  const fields = new Map<string, string>();
  let file: { fileName: string; content: Uint8Array } | undefined;
  const parts = request.parts({ limits: { fileSize: limit, files: 1, fields: 3, fieldSize: limit, parts: 4 } });
  try {
    for await (const part of parts) {
      if (part.type === 'field') fields.set(part.fieldname, Text.parse(part.value));
      // A file that was not chosen comes as one without a name.
      else if (part.filename) file = { fileName: part.filename, content: await part.toBuffer() };
      else part.file.resume();
    }
  } catch (error) {
    if (statusOf(error) === 413) return { status: 413, wrong: words.tooLarge(limit) };
    throw error;
  }
  const pasted = fields.get('pasted')?.trim();
  if (file && pasted) return { status: 400, wrong: words.both };
  const given = file ?? (pasted ? { fileName: words.paste.name, content: Buffer.from(`${pasted}\n`) } : undefined);
  if (!given) return { status: 400, wrong: words.missing };
  return { list: { ...given, addNumbers: fields.has('add_numbers'), sendLoginMail: fields.has('login_mail') } };
}

const statusOf = (error: unknown) => (error instanceof Error && 'statusCode' in error ? error.statusCode : undefined);
