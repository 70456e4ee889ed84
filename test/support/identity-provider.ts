import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { type Configuration, Provider } from 'oidc-provider';

/** An OpenID provider as others run it, on this machine: programs get access tokens from it for their secrets. */
export interface IdentityProvider {
  readonly url: string;
  /** What it was asked, by path. */
  readonly asked: readonly string[];
  /** The key that it signs with at the moment, for tokens that it would never issue. */
  readonly key: SigningKey;
  /** A token as a client gets it, whose subject is the client. */
  token(clientId: string, agencyId: string, options?: { readonly scope?: string; readonly audience?: string }): Promise<string>;
  /** Signs with another key from now on. The old one is published for as long as it is not dropped. */
  rotate(options: { readonly dropsOldKeys: boolean }): void;
  goDown(): void;
  comeBack(): void;
  stop(): Promise<void>;
}

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/** Any token, signed by whatever key. */
export function signed({ kid, privateKey }: SigningKey, claims: JWTPayload, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header }).sign(privateKey);
}

export const IDENTITY_AUDIENCE = 'https://plumbline.test/api';
const SECRET = 'the secret of every client of the tests';
const SCOPES = ['system/Patient.rs', 'system/Patient.cruds', 'system/*.cruds', 'system/Organization.c', 'system/DetectedIssue.rs', 'system/ServiceRequest.rs', 'system/Subscription.cruds', 'system/*.rs', 'openid'];

export async function startIdentityProvider(clientIds: readonly string[]): Promise<IdentityProvider> {
  const asked: string[] = [];
  const agencies = new Map<string, string>();
  let keys: SigningKey[] = [];
  let serve: RequestListener = () => undefined;
  let isDown = false;
  const server = createServer((request, response) => {
    asked.push((request.url ?? '').split('?', 1)[0] as string);
    if (isDown) request.destroy();
    else serve(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const renew = (kept: readonly SigningKey[]): void => {
    keys = [{ kid: `key-${Math.random().toString(36).slice(2)}`, privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }, ...kept];
    serve = new Provider(url, configurationOf(clientIds, agencies, keys)).callback();
  };
  renew([]);

  return {
    url,
    asked,
    get key() {
      return keys[0] as SigningKey;
    },
    async token(clientId, agencyId, { scope = 'openid', audience = IDENTITY_AUDIENCE } = {}) {
      agencies.set(clientId, agencyId);
      const response = await fetch(`${url}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${clientId}:${encodeURIComponent(SECRET)}`).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope, resource: audience }),
      });
      const { access_token: token } = (await response.json()) as { readonly access_token?: string };
      if (token === undefined) throw new Error(`the provider gave no token: ${response.status}`);
      return token;
    },
    rotate: ({ dropsOldKeys }) => renew(dropsOldKeys ? [] : keys),
    goDown: () => void (isDown = true),
    comeBack: () => void (isDown = false),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configurationOf(clientIds: readonly string[], agencies: ReadonlyMap<string, string>, keys: readonly SigningKey[]): Configuration {
  return {
    jwks: { keys: keys.map(({ kid, privateKey }) => ({ ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'ES256' })) as never },
    clients: clientIds.map((clientId) => ({ client_id: clientId, client_secret: SECRET, grant_types: ['client_credentials'], redirect_uris: [], response_types: [], id_token_signed_response_alg: 'ES256' })),
    scopes: SCOPES,
    // None of it is to outlive the test, and all of it has to be said: what is not said is warned of.
    cookies: { keys: [SECRET] },
    ttl: { ClientCredentials: 600 },
    extraTokenClaims: (_context, token) => ({ agency: agencies.get(token.clientId ?? '') }),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, audience) => ({ audience, scope: SCOPES.join(' '), accessTokenFormat: 'jwt', accessTokenTTL: 600, jwt: { sign: { alg: 'ES256', kid: keys[0]?.kid as string } } }),
      },
    },
  };
}
