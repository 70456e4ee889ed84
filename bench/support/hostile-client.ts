import { serveParent } from './child.js';

export interface HostileClientSettings {
  readonly url: string;
  readonly token: string;
}

interface Asked {
  readonly query: string;
  readonly variables?: object;
  readonly times: number;
}

serveParent(async ({ url, token }: HostileClientSettings) => {
  let sent = 0;

  /** The code of the refusal. Anything else than a refusal is a failure of the bench. */
  async function refusalOf(body: object): Promise<string> {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(body) });
    const { errors } = (await response.json()) as { readonly errors?: ReadonlyArray<{ readonly extensions: { readonly code: string } }> };
    const code = errors?.[0]?.extensions.code;
    if (code === undefined || code === 'INTERNAL') throw new Error('A hostile request was not refused');
    return code;
  }

  return {
    ready: null,
    answers: {
      /** One after the other, and each time another text, so that the server remembers nothing of it. */
      async send({ query, variables, times }: Asked) {
        let code = '';
        for (let i = 0; i < times; i += 1) code = await refusalOf({ query: `${query} #${(sent += 1)}`, variables });
        return code;
      },
    },
    stop: async () => undefined,
  };
});
