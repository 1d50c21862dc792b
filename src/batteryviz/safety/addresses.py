"""Addresses a reader may be sent to."""

from urllib.parse import urlsplit


def web_address_fault(address: str) -> str | None:
    """Say what is wrong with ``address`` as a public web page, or ``None``.

    Only ``https`` and ``http`` with a host name pass. User names, ports and characters
    that could hide the true host are refused.
    """
    if not address.isascii() or any(not 0x21 <= ord(sign) <= 0x7E for sign in address):
        return "an address is written in printable ASCII, without spaces"
    if any(sign in address for sign in "\"'<>\\^`{|}"):
        return "the address holds a character that must be percent-encoded"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "the address cannot be read"
    if parts.scheme not in {"https", "http"}:
        return "an address starts with https:// or http://"
    if not parts.hostname or "." not in parts.hostname:
        return "the address has no host name"
    if parts.username is not None or parts.password is not None or port is not None:
        return "an address has no user name, password or port"
    return None
