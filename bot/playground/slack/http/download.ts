import { appSees, fileObject } from '../files.ts';
import type { World } from '../world.ts';
import type { Reply } from './reply.ts';

/** Slack answers a download without the right token with its login page, and that with 200 (bolt-js#2585). */
const loginPage =
  '<!DOCTYPE html><html lang="en-US"><head><title>Login | Slack</title></head><body>Sign in</body></html>';

export function downloadFile(world: World, path: string, authorization: string | undefined): Reply {
  const [, , ids = ''] = path.split('/');
  const id = ids.slice(world.workspace.id.length + 1);
  const file = world.state.files.get(id);
  const content = world.contents.get(id);

  const token = authorization?.replace(/^Bearer /, '') ?? '';
  const allowed = world.grants.refusal(token) === undefined && world.scopes.includes('files:read');
  if (!allowed || world.faultBox.takeHtmlDownload()) return html(200);
  if (!file || !content || !appSees(world, file)) return html(200);
  if (file.mode === 'tombstone' || file.mode === 'hidden_by_limit') return html(404);

  const type = fileObject(world, file)['mimetype'];
  return { status: 200, headers: { 'content-type': typeof type === 'string' ? type : 'text/plain' }, body: content };
}

const html = (status: number): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: loginPage,
});
