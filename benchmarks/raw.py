"""The same answers by hand: sqlite3 and orjson, no framework. What the API is measured against.

Serves the current state only, and only the questions of the benchmark; each answer has the same bytes as the API's.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

import orjson
from django.conf import settings
from django.core.signing import Signer

FOREVER = "9999-12-31 00:00:00"
_BASE = {"licence": os.environ["BENCHMARK_LICENCE"], "attribution": os.environ["BENCHMARK_ATTRIBUTION"]}
_LIMIT = 100

if not settings.configured:
    settings.configure(SECRET_KEY=os.environ["INTERDICT_SECRET_KEY"])

_db = sqlite3.connect(f"file:{os.environ['BENCHMARK_DATABASE']}?mode=ro", uri=True, check_same_thread=False)
_db.row_factory = sqlite3.Row

_HELD = f"p.known_until = '{FOREVER}' AND p.from_earliest <= :day AND p.until_latest > :day"
_STANDS = f"""(EXISTS (SELECT 1 FROM sanctions_publishedperiod p WHERE {_HELD} AND p.target = e.uid)
  OR EXISTS (SELECT 1 FROM sanctions_publishedterm t WHERE t.field = 'affected' AND t.normalised = e.uid
    AND EXISTS (SELECT 1 FROM sanctions_publishedperiod p WHERE {_HELD} AND p.edition_id = t.edition_id)))"""
_TARGETS = f"""SELECT uid, label, refs, coalesce(served, document) AS document FROM sanctions_edition e
  WHERE kind = 'target' AND known_until = '{FOREVER}' AND state = 'published'"""
_PERIODS = f"""SELECT uid, sanction, target, kind, status, from_latest, until_earliest
  FROM sanctions_publishedperiod p WHERE {_HELD}"""
_ORDER_OF_TIME = " ORDER BY from_earliest, id"


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _named(name: str, values: Iterable[Any]) -> tuple[str, dict[str, Any]]:
    found = {f"{name}{i}": value for i, value in enumerate(values)}
    return ", ".join(f":{key}" for key in found), found


def _moment(text: str) -> str:
    return text.replace(" ", "T") + "Z"


def _lists() -> dict[str, dict[str, str | None]]:
    rows = _db.execute(
        "SELECT l.uid, max(r.dated), l.checked_at, l.failed_at FROM sanctions_officiallist l "
        "LEFT JOIN sanctions_release r ON r.official_list_id = l.id AND r.state = 'promoted' "
        "GROUP BY l.uid, l.checked_at, l.failed_at "
        "HAVING max(r.dated) IS NOT NULL OR l.failed_at IS NOT NULL ORDER BY l.uid"
    )
    return {
        code: {"dated": dated, "checked_at": checked and _moment(checked), "failed_at": failed and _moment(failed)}
        for code, dated, checked, failed in rows.fetchall()
    }


def _meta(day: str) -> dict[str, Any]:
    seq, recorded = _db.execute("SELECT seq, recorded_at FROM sanctions_head WHERE id = 1").fetchone()
    known = _moment(recorded)
    return {"as_of": day, "known_at": known, "recorded_at": known, "edition": seq, "lists": _lists(), **_BASE}


def _included(refs: Iterable[str]) -> dict[str, Any]:
    places, given = _named("u", sorted({uid for text in refs for uid in text.split()}))
    rows = _db.execute(
        f"SELECT uid, kind, label FROM sanctions_edition WHERE known_until = '{FOREVER}' AND state = 'published' "
        f"AND uid IN ({places}) ORDER BY uid",
        given,
    )
    return {uid: {"record": kind, "label": label} for uid, kind, label in rows}


def _states(rows: list[sqlite3.Row], day: str) -> dict[str, Any]:
    found: dict[str, list[sqlite3.Row]] = {}
    for row in rows:
        found.setdefault(row["uid"], []).append(row)
    return {
        uid: {
            "status": own[-1]["status"],
            "certain": len(own) == 1 and own[0]["from_latest"] <= day < own[0]["until_earliest"],
            "possible": [row["status"] for row in own],
        }
        for uid, own in found.items()
    }


def _with_cases(rows: list[sqlite3.Row], day: str, known: str) -> tuple[list[str], list[str]]:
    places, given = _named("t", (row["uid"] for row in rows))
    periods = _db.execute(f"{_PERIODS} AND target IN ({places}){_ORDER_OF_TIME}", {**given, "day": day}).fetchall()
    cases = _db.execute(
        "SELECT uid, parent, refs, coalesce(served, document) AS document FROM sanctions_edition "
        f"WHERE kind = 'sanction' AND known_until = '{FOREVER}' AND state = 'published' AND parent IN ({places}) "
        "ORDER BY label, uid",
        given,
    ).fetchall()
    begun = {period["sanction"] for period in periods}
    beside: dict[str, list[str]] = {row["uid"]: [] for row in rows}
    held: dict[str, list[sqlite3.Row]] = {row["uid"]: [] for row in rows}
    refs = [row["refs"] for row in rows]
    for case in cases:
        if case["uid"] in begun:
            beside[case["parent"]].append(case["document"])
            refs.append(case["refs"])
    for period in periods:
        held[period["target"]].append(period)
    items = []
    for row in rows:
        own = held[row["uid"]]
        standing, certain = _standing(own, day)
        on = {"as_of": day, "known_at": known, "standing": standing, "certain": certain, "measures": _states(own, day)}
        items.append(
            f'{row["document"][:-1]},"sanctions":[{",".join(beside[row["uid"]])}],"on":{orjson.dumps(on).decode()}}}'
        )
    return items, refs


def _standing(own: list[sqlite3.Row], day: str) -> tuple[str, bool]:
    for standing, statuses in (
        ("designated", ("in_force", "suspended")),
        ("announced", ("proposed", "announced", "pending")),
        ("formerly", ("ended", "abandoned")),
    ):
        rows = [row for row in own if row["status"] in statuses]
        if rows:
            return standing, any(row["from_latest"] <= day < row["until_earliest"] for row in rows)
    return "related", True


def targets(asked: dict[str, str], base: str) -> bytes:
    """A page of targets by label, with their cases; `q` asks for one word, the beginning of a name's."""
    day = _today()
    meta = _meta(day)
    where, given = "", {"day": day}
    if "q" in asked:
        word = asked["q"]
        where += (
            " AND id IN (SELECT edition_id FROM sanctions_publishedterm WHERE field = 'word' "
            "AND normalised >= :word AND normalised < :after)"
        )
        given |= {"word": word, "after": word[:-1] + chr(ord(word[-1]) + 1)}
    if "cursor" in asked:
        after = Signer(salt="interdict.cursor").unsign_object(asked["cursor"])[0]
        where += " AND (label, uid) > (:label, :uid)"
        given |= {"label": after[0], "uid": after[1]}
    rows = _db.execute(f"{_TARGETS}{where} AND {_STANDS} ORDER BY label, uid LIMIT {_LIMIT + 1}", given).fetchall()
    items, refs = _with_cases(rows[:_LIMIT], day, meta["known_at"])
    following = None
    if len(rows) > _LIMIT:
        last, known = rows[_LIMIT - 1], meta["known_at"].replace("Z", "+00:00")
        question = _question("target", {name: value for name, value in asked.items() if name != "cursor"})
        following = _cursor([last["label"], last["uid"]], day, known, question)
    return _page(items, following, asked, f"{base}/targets/", refs, meta)


