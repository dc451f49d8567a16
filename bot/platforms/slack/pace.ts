/**
 * A fetch that keeps a pause which Slack has asked for, so that it asks once and not once per card: until the pause is over
 * it answers in Slack's place. https://docs.slack.dev/apis/web-api/rate-limits: by method, and posts by channel.
 */
export function keepPauses(send: typeof fetch): typeof fetch {
  const pauses = new Map<string, number>();

  return async (input, init) => {
    const what = limited(String(input), init?.body);
    const left = (pauses.get(what) ?? 0) - performance.now();
    if (left > 0) return tooMany(Math.ceil(left / 1_000));

    pauses.delete(what);
    const response = await send(input, init);
    if (response.status === 429) pauses.set(what, performance.now() + asked(response) * 1_000);
    return response;
  };
}

function limited(url: string, body: unknown): string {
  const isPost = url.endsWith('/chat.postMessage') && typeof body === 'string';
  return isPost ? `${url} ${new URLSearchParams(body).get('channel')}` : url;
}

const asked = ({ headers }: Response) => Number(headers.get('retry-after')) || 0;

const tooMany = (seconds: number) => new Response(null, { status: 429, headers: { 'retry-after': String(seconds) } });
