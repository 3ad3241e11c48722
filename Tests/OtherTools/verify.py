#!/usr/bin/env python3
"""Verifies what Precedent signs and keeps, without any of its code.

Written from the specifications: RFC 8785 (canonical JSON), RFC 9162 section 2.1 (hashes of a log),
DSSE (github.com/secure-systems-lab/dsse, protocol.md), in-toto Statement v1, C2SP signed-note and
tlog-checkpoint, RFC 8032 (ed25519, by the package `cryptography`).

    verify.py envelope FILE KEYS          a signed decision, from the bytes of its envelope alone
    verify.py log FOLDER KEYS             a whole log: chain, clock, record ids, every signature
    verify.py checkpoint FILE KEYS [LOG]  a signed checkpoint; with LOG, that it is of that log

KEYS is a folder of public keys (*.pub, PEM). Prints what was found and exits with 0; exits with 1
where something does not hold.
"""

import base64
import binascii
import hashlib
import json
import pathlib
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import (
    Encoding, PublicFormat, load_pem_public_key)


class Refused(Exception):
    """Something does not hold."""


# RFC 8785: members sorted by UTF-16 code units, no spaces, numbers as ECMAScript writes them.

def canonical(value):
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(n) + ":" + canonical(value[n]) for n in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        return number(value)
    return json.dumps(value, ensure_ascii=False)


def number(value):
    """ECMA-262, Number::toString; repr gives the same shortest digits in another layout."""
    if value == 0:
        return "0"
    if value < 0:
        return "-" + number(-value)
    mantissa, _, exponent = repr(value).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return digits.ljust(point, "0")
    if 0 < point <= 21:
        return digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    sign = "+" if point > 0 else "-"
    rest = "." + digits[1:] if len(digits) > 1 else ""
    return f"{digits[0]}{rest}e{sign}{abs(point - 1)}"


def read_json(data):
    def members(pairs):
        if len({name for name, _ in pairs}) != len(pairs):
            raise Refused("a member stands there twice")
        return dict(pairs)

    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=members)
    except ValueError as error:
        raise Refused(f"no JSON: {error}") from error


def sha256(data):
    return hashlib.sha256(data).digest()


# Keys and signatures.

def read_keys(folder):
    """By name, which stands in a line before the PEM block."""
    keys = {}
    for file in sorted(pathlib.Path(folder).glob("*.pub")):
        data = file.read_bytes()
        lines = data.decode("utf-8").splitlines()
        name = next(line[5:].strip() for line in lines if line.startswith("name:"))
        keys[name] = load_pem_public_key(data[data.index(b"-----BEGIN"):])
    if not keys:
        raise Refused(f"there are no keys in {folder}")
    return keys


def signer(message, signatures, keys):
    """The name of a key that made one of the signatures."""
    for name, key in keys.items():
        for signature in signatures:
            try:
                key.verify(signature, message)
                return name
            except InvalidSignature:
                pass
    raise Refused("no signature of an allowed key")


def decode(text):
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(f"no base64: {error}") from error


def pre_authentication_encoding(payload_type, payload):
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


PAYLOAD_TYPE = "application/vnd.in-toto+json"


def statement_of(record):
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [
            {"name": record["request"]["id"], "digest": {"sha256": record["requestSha256"]}}],
        "predicateType": "urn:precedent:decision:v1",
        "predicate": record,
    }


def verify_record(record):
    """The id is the digest of the rest, and requestSha256 that of the request."""
    rest = {name: value for name, value in record.items() if name != "id"}
    if record["id"] != sha256(canonical(rest).encode("utf-8")).hex():
        raise Refused("the id is not the digest of the record")
    if record["requestSha256"] != sha256(canonical(record["request"]).encode("utf-8")).hex():
        raise Refused("requestSha256 is not the digest of the request")


def verify_envelope(data, keys):
    envelope = read_json(data)
    payload = decode(envelope["payload"])
    if envelope["payloadType"] != PAYLOAD_TYPE:
        raise Refused("another type of payload")
    name = signer(
        pre_authentication_encoding(envelope["payloadType"], payload),
        [decode(signature["sig"]) for signature in envelope["signatures"]], keys)
    statement = read_json(payload)
    record = statement["predicate"]
    if statement != statement_of(record):
        raise Refused("the statement is not that of its record")
    verify_record(record)
    return f"decision {record['id']} on request {record['request']['id']}, signed by {name}"


# The log.

def leaf_hash(entry):
    return sha256(b"\x00" + entry)


