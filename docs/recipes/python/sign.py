"""Signatures for howlikely with Python's standard library. Put it on your server: the secret must never reach a page.

Python 3.9 or newer.
"""

import base64
import hashlib
import hmac
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def sign(secret, site, purpose, fields, exp):
    """Signs what a purpose is about; an absent field is the empty text.

    sign(secret, "main", "respondent", ["u_1042"], exp)                for identify
    sign(secret, "main", "ref", ["checkout", "A-1042"], exp)           for a trigger: its name and ref
    sign(secret, "main", "link", ["support", "T-77", "u_1042"], exp)   for an e-mail: survey, ref, respondent

    exp is when it ends, in Unix seconds.
    """
    everything = [site, purpose, *fields]
    if any("\n" in field for field in everything):
        raise ValueError("A field holds a line break.")
    text = "\n".join(["v1", *everything, str(exp)])
    code = hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()
    return f"v1.{exp}.{base64.urlsafe_b64encode(code).decode().rstrip('=')}"


def survey_links(secret, site, page, survey, ref, respondent, exp):
    """The eleven links of an e-mail, from 0 to 10. The page is any page of yours that has the tag."""
    signature = sign(secret, site, "link", [survey, ref, respondent], exp)
    given = {"howlikely": survey, "howlikely-ref": ref, "howlikely-respondent": respondent}
    parts = urlsplit(page)
    links = []
    for score in range(11):
        query = parse_qsl(parts.query, keep_blank_values=True)
        query += [(name, value) for name, value in given.items() if value]
        query += [("howlikely-score", score), ("howlikely-signature", signature)]
        links.append(urlunsplit(parts._replace(query=urlencode(query))))
    return links