def _question(kind: str, asked: dict[str, Any]) -> str:
    return f"{kind} {orjson.dumps(asked, option=orjson.OPT_SORT_KEYS).decode()}"


def _cursor(after: list[str], day: str, known: str, question: str) -> str:
    return Signer(salt="interdict.cursor").sign_object([after, day, known, known, question], compress=True)


def _page(
    items: list[str], cursor: str | None, asked: dict[str, str], path: str, refs: list[str], meta: dict[str, Any],
    count: int | None = None,
) -> bytes:  # fmt: skip
    own = {name: value for name, value in asked.items() if name not in ("cursor", "count")}
    address = f"{path}?{urlencode({**own, 'cursor': cursor})}" if cursor else None
    body: dict[str, Any] = {"results": [orjson.Fragment(item) for item in items], "next": address}
    if count is not None:
        body["count"] = count
    return orjson.dumps({**body, "included": _included(refs), "meta": meta})


def target(uid: str) -> bytes:
    """One target with its cases."""
    day = _today()
    meta = _meta(day)
    rows = _db.execute(f"{_TARGETS} AND uid = ?", (uid,)).fetchall()
    items, refs = _with_cases(rows, day, meta["known_at"])
    beside = orjson.dumps({"included": _included(refs), "meta": meta}).decode()
    return f"{items[0][:-1]},{beside[1:]}".encode()