def root_hash(leaves):
    """RFC 9162, section 2.1.1."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\x01" + root_hash(leaves[:half]) + root_hash(leaves[half:]))


def instant(text):
    """Sorts as the instants do: RFC 3339 in UTC, with as many decimals as needed."""
    whole, _, fraction = text.removesuffix("Z").partition(".")
    return whole, fraction.ljust(9, "0")


def read_log(folder):
    """The header, and the entries with their lines; every line follows the one before it."""
    header = (pathlib.Path(folder) / "log.json").read_bytes()
    if canonical(read_json(header)).encode("utf-8") + b"\n" != header:
        raise Refused("log.json is not canonical")
    previous, recorded_at, entries = leaf_hash(header), ("", ""), []
    for file in sorted((pathlib.Path(folder) / "segments").glob("*.ndjson")):
        if int(file.stem) != len(entries):
            raise Refused(f"{file.name} does not start with entry {len(entries)}")
        data = file.read_bytes()
        if not data.endswith(b"\n"):
            raise Refused(f"{file.name} has no end")
        for line in data[:-1].split(b"\n"):
            place = f"entry {len(entries)}"
            entry = read_json(line)
            if canonical(entry).encode("utf-8") != line:
                raise Refused(f"{place} is not canonical")
            if entry["index"] != len(entries) or entry["previous"] != previous.hex():
                raise Refused(f"{place} does not follow the one before it")
            if instant(entry["recordedAt"]) < recorded_at:
                raise Refused(f"{place} was recorded before the one before it")
            previous, recorded_at = leaf_hash(line), instant(entry["recordedAt"])
            entries.append((entry, previous))
    return read_json(header), entries


def verify_log(folder, keys):
    _, entries = read_log(folder)
    for entry, _ in entries:
        if entry["kind"] != "decision":
            continue
        record = entry["decision"]
        try:
            verify_record(record)
            payload = canonical(statement_of(record)).encode("utf-8")
            signer(
                pre_authentication_encoding(PAYLOAD_TYPE, payload),
                [decode(signature["sig"]) for signature in entry.get("signatures", [])], keys)
        except Refused as refused:
            raise Refused(f"entry {entry['index']}: {refused}") from refused
    root = root_hash([leaf for _, leaf in entries])
    return f"{len(entries)} entries, root {root.hex()}"


# Checkpoints: C2SP signed-note, with a tlog-checkpoint as its text.

NOTE_ALGORITHM = b"\x01"


def verify_checkpoint(data, keys, folder=None):
    text, gap, signatures = data.partition(b"\n\n")
    text += b"\n"
    if not gap or not signatures.endswith(b"\n"):
        raise Refused("no signed note")
    names = []
    for line in signatures[:-1].split(b"\n"):
        dash, name, blob = line.decode("utf-8").split(" ")
        blob = decode(blob)
        if dash != "\u2014":
            raise Refused("no signature line")
        key = keys.get(name)
        if key is None:
            continue
        raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
        key_id = sha256(name.encode("utf-8") + b"\n" + NOTE_ALGORITHM + raw)[:4]
        if blob[:4] == key_id:
            names.append(signer(text, [blob[4:]], {name: key}))
    if not names:
        raise Refused("no signature of an allowed key")
    origin, size, root = text.decode("utf-8").splitlines()
    if folder is not None:
        header, entries = read_log(folder)
        leaves = [leaf for _, leaf in entries[:int(size)]]
        if header["origin"] != origin or len(leaves) != int(size):
            raise Refused("the checkpoint is of another log, or of a longer one")
        if root_hash(leaves) != decode(root):
            raise Refused("the checkpoint is of other entries")
    return f"{size} entries of {origin}, signed by {names[0]}"


def main(arguments):
    if len(arguments) < 3 or arguments[0] not in ("envelope", "log", "checkpoint"):
        print(__doc__, file=sys.stderr)
        return 64
    kind, subject, folder = arguments[:3]
    try:
        keys = read_keys(folder)
        if kind == "log":
            print("holds:", verify_log(subject, keys))
        elif kind == "envelope":
            print("holds:", verify_envelope(pathlib.Path(subject).read_bytes(), keys))
        else:
            print("holds:", verify_checkpoint(
                pathlib.Path(subject).read_bytes(), keys, *arguments[3:4]))
        return 0
    except (Refused, KeyError, TypeError, ValueError, AttributeError) as refused:
        print(f"refused: {refused!s}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
