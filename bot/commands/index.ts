import { about } from './about.ts';
import { apply } from './apply.ts';
import { approve } from './approve.ts';
import { audit } from './audit.ts';
import { cancel } from './cancel.ts';
import { connect } from './connect.ts';
import type { Command } from './define.ts';
import { details } from './details.ts';
import { discard } from './discard.ts';
import { download } from './download.ts';
import { erase } from './erase.ts';
import { exportDirectory } from './export.ts';
import { forget, keep, move } from './held.ts';
import { help } from './help.ts';
import { home } from './home.ts';
import { importList } from './import.ts';
import { imports } from './imports.ts';
import { invite } from './invite.ts';
import { later } from './later.ts';
import { log } from './log.ts';
import { look } from './look.ts';
import { numbers } from './numbers.ts';
import { pause } from './pause.ts';
import { grant, revoke } from './permissions.ts';
import { queue } from './queue.ts';
import { reject } from './reject.ts';
import { resume } from './resume.ts';
import { retry } from './retry.ts';
import { runs } from './runs.ts';
import { send } from './send.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { split } from './split.ts';
import { status } from './status.ts';
import { template } from './template.ts';
import { tryFirst } from './try.ts';
import { units } from './units.ts';
import { verify } from './verify.ts';
import { who } from './who.ts';

/** Every command, in the order of help: first what is typed, then what buttons say. */
export const commands: Command[] = [
  importList,
  invite,
  status,
  runs,
  log,
  download,
  queue,
  pause,
  resume,
  cancel,
  send,
  imports,
  template,
  who,
  numbers,
  exportDirectory,
  units,
  settings,
  erase,
  grant,
  revoke,
  connect,
  audit,
  verify,
  about,
  help(() => commands),
  move,
  keep,
  forget,
  apply,
  discard,
  later,
  tryFirst,
  approve,
  reject,
  retry,
  split,
  details,
  look,
  home,
  setup,
];

export function commandNamed(verb: string): Command | undefined {
  return commands.find(({ name }) => name === verb);
}
