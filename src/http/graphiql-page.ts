/**
 * The page around GraphiQL: a line to choose in which role to ask, and the examples as tabs. It is written as a browser reads it,
 * so that nothing has to be built for it.
 */
export const GRAPHIQL_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Plumbline</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/graphiql/graphiql.css">
    <link rel="stylesheet" href="/graphiql/page.css">
    <script src="/graphiql/graphiql.js" defer></script>
    <script src="/graphiql/page.js" type="module"></script>
  </head>
  <body class="no-focus-outline">
    <header>
      <strong>Plumbline</strong>
      <span id="agency"></span>
      <label>Ask as <select id="role"></select></label>
      <button id="copy" type="button">Copy the token</button>
      <button id="examples" type="button">Back to the examples</button>
      <output id="said"></output>
    </header>
    <div id="root"></div>
    <noscript>GraphiQL needs JavaScript.</noscript>
  </body>
</html>
`;

export const GRAPHIQL_STYLE = `
body { margin: 0; height: 100vh; overflow: hidden; display: flex; flex-direction: column; }
header { display: flex; gap: 1rem; align-items: center; padding: 0.4rem 1rem; font: 14px/1.5 system-ui, sans-serif; color: #223; background: #eef; }
header select, header button { font: inherit; }
#root { flex: 1; min-height: 0; }
#root .graphiql-container { height: 100%; }
`;

/**
 * Every request to the API gets the token of the chosen role, unless its tab brings a header of its own. Subscriptions come over
 * server-sent events, which are requests too, so that they need nothing else. Tokens are asked for as they are needed
 * and kept for an hour: nothing of them is stored in the browser.
 */
export const GRAPHIQL_SCRIPT = `
const element = (id) => document.getElementById(id);
const { agencyName, roles, examples } = await (await fetch('/graphiql/setting')).json();

element('agency').textContent = agencyName;
for (const role of roles) element('role').append(new Option(role, role));
element('role').value = sessionStorage.getItem('role') ?? 'ADMIN';
element('role').addEventListener('change', () => sessionStorage.setItem('role', element('role').value));

const KEPT_MS = 3_600_000;
const tokens = new Map();
async function token() {
  const role = element('role').value;
  const known = tokens.get(role);
  if (known && performance.now() - known.at < KEPT_MS) return known.token;
  const answer = await plainFetch('/graphiql/token?role=' + role);
  const { token, errors } = await answer.json();
  if (!answer.ok) throw new Error(errors?.[0]?.message ?? 'The server gave no token.');
  tokens.set(role, { token, at: performance.now() });
  return token;
}

const plainFetch = globalThis.fetch.bind(globalThis);
globalThis.fetch = async (input, init) => {
  if (new URL(input, location.href).pathname !== '/graphql') return plainFetch(input, init);
  const headers = new Headers(init?.headers);
  if (!headers.has('authorization')) headers.set('authorization', 'Bearer ' + (await token()));
  return plainFetch(input, { ...init, headers });
};

element('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(await token());
  element('said').value = 'Copied, good for 12 hours.';
});
element('examples').addEventListener('click', () => {
  for (const key of Object.keys(localStorage)) if (key.startsWith('graphiql:')) localStorage.removeItem(key);
  location.assign('/');
});

globalThis.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_module, label) => '/graphiql/' + label + '.js' };
YogaGraphiQL.renderYogaGraphiQL(element('root'), {
  endpoint: '/graphql',
  title: '',
  logo: '',
  defaultTabs: examples,
  shouldPersistHeaders: false,
});
`;
