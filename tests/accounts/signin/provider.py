"""A small OpenID provider on the loopback: authorisation code with PKCE, RS256, nothing more than a sign-in needs."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


class Provider:
    """What it will say about the person who signs in stands in `claims`; `asked` holds what it was asked."""

    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims = {}
        self.codes = {}
        self.asked = []
        self.audience = "alongside"
        self.issuer = ""
        self.server = HTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def config(self, **more):
        return {
            "kind": "oidc",
            "id": "campus",
            "name": "Campus account",
            "server_url": self.url,
            "client_id": "alongside",
            "secret": "between us",
            **more,
        }

    def authorize(self, address):
        """What the browser does there: the person says yes. Returns the address to which it is sent back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        self.asked.append(asked)
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def discovery(self):
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self, sent):
        asked = self.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or asked.get("code_challenge") != proof or sent.get("client_secret") != "between us":
            return None
        says = {"iss": self.issuer or self.url, "aud": self.audience, "exp": time.time() + 60, "iat": time.time(), **self.claims}
        return {"access_token": "open", "token_type": "Bearer", "id_token": jwt.encode(says, self.key, "RS256", {"kid": "one"})}

    def _handler(self):
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self, said, status=200):
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(said).encode())

            def do_GET(self):
                pages = {"/.well-known/openid-configuration": provider.discovery, "/userinfo": lambda: provider.claims}
                page = pages.get(self.path)
                self.answer(page() if page else {}, 200 if page else 404)

            def do_POST(self):
                sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                said = provider.token({name: values[0] for name, values in sent.items()})
                self.answer(said or {"error": "invalid_grant"}, 200 if said else 400)

            def log_message(self, *args):
                """Quiet."""

        return Handler
