import type { StoredView } from './modals.ts';
import type { World } from './world.ts';

/** A view as Slack tells it in answers and payloads. */
export function viewObject({ workspace, enterprise, bot }: World, stored: StoredView): Record<string, unknown> {
  const { id, hash, view, rootId, previousId = null, state } = stored;
  const common = {
    id,
    team_id: workspace.id,
    app_installed_team_id: enterprise?.isInstalledForAll ? enterprise.id : workspace.id,
    app_id: bot.appId,
    bot_id: bot.botId,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    external_id: view.external_id ?? '',
    state: { values: state },
    hash,
    root_view_id: rootId,
    previous_view_id: previousId,
  };
  if (view.type === 'home')
    return { ...common, title: null, close: null, submit: null, clear_on_close: false, notify_on_close: false };

  const { title, close = null, submit = null, clear_on_close = false, notify_on_close = false } = view;
  return { ...common, title, close, submit, clear_on_close, notify_on_close };
}
