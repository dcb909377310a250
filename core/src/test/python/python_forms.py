#!/usr/bin/env python3
"""Writes down how Python reads and writes JSON values, for PythonFormsTest to compare with.

How to run, from the folder of this module, with CPython 3.11:

    python3 src/test/python/python_forms.py > src/test/resources/io/smcontainers/core/json/python-forms.jsonl

The same seed gives the same lines. For a comparison by hand that is larger than a file in git should be:

    python3 src/test/python/python_forms.py --seed 7 --doubles 100000 --values 50000

Each line is a JSON object, ASCII only so that lone surrogates survive: "text" is what json.loads was given, "str" what
str() makes of the result; "repr" and "json" (json.dumps with sorted keys, compact, ASCII) are there if they differ from
"str". A line with "text" alone is a text that json.loads refuses.

Unicode: whether repr() escapes a character depends on the version of Unicode, 14 in Python 3.11, 13 in Java 17, 16 in
Java 25. All characters here are older than Unicode 13, or not assigned in any of the three.

Lone surrogates: none in keys, where Jackson refuses them; and none that make a pair by chance, which Java cannot tell from
the character. No UTF-8 file holds either but as an escape, and the Python toolkit cannot export such a string at all.
"""
import argparse
import json
import random
import struct

DOUBLES = [
    "0.0", "-0.0", "0.1", "0.2", "0.3", "0.5", "1.0", "1.5", "100.0", "123456.789", "5e-324", "4.9e-324", "1e-323", "1.5e-323",
    "2.2250738585072014e-308", "2.225073858507201e-308", "2.2250738585072011e-308", "1.7976931348623157e308",
    "1.7976931348623159e308", "-1.7976931348623157e308", "9007199254740993.0", "9007199254740991.0", "9007199254740992.0",
    "1e15", "1e16", "999999999999999.9", "9999999999999998.0", "9999999999999999.0", "123456789012345680.0",
    "123456789012345678.0", "1e21", "1e22", "1e23", "2e23", "9e22", "8.41e21", "9.5e-5", "0.0001", "0.00001", "1e-4", "1e-5", "1e-7",
    "0.00012345", "1.0e-10", "2e-44", "1e400", "-1e400", "1e-400", "-1e-400", "1E5", "1e+5", "1E-5", "1e05", "1.50", "0e0",
    "0E+10", "123e-2", "0.1e1", "5E-324", "2.5e-324", "2.4e-324", "3e-324", "0." + "1" * 400, "1" * 309 + ".0", "1" * 310 + ".5",
    "0." + "0" * 330 + "1", "1.00000000000000011102230246251565", "1.00000000000000011102230246251566",
    "9.109383632e-31", "2.0000000000000004", "4.35", "0.615", "1.1e-44", "4.37e-322", "2.3e-308", "2.0e-3", "1.0E+2",
]
INTEGERS = [
    "0", "-0", "1", "-1", "10", "2147483647", "2147483648", "-2147483648", "-2147483649", "9007199254740993", "9223372036854775807",
    "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "1" + "0" * 30, "-" + "9" * 400, "12345678901234567890123",
]
STRINGS = [
    "", " ", "a", "it's", 'say "hi"', "it's \"both\"", "'", '"', "\\", "\\'", "a\\b", "tab\tend", "a\nb\r\n", "\b\f", "/slash/", "</script>",
    "".join(map(chr, range(32))), "".join(map(chr, range(127, 161))), "\xa0", "\xad", "é", "ß", "\u0378", "\u061c", "\u0600", "\u1680", "\u180e",
    "\u200b", "\u200d", "\u2028", "\u2029", "\u202e", "\u205f", "\u3000", "\ufeff", "\uffff", "\ufffe", "\ufffd", "\ue000", "\uf8ff", "\u4e2d\u6587",
    "\U0001f600", "\U0001d11e", "\U00010000", "\U000e0001", "\U000f0000", "\U0010ffff", "\U0001fffe", "\U00013430", "e\u0301",
    "\ud800", "\udfff", "a\ud83d", "\ude00b", "\ude00\ud83d", "\ud83d'\ude00", "True", "None", "null", "NaN", "1", "train.py",
    "s3://bucket/key", "--option", "$HOME `id` ; rm", "{{base}}", "%s %d",
]
TEXTS = [
    "", " ", "\n", "null", "true", "false", " null ", "\t\r\n true\n", "Null", "True", "TRUE", "None", "nul", "nulll", "truee", "true1",
    "true false", "nan", "NaN", "NaN ", " NaN", "NAN", "-NaN", "+NaN", "NaN1", "NaNN", "Infinity", " Infinity\n", "-Infinity", "+Infinity", "- Infinity",
    "infinity", "Infinit", "Infinityy", "INF", "-INF", "+INF", "inf", "-inf", "[INF]", "[-INF]", "[+INF]", "[NaN,Infinity,-Infinity]",
    "[-NaN]", "{\"a\":-INF}", "01", "-01", "00", "+1", "++1", "1.", "-1.", "1.e5", ".5", "-.5", "1e", "1e+", "1E", "1.5e", "e5", "1e5", "1E+5", "1e5.5", "-",
    "--1", "-+1", "- 1", "-a", " 5 ", "5\n", "\u00a05", "5\u00a0", "\u20035", "\u30005", "\v5", "\f5", "5\f", "\x005", "5\x00", "\x1f5", "\ufeff1", "1\ufeff", " \ufeff1",
    "0x10", "1_000", "[1_0]", "1L", "1f", "1d", "1,000", "1;", "1 2", "1,2", "1]", "1}", "\u0661", "\uff11", "1\u0661", "1.\u0661",
    '"a\tb"', '"a\nb"', '"a\x00b"', '"a\x1fb"', '"a\x7fb"', '"a\x80b"', '"a\u2028b"', '"\u00e9"', '"\U0001f600"', '"\ud83d"', '"\ud800"x',
    '"\\ud800"', '"\\ud83d\\ude00"', '"\\uD83D\\uDE00"', '"\\ude00\\ud83d"', '"\\ud83d\\ud83d\\ude00"', '"\\ud83d\\n"', '"\\ud83dx"',
    '"\\u12"', '"\\u12g4"', '"\\u 123"', '"\\u+123"', '"\\u0x12"', '"\\u1_23"', '"\\u-123"', '"\\x"', '"\\x41"', '"\\a"', '"\\0"', '"\\\'"', '"\\U0001F600"',
    '"\\u0041\\u00e9\\/\\b\\f\\n\\r\\t\\"\\\\"', '"', '"a', '"a\\', '"a\\"', '"\\u"', '"a" ', '"a""b"', '"a"b', '"\\u0000"', "'x'", "`x`", "x", "a b", "train.py",
    "[", "]", "[]", "[ ]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]", "[1;2]", "[1}", "[]]", "[1]x", "[ 1 , 2 ]", "[1\u00a0,2]", "[\"a\"\"b\"]", "[true\"x\"]",
   "{", "}", "{}", "{ }", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{\"a\" 1}", "{\"a\"=1}", "{1:2}", "{a:1}", "{'a':1}", "{null:1}", "{NaN:1}",
   "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}", "{\"a\":1]", "{ \"a\" : 1 , \"b\" : [ ] }", "{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":1,\"\\u0061\":2}", "{\"\":0}",
   "{\"b\":{\"z\":1,\"a\":{\"y\":null,\"x\":true}},\"a\":[{\"d\":1,\"c\":2}]}", "{\"\uffff\":1,\"\U00010000\":2,\"\ue000\":3,\"\ud7ff\":4}",
    "{\"\\ud83d\\ude00\":1,\"\\uffff\":2,\"~\":3}", "{\"a\":\"it's\",\"it's\":\"\\\"\"}", "//c", "1//c", "/*c*/1", "1/*c*/", "# c", "1 #c", "[1,/**/2]",
    "<xml/>", "=1", "undefined", "[undefined]", "(1)", "1+1", "1.2.3", "1-2", "127.0.0.1", "2020-01-01", "12:30", "5e", "ml.c5.xlarge", "t", "f", "n", "N", "I", "-I", "tr ue",
    "[" * 500 + "]" * 500, "[" * 500 + "1" + "]" * 499, "{\"a\":" * 500 + "1" + "}" * 500, "[" * 500,
]
# Ranges of characters that are all older than Unicode 13, or not assigned at all (private use, U+0378, noncharacters).
RANGES = [
    (0x00, 0x1f), (0x20, 0x7e), (0x20, 0x7e), (0x20, 0x7e), (0x7f, 0xa0), (0xa1, 0x17f), (0x378, 0x379), (0x391, 0x3a1), (0x410, 0x44f), (0x5d0, 0x5ea),
    (0x621, 0x64a), (0x905, 0x939), (0x2000, 0x2064), (0x20a0, 0x20bf), (0x3041, 0x3096), (0x4e00, 0x9fef), (0xac00, 0xd7a3), (0xd900, 0xdb3f),
    (0xdc00, 0xdfff), (0xe000, 0xf8ff), (0xfb00, 0xfb06), (0xfff9, 0xffff), (0x10000, 0x1000b), (0x10400, 0x1044f), (0x1d400, 0x1d454), (0x1f600, 0x1f64f),
    (0x20000, 0x2a6d6), (0xe0020, 0xe007f), (0xf0000, 0xf00ff), (0x10fffe, 0x10ffff),
]


def random_double(rng):
    return struct.unpack("<d", rng.getrandbits(64).to_bytes(8, "little"))[0]


def random_number(rng):
    kind = rng.randrange(7)
    if kind == 0:
        return random_double(rng)
    if kind == 1:
        return rng.randrange(-100, 100)
    if kind == 2:
        return rng.getrandbits(rng.randrange(1, 200)) * rng.choice((1, -1))
    if kind == 3:
        return round(rng.uniform(-1000, 1000), rng.randrange(6))
    if kind == 4:
        return rng.randrange(1, 100) * 10.0 ** rng.randrange(-30, 30)
    if kind == 5:
        return float(rng.getrandbits(rng.randrange(1, 70)))
    return rng.choice((float("inf"), float("-inf"), float("nan"), 0.0, -0.0, 1e16, 1e-5, 0.0001))


def random_string(rng):
    characters = []
    for _ in range(rng.choice((0, 1, 1, 2, 3, 5, 8))):
        characters.append(rng.choice("'\"\\/\n\t ab-_.") if rng.random() < 0.4 else chr(rng.randint(*rng.choice(RANGES))))
    return "".join(characters).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def without_surrogates(string):
    return "".join(c for c in string if not "\ud800" <= c <= "\udfff")


def random_value(rng, depth):
    kind = rng.randrange(6 if depth else 4)
    if kind == 0:
        return rng.choice((None, True, False))
    if kind == 1:
        return random_number(rng)
    if kind < 4:
        return random_string(rng)
    if kind == 4:
        return [random_value(rng, depth - 1) for _ in range(rng.randrange(4))]
    return {without_surrogates(random_string(rng)): random_value(rng, depth - 1) for _ in range(rng.randrange(6))}


def random_text(rng):
    value = random_value(rng, 2)
    separators = rng.choice(((",", ":"), (", ", ": "), (" ,\t", "\n: ")))
    text = json.dumps(value, ensure_ascii=rng.random() < 0.5, separators=separators, indent=rng.choice((None, None, 1)))
    if rng.random() < 0.2 and text:
        at = rng.randrange(len(text))
        text = text[:at] + rng.choice(("", ",", "\"", "0", "e", "-", ".", "]", "\\", "u", " ", "NaN")) + text[at + rng.randrange(2):]
    return text


def forms(text):
    try:
        value = json.loads(text)
    except ValueError:
        return {"text": text}
    line = {"text": text, "str": str(value)}
    line["repr"] = repr(value)
    line["json"] = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return {key: form for key, form in line.items() if key in ("text", "str") or form != line["str"]}


def texts(options):
    rng = random.Random(options.seed)
    yield from DOUBLES
    yield from INTEGERS
    yield from (json.dumps(string) for string in STRINGS)
    yield from (json.dumps(string, ensure_ascii=False) for string in STRINGS)
    yield json.dumps(STRINGS)
    yield json.dumps({without_surrogates(string): i for i, string in enumerate(STRINGS)})
    yield from TEXTS
    yield from ("%r" % 2.0**exponent for exponent in range(-1074, 1024, options.power_step))
    yield from ("%r" % 2.0**exponent for exponent in (-44, -24, -43, -1022, -1023, 53, 54, 63, 64))
    yield from ("%r" % 10.0**exponent for exponent in range(-30, 30))
    yield from ("%de%d" % (digit, rng.randrange(-324, 309)) for digit in range(1, 10))
    yield from ("%.17g" % random_double(rng) for _ in range(options.doubles))
    yield from (random_text(rng) for _ in range(options.values))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--doubles", type=int, default=2000)
    parser.add_argument("--values", type=int, default=180)
    parser.add_argument("--power-step", type=int, default=37)
    for text in texts(parser.parse_args()):
        print(json.dumps(forms(text), separators=(",", ":")))


main()
