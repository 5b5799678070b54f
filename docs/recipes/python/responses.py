"""An endpoint for howlikely with Python's standard library alone: keeps each response once, in one SQLite file.

To try it:  ALLOWED_ORIGINS=https://shop.example python3 responses.py
For good:   any WSGI server has `application`, such as gunicorn responses:application

Python 3.9 or newer.
"""

import json
import os
import re
import sqlite3
import sys
from contextlib import closing
from urllib.parse import parse_qs
from wsgiref.simple_server import make_server

PORT = int(os.environ.get("PORT", "3000"))
DATABASE = os.environ.get("DATABASE", "responses.sqlite")
ALLOWED_ORIGINS = os.environ.get("ALLOWED_ORIGINS", "").split(",")

LONGEST = 32 * 1024
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
STATES = ("asked", "scored", "answered", "dismissed")
FORM = "application/x-www-form-urlencoded"

TABLE = """create table if not exists response (
  id text primary key, revision integer not null, state text not null, record text not null)"""
# A higher revision replaces a lower one, and nothing replaces an answer.
KEEP = """insert into response (id, revision, state, record) values (?, ?, ?, ?)
  on conflict (id) do update set revision = excluded.revision, state = excluded.state, record = excluded.record
  where excluded.revision > response.revision and response.state <> 'answered'"""


class Refused(Exception):
    """A request that is answered with this status, and with a sentence."""

    def __init__(self, status, sentence):
        super().__init__(sentence)
        self.status = status


def application(environ, start_response):
    headers = [("Vary", "Origin")]
    sentence = ""
    try:
        headers += cross_origin_headers(environ)
        if environ["REQUEST_METHOD"] == "OPTIONS":
            headers += [
                ("Access-Control-Allow-Methods", "POST"),
                ("Access-Control-Allow-Headers", "content-type"),
                ("Access-Control-Max-Age", "7200"),
            ]
        elif environ["REQUEST_METHOD"] == "POST":
            keep(message(environ))
        else:
            headers.append(("Allow", "POST, OPTIONS"))
            raise Refused("405 Method Not Allowed", "POST it.")
        status = "204 No Content"
    except Refused as refused:
        status, sentence = refused.status, f"{refused}\n"
    except sqlite3.Error as error:
        print(error, file=sys.stderr)
        status, sentence = "503 Service Unavailable", "Nothing can be stored now.\n"
        headers.append(("Retry-After", "30"))
    if sentence:
        headers.append(("Content-Type", "text/plain; charset=utf-8"))
    start_response(status, headers)
    return [sentence.encode()] if sentence else []


def cross_origin_headers(environ):
    origin = environ.get("HTTP_ORIGIN")
    if origin is None:
        return []
    # Pages of this very host send an origin, too.
    is_ours = re.sub("^https?://", "", origin) == environ.get("HTTP_HOST")
    if not is_ours and origin not in ALLOWED_ORIGINS:
        raise Refused("403 Forbidden", "This origin may not send.")
    return [("Access-Control-Allow-Origin", origin), ("Access-Control-Expose-Headers", "Retry-After")]


def message(environ):
    """The JSON text in a request."""
    kind = environ.get("CONTENT_TYPE", "").split(";")[0].strip().lower()
    if kind not in ("application/json", "text/plain", FORM):
        raise Refused("415 Unsupported Media Type", "Send JSON, as application/json, text/plain or a form.")
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        raise Refused("400 Bad Request", "The length is no number.")
    # In a form one byte may take three: %C3.
    body = environ["wsgi.input"].read(min(int(length), 3 * LONGEST + 1))
    if len(body) > (3 * LONGEST if kind == FORM else LONGEST):
        raise Refused("413 Content Too Large", "This is too long.")
    try:
        text = body.decode()
        if kind == FORM:
            text = parse_qs(text, keep_blank_values=True, errors="strict").get("response", [""])[0]
    except ValueError:
        raise Refused("400 Bad Request", "This is not UTF-8.") from None
    if len(text.encode()) > LONGEST:
        raise Refused("413 Content Too Large", "This is too long.")
    return text


def keep(text):
    """Returns when the response is on the disk: SQLite syncs every commit."""
    try:
        record = json.loads(text, parse_constant=not_json)
    except (ValueError, RecursionError):
        raise Refused("400 Bad Request", "This is not JSON.") from None
    if not is_response(record):
        raise Refused("422 Unprocessable Content", "This is no response of howlikely.")
    with closing(sqlite3.connect(DATABASE, timeout=2)) as database, database:
        database.execute(TABLE)
        database.execute(KEEP, (record["id"], record["revision"], record["state"], text))


def not_json(constant):
    """Python would take NaN for JSON."""
    raise ValueError(constant)


def is_response(record):
    if not isinstance(record, dict):
        return False
    identity, revision, score = record.get("id"), record.get("revision"), record.get("score", "")
    return (
        isinstance(identity, str)
        and UUID.fullmatch(identity) is not None
        # For Python, true is the number 1.
        and type(revision) is int
        and 0 < revision < 2**53
        and record.get("state") in STATES
        and (score is None or (type(score) is int and 0 <= score <= 10))
    )


if __name__ == "__main__":
    with make_server("127.0.0.1", PORT, application) as server:
        print(f"Responses go to http://127.0.0.1:{PORT}/responses", flush=True)
        server.serve_forever()
