// An authority that others have written, oidc-provider, and a person with a browser: every URL on standard input is
// visited, and every form on the way is filled in. The first line of output is the URL of the authority.
//
//     node oidc_provider.mjs <folder with node_modules>

import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

console.info = console.error; // standard output is read once

const folder = process.argv[2];
const require = createRequire(pathToFileURL(`${folder}/`));
const { default: Provider } = await import(pathToFileURL(require.resolve('oidc-provider')));

const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: 'app',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['http://localhost'],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
  }],
  features: { deviceFlow: { enabled: true } },
  pkce: { required: () => true },
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
  findAccount: async (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  cookies: { keys: ['loopback'] },
});
server.on('request', provider.callback());

async function visit(url) {
  const cookies = new Map();
  // This authority gives refresh tokens to who has been asked for consent.
  const start = new URL(url);
  if (start.pathname === '/auth') start.searchParams.set('prompt', 'consent');
  let request = { url: start.href, method: 'GET', body: undefined };
  for (let step = 0; step < 30; step += 1) {
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    if (request.body) headers['content-type'] = 'application/x-www-form-urlencoded';
    const { method, body } = request;
    const answer = await fetch(request.url, { method, body, headers, redirect: 'manual' });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      if (value) cookies.set(name, value); else cookies.delete(name);
    }
    const location = answer.headers.get('location');
    if (location) {
      request = { url: new URL(location, request.url).href, method: 'GET' };
      continue;
    }
    const form = /<form[^>]*action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/.exec(await answer.text());
    if (!form) return;
    const fields = new URLSearchParams();
    for (const [input] of form[2].matchAll(/<input[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(input)?.[1];
      if (name) fields.set(name, /value="([^"]*)"/.exec(input)?.[1] ?? 'adele');
    }
    request = { url: new URL(form[1], request.url).href, method: 'POST', body: fields };
  }
}

console.log(issuer);
createInterface({ input: process.stdin }).on('line', visit).on('close', () => process.exit());