def measures(asked: dict[str, str], base: str) -> bytes:
    """The newest measures of one authority and type on a day, with their count."""
    day = asked["as_of"]
    meta = _meta(day)
    bodies = [asked["authority"]]
    bodies += [
        row[0]
        for row in _db.execute(
            f"SELECT uid FROM sanctions_edition WHERE known_until = '{FOREVER}' AND id IN (SELECT edition_id FROM "
            "sanctions_publishedterm WHERE field = 'parent' AND normalised = ?)",
            (asked["authority"],),
        )
    ]
    places, given = _named("a", bodies)
    found = (
        f"known_until = '{FOREVER}' AND id IN (SELECT measure_id FROM sanctions_publishedperiod p WHERE {_HELD} "
        f"AND status <> 'proposed' AND authority IN ({places}) AND type = :type)"
    )
    given |= {"day": day, "type": asked["type"]}
    rows = _db.execute(
        f"SELECT id, uid, began_on, refs, body FROM sanctions_publishedmeasure WHERE {found} "
        f"ORDER BY began_on DESC, uid DESC LIMIT {_LIMIT + 1}",
        given,
    ).fetchall()
    count = _db.execute(f"SELECT count(*) FROM sanctions_publishedmeasure WHERE {found}", given).fetchone()[0]
    shown = rows[:_LIMIT]
    places, given = _named("m", (row["id"] for row in shown))
    periods = _db.execute(f"{_PERIODS} AND measure_id IN ({places}){_ORDER_OF_TIME}", {**given, "day": day}).fetchall()
    states = _states(periods, day)
    items = [
        f'{row["body"][:-1]},"on":'
        f"{orjson.dumps({'as_of': day, 'known_at': meta['known_at'], **states[row['uid']]}).decode()}}}"
        for row in shown
    ]
    following = None
    if len(rows) > _LIMIT:
        known = meta["known_at"].replace("Z", "+00:00")
        own: dict[str, Any] = {
            "authority": [asked["authority"]], "type": [asked["type"]], "as_of": date.fromisoformat(day)
        }  # fmt: skip
        question = _question("measure", own)
        following = _cursor([shown[-1]["began_on"], shown[-1]["uid"]], day, known, question)
    return _page(items, following, asked, f"{base}/measures/", [row["refs"] for row in shown], meta, count)


def everything() -> Iterable[bytes]:
    """All targets as lines, by uid."""
    day, after = _today(), ""
    known = _meta(day)["known_at"]
    while True:
        rows = _db.execute(
            f"{_TARGETS} AND uid > :after AND {_STANDS} ORDER BY uid LIMIT 500", {"day": day, "after": after}
        ).fetchall()
        if not rows:
            return
        items, _ = _with_cases(rows, day, known)
        yield "".join(f"{item}\n" for item in items).encode()
        after = rows[-1]["uid"]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """A WSGI application."""
    path = environ["PATH_INFO"].removeprefix("/api/v1").strip("/").split("/")
    asked = {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
    base = f"http://{environ['HTTP_HOST']}/api/v1"
    if path == ["export", "targets"]:
        start_response("200 OK", [("Content-Type", "application/x-ndjson")])
        return everything()
    body = (
        measures(asked, base) if path[0] == "measures" else target(path[1]) if len(path) > 1 else targets(asked, base)
    )
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
