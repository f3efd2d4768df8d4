"""A small OpenID provider for tests: real HTTP, signed tokens, nobody asked for a password.

with OidcServer({"sub": "u-17", "name": "周明远", "dept": ["综合科"]}) as server: ...
"""

import json
import secrets
import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.local_server import LocalServer, QuietHandler


class OidcServer(LocalServer):
    """The provider; whoever comes is the person of `claims`."""

    def __init__(self, claims: dict[str, Any]) -> None:
        self.claims = claims
        self.key = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"})
        self.nonces: dict[str, tuple[str, str]] = {}  # code → nonce, client
        super().__init__(_Handler)

    def secrets_toml(self, app: str) -> str:
        """What an administrator writes into secrets.toml for the app at the address `app`."""
        return (
            f'[auth]\nredirect_uri = "{app}/oauth2callback"\ncookie_secret = "{secrets.token_hex(32)}"\n'
            f'client_id = "biganzi"\nclient_secret = "s3cret"\nserver_metadata_url = "{self.address}/.well-known/openid-configuration"\n'
        )


class _Handler(QuietHandler):
    owner: OidcServer

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        base = self.owner.address
        if path == "/.well-known/openid-configuration":
            self._json(
                {
                    "issuer": base,
                    "authorization_endpoint": f"{base}/authorize",
                    "token_endpoint": f"{base}/token",
                    "jwks_uri": f"{base}/keys",
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
            )
        elif path == "/keys":
            self._json({"keys": [self.owner.key.as_dict(private=False)]})
        elif path == "/authorize":
            code = secrets.token_hex(8)
            self.owner.nonces[code] = (query["nonce"], query["client_id"])
            self._redirect(f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}")
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        nonce, client = self.owner.nonces.pop(sent["code"][0])
        now = int(time.time())
        claims = {"iss": self.owner.address, "aud": client, "iat": now, "exp": now + 3600, "nonce": nonce} | self.owner.claims
        token = jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.owner.key)
        self._json({"access_token": "a", "token_type": "Bearer", "expires_in": 3600, "id_token": token})

    def _json(self, value: dict[str, Any]) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()
