import type { SentAct } from '#bot/playground/page/act.ts';
import type { State } from '#bot/playground/page/state.ts';
import type { Upload } from '#bot/playground/slack/types.ts';
import type { SlackSide } from './chat.ts';

/** The playground, over HTTP alone. */
export function playgroundAt(url: string): SlackSide & { state(person: string): Promise<State> } {
  const state = async (person: string): Promise<State> =>
    (await fetch(`${url}/playground/state?person=${person}`)).json();

  const act = async (asked: SentAct): Promise<{ options?: { label: string; value: string }[] }> => {
    const response = await fetch(`${url}/playground/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    });
    if (!response.ok) throw new Error(`The playground answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const inBase64 = ({ name, content }: Upload) => ({ name, content: Buffer.from(content).toString('base64') });

  return {
    state,
    snapshot: async (person) => (await state(person)).snapshot,
    hands: {
      async type(person, { channel, threadTs }, text, uploads = []) {
        await act({ act: 'type', person, channel, text, ...(threadTs && { threadTs }), files: uploads.map(inBase64) });
      },
      async press(person, on, actionId, choice) {
        await act({ act: 'press', person, on, actionId, ...(choice && { choice }) });
      },
      async shortcut(person, message, callbackId) {
        await act({ act: 'shortcut', person, message, callbackId });
      },
      async submit(person, viewId, values, files = {}) {
        const sent = Object.fromEntries(Object.entries(files).map(([id, uploads]) => [id, uploads.map(inBase64)]));
        await act({ act: 'submit', person, viewId, values, files: sent });
      },
      async close(person, viewId) {
        await act({ act: 'close', person, viewId });
      },
      async options(person, viewId, actionId, typed) {
        return (await act({ act: 'options', person, viewId, actionId, typed })).options ?? [];
      },
      async openHome(person) {
        await act({ act: 'home', person });
      },
    },
  };
}
