"""Archives: everything a person has told and done as one file, out and in.

An export is one JSON document in ASCII, its lines in a fixed order, so that two exports can be compared line by line:

    {"format":"trainer-export","version":1,"checksum":"sha256:…",
    "written":"2026-11-20T07:10:00+01:00","trainer":"0.5.0","device":"5b44915a2aaf","content":{
    "exercises":{
    "calf-stretch.toml":"name = …"
    },
    "figures":{
    },
    "routines":{
    },
    "records":[
    {"at":"2026-11-20T07:10:00+01:00","body":{…},"id":"…","kind":"session","stamp":"…"}
    ]
    }}

- `version` is that of the format; a greater one is refused. The first line stays like this in every version.
- `checksum` is the SHA-256 of `version`, a line end and every byte after the first line.
- `written`, `trainer` and `device` say when, by which trainer and on which machine it was written. All that counts is
  in `content`, which is the same, byte for byte, for the same data.
- `records` are all versions of everything in the store, as the store's files hold them, in the order they were
  written: `id` (the same for every version of a thing), `stamp` (milliseconds-counter-device; the greatest one
  counts), `kind`, `at`, `body`, and where it is so `deleted` (a removal) and `home` (the month of the first version).
  Kinds with a date: `session`, `activity`, `check-in`, `plan`. Kinds that have force until they are replaced:
  `profile`, `settings`, `gate`, `set-aside`, `clear`. Other kinds are kept and given back as they are.
  `at` and the moment of `stamp` are within the calendar: `at` from 1970 to 2199, `stamp` before the year 10000.
- `exercises`, `figures` and `routines` are the person's own library files: name and text.

What is of this machine only is not in it: the session that is under way, the machine's name, caches.
"""
